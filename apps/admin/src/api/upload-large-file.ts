import type { MediaView, UploadedMedia } from '@verso/contract'
import type { DetailedError, Upload as TusUpload } from 'tus-js-client'
import { api } from './client.ts'
import { noAnswer, problemOf } from './api-problem.ts'
import { withSession } from './session.ts'
import type { Upload } from './upload-file.ts'
import { viewAsHeader } from './view-as.ts'

/** From here on it is worth two requests more to be able to go on where a connection broke. */
export const largeBytes = 8 * 1024 * 1024
const endpoint = '/admin/v1/uploads'
const chunkBytes = 8 * 1024 * 1024
/** The reason of a signal that ends an upload for good. */
export const givenUp = 'given up'
const retryDelays = [500, 1500, 5000, 15_000]

/**
 * Uploads one file by tus, in pieces: what was sent stays, so that an upload which was paused, failed, or ended with the page goes on
 * where it was as soon as the same file is given again. Aborting the signal pauses it; aborting it with `givenUp` forgets what was sent.
 */
export async function uploadLargeFile(upload: Upload): Promise<UploadedMedia> {
  viewAsHeader('POST')
  const { Upload: Tus } = await import('tus-js-client')
  const id = await withSession((headers) => sendAll(Tus, upload, headers))
  return { data: await api.get<MediaView>(`/media/${id}`) }
}

/** Forgets what was sent of a file that is not wanted any more, so that nothing goes on with what was said of it then. */
export async function forgetLargeFile(file: File): Promise<void> {
  const { Upload: Tus } = await import('tus-js-client')
  await withSession(async (headers) => {
    const sending = new Tus(file, { endpoint, headers })
    const [previous] = await sending.findPreviousUploads()
    if (previous === undefined) return
    sending.resumeFromPreviousUpload(previous)
    await sending.abort(true)
  })
}

async function sendAll(Tus: typeof TusUpload, { file, description, onProgress, signal }: Upload, headers: Record<string, string>) {
  const { folder, ...said } = description ?? {}
  const metadata: Record<string, string> = { filename: file.name, filetype: file.type === '' ? 'application/octet-stream' : file.type }
  if (typeof folder === 'string') metadata['folder'] = folder
  if (Object.keys(said).length > 0) metadata['description'] = JSON.stringify(said)
  return new Promise<string>((resolve, reject) => {
    const stop = () => reject(new DOMException('The upload was paused', 'AbortError'))
    if (signal?.aborted === true) {
      stop()
      return
    }
    const sending = new Tus(file, {
      endpoint,
      chunkSize: chunkBytes,
      retryDelays,
      headers,
      metadata,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => onProgress?.(total > 0 ? sent / total : 0),
      onError: (error) => reject(problemOfTus(error)),
      onSuccess: ({ lastResponse }) => {
        const id = lastResponse.getHeader('Verso-Media-Id')
        if (id === undefined) reject(noAnswer())
        else resolve(id)
      },
    })
    signal?.addEventListener('abort', () => {
      // What can't be forgotten now expires on the server.
      sending.abort(signal.reason === givenUp).catch(() => undefined)
      stop()
    })
    sending
      .findPreviousUploads()
      .then(([previous]) => {
        if (previous !== undefined) sending.resumeFromPreviousUpload(previous)
        if (signal?.aborted !== true) sending.start()
        else if (signal.reason === givenUp) sending.abort(true).catch(() => undefined)
      })
      .catch(reject)
  })
}

/** What the server said, where it said anything. */
function problemOfTus(error: Error | DetailedError): Error {
  const answer = 'originalResponse' in error ? error.originalResponse : null
  if (answer === null || answer === undefined || answer.getStatus() === 0) return noAnswer()
  return problemOf(answer.getStatus(), answer.getBody(), (name) => answer.getHeader(name) ?? null)
}
