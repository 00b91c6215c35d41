import type { ImportMedia } from '@verso/core'
import { type HtmlImage, isSafeAddress } from '@verso/rich-text'
import { addressKey, originalAddress } from './addresses.ts'
import type { ImportReport } from './import-report.ts'
import type { IndexedAttachment, WxrIndex } from './wxr-index.ts'

const mimeTypes: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  pdf: 'application/pdf',
  zip: 'application/zip',
  txt: 'text/plain',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  ogv: 'video/ogg',
  avi: 'video/x-msvideo',
}

export interface MediaPlan {
  /** Every file so far, in a steady order: attachments as in the file, then pictures that only content names. */
  list: () => ImportMedia[]
  /** Key of a picture of content; null where there is nothing to fetch. */
  keyOf: (image: Pick<HtmlImage, 'src' | 'attachmentId' | 'alt'>) => string | null
  keyOfAttachment: (id: string) => string | null
  /** Numbers of the pictures that belong to an item, in the order of the file. */
  attachedTo: (itemId: string) => string[]
}

/** Files become placeholders that know where they are; content finds them by number, or by address in any of its sizes. */
export function planMedia({ attachments }: WxrIndex, report: ImportReport): MediaPlan {
  const media = new Map<string, ImportMedia>()
  const byAddress = new Map<string, string>()
  for (const attachment of attachments.values()) {
    const planned = mediaOf(attachment)
    if (planned === null) {
      report.add('attachments without a web address', attachment.title)
      continue
    }
    media.set(planned.key, planned)
    const address = addressKey(planned.url) ?? planned.url
    byAddress.set(address, planned.key)
    if (!byAddress.has(originalAddress(address))) byAddress.set(originalAddress(address), planned.key)
  }

  function keyOfAttachment(id: string): string | null {
    const key = attachments.get(id)?.key
    return key !== undefined && media.has(key) ? key : null
  }

  function keyOf({ src, attachmentId, alt }: Pick<HtmlImage, 'src' | 'attachmentId' | 'alt'>): string | null {
    const address = addressKey(src)
    const known = address === null ? undefined : (byAddress.get(address) ?? byAddress.get(originalAddress(address)))
    const numbered = attachmentId === null ? null : keyOfAttachment(attachmentId)
    if (known !== undefined || numbered !== null) return known ?? numbered
    if (address === null || !isSafeAddress(src)) return null
    // A picture that the export doesn't list: its address alone says what it is.
    const key = `media/${address}`
    media.set(key, { key, url: src, filename: filenameOf(src), mimeType: mimeTypeOf(src), alt: alt || null, caption: null })
    byAddress.set(address, key)
    return key
  }

  return {
    list: () => [...media.values()],
    keyOf,
    keyOfAttachment,
    attachedTo: (itemId) =>
      [...attachments.values()]
        .filter(({ parentId, url }) => parentId === itemId && mimeTypeOf(url).startsWith('image/'))
        .map(({ id }) => id),
  }
}

function mediaOf({ key, url, alt, caption }: IndexedAttachment): ImportMedia | null {
  const absolute = url.startsWith('//') ? `https:${url}` : url
  if (!isSafeAddress(absolute)) return null
  return { key, url: absolute, filename: filenameOf(absolute), mimeType: mimeTypeOf(absolute), alt: alt || null, caption: caption || null }
}

function filenameOf(url: string): string {
  const last =
    new URL(url).pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? 'file'
  try {
    return decodeURIComponent(last)
      .replaceAll(/[\p{Cc}/\\]/gu, '_')
      .slice(0, 200)
  } catch {
    return last.slice(0, 200)
  }
}

function mimeTypeOf(url: string): string {
  const extension = /\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? ''
  return (Object.hasOwn(mimeTypes, extension) ? mimeTypes[extension] : undefined) ?? 'application/octet-stream'
}
