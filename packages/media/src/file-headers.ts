import { fileTypes } from './file-types.ts'

export interface ServedFile {
  mimeType: string
  filename: string
  sha256: string
}

/**
 * Headers of an original. Raster images, audio and video are shown in place; all else (SVG, PDF, text …) is a download and, should a browser open it
 * all the same, a sandbox without scripts. Stored SVG is as it was sent, so these headers are what keeps it from running.
 */
export function fileHeaders(file: ServedFile, { download = false } = {}): Record<string, string> {
  const family = fileTypes.find((type) => type.mimeType === file.mimeType)?.family
  const isShown = !download && (family === 'raster' || family === 'audio' || family === 'video')
  return {
    'content-type': family === undefined ? 'application/octet-stream' : `${file.mimeType}${family === 'text' ? '; charset=utf-8' : ''}`,
    'content-disposition': contentDisposition(isShown ? 'inline' : 'attachment', file.filename),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // Sites on other hosts show these files; a browser's own default would not let them.
    'cross-origin-resource-policy': 'cross-origin',
    'accept-ranges': 'bytes',
    etag: `"${file.sha256}"`,
  }
}

/** RFC 6266: a plain name for old readers, and the true one in RFC 8187's coding. Neither can end the header or the quotes. */
function contentDisposition(kind: 'inline' | 'attachment', filename: string): string {
  const name = filename.replace(/\p{Cs}/gu, '')
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_')
  const coded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${coded}`}`
}
