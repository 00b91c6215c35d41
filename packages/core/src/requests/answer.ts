import type { IdempotencyKeyRow } from '@verso/data'
import { Refusal } from '../refusal.ts'
import { seal, unseal } from '../secrets.ts'

/** What a request was told. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** These may be another answer the next time, though the request is the same. */
const passing = new Set([401, 403, 408, 425, 429])

/** Whether a repeat is to be told the same. */
export function isKeptStatus(status: number): boolean {
  return status < 500 && !passing.has(status)
}

/** All answers are sealed, not only those that hold a secret: no list of these has to be kept right. */
export function sealAnswer(key: Buffer, { status, headers, body }: Answer, id: Buffer): Buffer {
  const head = Buffer.from(JSON.stringify({ status, headers }))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  return seal(key, Buffer.concat([length, head, body]), id)
}

/** The answer that is kept, for a request that asks for the same. */
export function readAnswer(key: Buffer, kept: IdempotencyKeyRow, bodyHash: Buffer): Answer {
  if (!kept.bodyHash.equals(bodyHash))
    throw new Refusal('idempotency_key_reused', 'This Idempotency-Key came with another body before; take a new one for a new request')
  if (kept.answer.length === 0) throw new Refusal('already_done', 'This was done before; what was answered has been erased since')
  const bytes = unseal(key, kept.answer, kept.id)
  const bodyStart = 4 + bytes.readUInt32BE()
  const { status, headers } = JSON.parse(bytes.subarray(4, bodyStart).toString('utf8')) as Omit<Answer, 'body'>
  return { status, headers, body: bytes.subarray(bodyStart) }
}
