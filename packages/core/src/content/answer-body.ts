import { hash } from 'node:crypto'
import type { PublishedRow } from '@verso/data'

/** The body of an answer: one text, or the texts of its entries and what stands around them. */
export type AnswerBody = string | { before: string; entries: readonly EntryText[]; after: string }

/** The JSON text of an entry with all that it includes: rendered for this answer, or finished by an earlier one. */
export type EntryText = string | FinishedText

/** A text as it is sent, with what tells it from every other, so that neither is worked out for each answer. */
export interface FinishedText {
  bytes: Buffer
  digest: string
}

/** An entry of a list as it is given, with all that it includes: true until something that it was made of is another. */
export interface FinishedEntry extends FinishedText {
  /** Without its body. */
  row: PublishedRow
  /** Ids of the entries and files in the text. */
  shown: { entries: readonly string[]; media: readonly string[] }
  /** Ids of everything that was looked for, there or not: the text is of these and of the row alone. */
  askedFor: readonly string[]
}

export function finishText(text: string): FinishedText {
  // In memory of its own: a buffer from the pool of small ones would hold back what lies beside it.
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return { bytes, digest: digestOf(bytes) }
}

/** The same digest means the same bytes. */
export function digestOf(bytes: Buffer | string): string {
  return hash('sha256', bytes, 'base64url')
}

export function entryText(entry: EntryText): string {
  return typeof entry === 'string' ? entry : entry.bytes.toString()
}

export function bodyText(body: AnswerBody): string {
  return typeof body === 'string' ? body : body.before + body.entries.map(entryText).join() + body.after
}
