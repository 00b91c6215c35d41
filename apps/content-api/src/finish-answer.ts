import { createHash } from 'node:crypto'
import type { PublishedAnswer } from '@verso/core'
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
  { body, seq, pinned, isPreview, shown, notice }: PublishedAnswer & { body: string },
  { mediaType, vary } = plainForm,
): FinishedAnswer {
  const bytes = bytesOf(body)
  const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 27)
  const headers = [
    ...tagHeaders(shown),
    'content-type',
    `${mediaType}; charset=utf-8`,
    ...(notice === undefined ? [] : ['verso-notice', notice]),
  ]
  const facts = { seq, pinned, isPreview: isPreview === true, etag, vary, headers }
  return { ...facts, body: bytes, coded: new Map(), heads: new Map() }
}

/** In memory of its own: one from the pool of small buffers would hold back what lies beside it. */
function bytesOf(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
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
