import { crc32 } from 'node:zlib'
import { canonicalJson, type Content } from '@verso/model'
import { applyTextDelta, type TextDelta, textDelta } from './text-delta.ts'

/**
 * As many deltas are applied at most to read a revision. A long chain keeps a large entry small: of a thousand revisions four are whole.
 * Reading the longest takes one statement and some milliseconds.
 */
export const maxDeltas = 255

/** How a revision's content is kept: whole in a key frame, or as what leads to it from the revision before. */
export interface StoredContent {
  number: number
  content: Content | null
  delta: string | null
}

/** What leads from one content to the next, as it is stored; null where writing the content whole isn't much longer. */
export function contentDelta(before: Content, after: Content): string | null {
  return deltaOfTexts(canonicalJson(before), canonicalJson(after))
}

/** The same for their canonical texts. */
function deltaOfTexts(before: string, after: string): string | null {
  const delta = JSON.stringify([crc32(after), ...textDelta(before, after)])
  return delta.length * 2 < after.length ? delta : null
}

/** The rows that are wanted, with their contents. Each delta stands right after the revision that it follows from, up to its key frame. */
export function unfold<Row extends StoredContent>(rows: readonly Row[], isWanted: (row: Row) => boolean): (Row & { content: Content })[] {
  const found: (Row & { content: Content })[] = []
  let text = ''
  for (const [index, row] of rows.entries()) {
    if (row.content === null) text = follow(text, row)
    else if (rows[index + 1]?.content === null) text = canonicalJson(row.content)
    if (isWanted(row)) found.push({ ...row, content: row.content ?? (JSON.parse(text) as Content) })
  }
  return found
}

/** What becomes of a revision when a chain is written again: another content, or the same, or null when it goes. */
export type RevisionChange = (revision: { number: number; content: Content }) => Content | null

/** A chain as it is stored when each revision has become what it is to be; what followed from one that goes follows from the one before. */
export function refold(chain: readonly StoredContent[], change: RevisionChange): (StoredContent & { frame: number })[] {
  const rows: (StoredContent & { frame: number })[] = []
  let [read, written] = ['', '']
  for (const row of chain) {
    read = row.content === null ? follow(read, row) : canonicalJson(row.content)
    const content = change({ number: row.number, content: JSON.parse(read) as Content })
    if (content === null) continue
    const text = canonicalJson(content)
    const last = rows.at(-1)
    const delta = last === undefined ? null : deltaOfTexts(written, text)
    const { number } = row
    rows.push(
      last === undefined || delta === null
        ? { number, frame: number, content, delta: null }
        : { number, frame: last.frame, content: null, delta },
    )
    written = text
  }
  return rows
}

function follow(before: string, { number, delta }: StoredContent): string {
  const [sum, ...pieces] = JSON.parse(delta ?? '[]') as [number, ...TextDelta]
  const text = applyTextDelta(before, pieces)
  // Whatever went wrong below, a content that nobody wrote must not be taken for one that somebody did.
  if (crc32(text) !== sum) throw new Error(`The delta of revision ${number} doesn't fit the revision before it`)
  return text
}
