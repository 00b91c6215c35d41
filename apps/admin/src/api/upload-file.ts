import { t } from '@lingui/core/macro'
import type { MediaDescription, MediaView, UploadedMedia } from '@verso/contract'
import { noAnswer, problemOf } from './api-problem.ts'
import { withSession } from './session.ts'
import { viewAsHeader } from './view-as.ts'

export interface Upload {
  file: File
  description?: MediaDescription
  /** From 0 to 1. */
  onProgress?: (part: number) => void
  signal?: AbortSignal
}

/** Uploads one file. XMLHttpRequest, since fetch can't tell how much was sent. */
export function uploadFile(upload: Upload): Promise<UploadedMedia> {
  viewAsHeader('POST')
  return withSession((headers) => send<UploadedMedia>('POST', '/media', { upload, headers }))
}

/** Puts other bytes in the place of a file; its id, its address and what is said of it stay. */
export function replaceFile({ id, revision }: Pick<MediaView, 'id' | 'revision'>, upload: Upload): Promise<MediaView> {
  viewAsHeader('PUT')
  return withSession((headers) =>
    send<MediaView>('PUT', `/media/${id}/file`, { upload, headers: { ...headers, 'If-Match': `"${revision}"` } }),
  )
}

interface Sending {
  upload: Upload
  headers: Record<string, string>
}

function send<T>(method: 'POST' | 'PUT', path: string, { upload, headers }: Sending): Promise<T> {
  const { file, description, onProgress, signal } = upload
  const form = new FormData()
  form.append('file', file)
  if (description !== undefined) form.append('description', JSON.stringify(description))

  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new DOMException(t`The upload was cancelled`, 'AbortError'))
      return
    }
    const request = new XMLHttpRequest()
    request.open(method, `/admin/v1${path}`)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(noAnswer())
    request.onabort = () => reject(new DOMException(t`The upload was cancelled`, 'AbortError'))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T)
      else reject(problemOf(request.status, request.responseText, (name) => request.getResponseHeader(name)))
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
