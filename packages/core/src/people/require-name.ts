import { Refusal } from '../refusal.ts'

/** A name for people to read: one line, not empty. */
export function requireName(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim()
  if (name !== '') return name
  const message = 'A name is needed'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/name', code: 'required', message }] })
}
