import { Refusal } from '../refusal.ts'

const maxLength = 254
// Controls, format characters (zero-width and direction marks) and lone surrogates: two addresses must not look alike.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** An address in the form in which it is kept, compared and unique; null when it can't be one. */
export function normaliseEmail(text: string): string | null {
  const email = text.normalize('NFKC').replace(invisible, '').trim().toLowerCase()
  return email.length <= maxLength && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null
}

export function requireEmail(text: string): string {
  const email = normaliseEmail(text)
  if (email !== null) return email
  const message = 'This is not an e-mail address'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/email', code: 'wrong_format', message }] })
}
