import { createHash } from 'node:crypto'
import { type PublishedAnswer, Refusal } from '@verso/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { chooseCoding, encodeBody } from './content-coding.ts'

const maxTags = 40

/** Sends what was read: a strong ETag of the bytes, the state it shows, the tags that purge it; 304 where the reader has it. */
export async function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: PublishedAnswer): Promise<FastifyReply> {
  const tags = cacheTags(answer.shown)
  reply.headers({
    'verso-seq': String(answer.seq),
    'cache-tag': tags.join(','),
    'surrogate-key': tags.join(' '),
    vary: 'Authorization, Accept-Encoding',
  })
  if (answer.body === undefined) throw absence(answer)
  const etag = createHash('sha256').update(answer.body).digest('base64url').slice(0, 27)
  const coding = chooseCoding(request.headers['accept-encoding'], answer.body.length)
  reply.headers({
    etag: coding === 'identity' ? `"${etag}"` : `"${etag}-${coding}"`,
    'cache-control': cacheControl(request, answer),
    'content-type': 'application/json; charset=utf-8',
  })
  // What a POST gives is never "not modified": nobody keeps it under its address.
  if (request.method !== 'POST' && isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
  if (coding === 'identity') return reply.send(answer.body)
  return reply.header('content-encoding', coding).send(await encodeBody(answer.body, coding))
}

function absence({ missing, movedTo, gone }: Extract<PublishedAnswer, { missing: string }>): Refusal {
  if (gone !== undefined) return new Refusal(gone, 'It was published then, and has been taken out of the past since')
  return movedTo === undefined ? new Refusal('not_found', missing) : new Refusal('moved', missing, { facts: { movedTo } })
}

function cacheControl(request: FastifyRequest, answer: PublishedAnswer): string {
  const scope = request.headers.authorization === undefined ? 'public' : 'private'
  return answer.pinned ? `${scope}, max-age=86400, immutable` : `${scope}, max-age=0, must-revalidate`
}

/** One tag for each entry and file in the body and each type that was looked at; too many shrink to the types. */
function cacheTags({ entries, media, types }: PublishedAnswer['shown']): string[] {
  const all = [...entries.map((id) => `e-${id}`), ...media.map((id) => `m-${id}`), ...types.map((name) => `t-${name}`)]
  return all.length > maxTags ? types.map((name) => `t-${name}`) : all
}

/** A reader may hold the bytes in any coding; `*` and weak forms count as RFC 9110 says for GET. */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  return header.split(',').some((part) => {
    const known = /^(?:W\/)?"([^"]*?)(?:-(?:gzip|br|zstd))?"$/.exec(part.trim())
    return known?.[1] === etag
  })
}
