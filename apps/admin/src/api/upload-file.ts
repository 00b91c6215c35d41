import { t } from '@lingui/core/macro'
import type { MediaDescription, UploadedMedia } from '@verso/contract'
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
  return withSession((headers) => uploadOnce(upload, headers))
}

function uploadOnce({ file, description, onProgress, signal }: Upload, headers: Record<string, string>): Promise<UploadedMedia> {
  const form = new FormData()
  form.append('file', file)
  if (description !== undefined) form.append('description', JSON.stringify(description))

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/admin/v1/media')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(noAnswer())
    request.onabort = () => reject(new DOMException(t`The upload was cancelled`, 'AbortError'))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as UploadedMedia)
      else reject(problemOf(request.status, request.responseText, (name) => request.getResponseHeader(name)))
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
