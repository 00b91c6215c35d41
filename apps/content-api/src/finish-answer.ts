import { type AnswerBody, digestOf, type EntryText, type PublishedAnswer } from '@verso/core'
import { type Coding, encodeBody } from './content-coding.ts'

/** An answer as it is sent: everything that is the same for all who get it, worked out once. */
export interface FinishedAnswer {
  seq: bigint
  pinned: boolean
  isPreview: boolean
  /** As bytes, of which no copy is made for each reader. */
  body: Buffer
  /** Of its bytes, without quotes; a coding is put behind it. */
  etag: string
  /** What of the request decides the form of the answer, beside its coding and who asks; for `Vary`. */
  vary: string
  /** Names and values of the headers about the content, in turn. */
  headers: readonly string[]
  /** What it was read from, as far as that can be told. */
  readFrom: readonly string[] | null
  /** The bytes in the codings that somebody has asked for. */
  coded: Map<Coding, Buffer | Promise<Buffer>>
  /** The lines of its head, by what they depend on. */
  heads: Map<string, string>
}

const maxTags = 40

/** The form that an answer is sent in, where it isn't plain JSON for everybody. */
export interface AnswerForm {
  mediaType: string
  vary: string
}

const plainForm: AnswerForm = { mediaType: 'application/json', vary: '' }

export function finishAnswer(
  { body, seq, pinned, isPreview, shown, notice, kept }: PublishedAnswer & { body: AnswerBody },
  { mediaType, vary } = plainForm,
): FinishedAnswer {
  const { bytes, etag } = typeof body === 'string' ? wholeBody(body) : joinedBody(body)
  const headers = [
    ...tagHeaders(shown),
    'content-type',
    `${mediaType}; charset=utf-8`,
    ...(notice === undefined ? [] : ['verso-notice', notice]),
  ]
  const facts = { seq, pinned, isPreview: isPreview === true, etag, vary, headers, readFrom: kept?.tags ?? null }
  return { ...facts, body: bytes, coded: new Map(), heads: new Map() }
}

interface Body {
  bytes: Buffer
  etag: string
}

const etagLength = 27

/** In memory of its own: one from the pool of small buffers would hold back what lies beside it. */
function wholeBody(text: string): Body {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return { bytes, etag: digestOf(bytes).slice(0, etagLength) }
}

/**
 * Where an answer is of entries its tag is made of theirs, whether they were finished before or not: the same bytes have the same, and no others. What stands between
 * digests is in no text of JSON.
 */
function joinedBody({ before, entries, after }: Exclude<AnswerBody, string>): Body {
  const length = entries.reduce((sum, entry) => sum + lengthOf(entry), Math.max(0, entries.length - 1))
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(before) + length + Buffer.byteLength(after))
  let at = bytes.write(before)
  let digests = ''
  for (const [index, entry] of entries.entries()) {
    if (index > 0) at += bytes.write(',', at)
    const start = at
    at += typeof entry === 'string' ? bytes.write(entry, at) : entry.bytes.copy(bytes, at)
    digests += typeof entry === 'string' ? digestOf(bytes.subarray(start, at)) : entry.digest
  }
  bytes.write(after, at)
  return { bytes, etag: digestOf(`${before}\n${digests}\n${after}`).slice(0, etagLength) }
}

function lengthOf(entry: EntryText): number {
  return typeof entry === 'string' ? Buffer.byteLength(entry) : entry.bytes.byteLength
}

/** One tag for each entry and file in the body and each type that was looked at; too many shrink to the types. */
export function tagHeaders({ entries, media, types }: PublishedAnswer['shown']): string[] {
  const all = [...entries.map((id) => `e-${id}`), ...media.map((id) => `m-${id}`), ...types.map((name) => `t-${name}`)]
  const tags = all.length > maxTags ? types.map((name) => `t-${name}`) : all
  return ['cache-tag', tags.join(','), 'surrogate-key', tags.join(' ')]
}

/** The bytes in a coding, made by the first who asks for it. `onMade` hears how many bytes more are held. */
export async function inCoding(
  { body, coded }: FinishedAnswer,
  coding: Exclude<Coding, 'identity'>,
  onMade: (bytes: number) => void,
): Promise<Buffer> {
  const known = coded.get(coding)
  if (known !== undefined) return known
  const making = encodeBody(body, coding)
  coded.set(coding, making)
  try {
    const made = await making
    coded.set(coding, made)
    onMade(made.byteLength)
    return made
  } catch (error) {
    coded.delete(coding)
    throw error
  }
}
