import { createHmac, timingSafeEqual } from 'node:crypto'

/** A file's address, decoded: who signs and who checks may write it in different ways. */
export interface FileAddress {
  mediaId: string
  filename: string
  /** What the place that shows it says of it, as it is written in addresses. */
  use: string | null
  /** The modifiers, where it is asked for in IPX's way. */
  ipx: string | null
  parameters: Readonly<Record<string, string>>
}

/** What private files and sizes of somebody's own are signed by: path and all parameters, but for the signature itself. */
export function signatureOf(key: Buffer, { mediaId, filename, use, ipx, parameters }: FileAddress): string {
  const parts = Object.entries(parameters)
    .filter(([name]) => name !== 'signature' && name !== 's')
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return createHmac('sha256', key)
    .update(JSON.stringify([mediaId.toLowerCase(), filename, ipx, parts, ...(use === null ? [] : [use])]))
    .digest('base64url')
}

/** Whether the address is signed at all, by `signature` or, for sizes alone, by `s`. */
export function isSigned(key: Buffer, address: FileAddress, name: 'signature' | 's'): boolean {
  const given = Buffer.from(address.parameters[name] ?? '')
  const right = Buffer.from(signatureOf(key, address))
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Whether it is signed, says until when, and that moment hasn't come. */
export function isSignedUntilNow(key: Buffer, address: FileAddress, now: Date): boolean {
  const { expires = '' } = address.parameters
  return /^\d{1,12}$/.test(expires) && Number(expires) * 1000 > now.getTime() && isSigned(key, address, 'signature')
}
