import { createHmac, timingSafeEqual } from 'node:crypto'

const idBytes = 16
const signatureBytes = 32

/** What a link carries as its credential: the id of its row, signed. When it ends is in the row, so that it can be ended earlier. */
export function previewLinkText(key: Buffer, id: string): string {
  return Buffer.concat([bytesOf(id), signatureOf(key, id)]).toString('base64url')
}

/** The id that a credential names, or null where it wasn't signed here. */
export function readPreviewLinkText(key: Buffer, text: string): string | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== idBytes + signatureBytes) return null
  const hex = bytes.subarray(0, idBytes).toString('hex')
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return timingSafeEqual(bytes.subarray(idBytes), signatureOf(key, id)) ? id : null
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function signatureOf(key: Buffer, id: string): Buffer {
  return createHmac('sha256', key).update(bytesOf(id)).digest()
}
