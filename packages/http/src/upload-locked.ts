export const tusVersion = '1.0.0'

/**
 * What clients of tus are told where it can't be said how far an upload is (tusd's "locked"). They ask again in a moment; after any other answer but a good
 * one, 503 among them, they begin the whole upload anew.
 */
export const uploadLocked = 423

/** Whether a request asks how far an upload is. */
export function isUploadQuestion({ method, path }: { method: string | undefined; path: string }): boolean {
  return method === 'HEAD' && path.startsWith('/admin/v1/uploads/')
}
