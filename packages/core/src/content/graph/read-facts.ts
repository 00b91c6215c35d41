import type { RootResult } from '@verso/graphql'
import { isPlainObject } from '@verso/model'
import type { Refusal } from '../../refusal.ts'
import type { PublishedAnswer, ReaderContext } from '../published-answer.ts'

/** What one read of a document says of itself beside what it found. */
export type Facts = Pick<PublishedAnswer, 'seq' | 'pinned' | 'shown' | 'kept' | 'notice'> & { version?: number }

/** What a field of the root came to. */
export interface Found {
  result: RootResult
  found: Facts[]
}

/** Later parts of a document look at the state that the first has shown. */
export function withState(ctx: ReaderContext, first: { seq: bigint } | undefined): ReaderContext {
  return first === undefined || ctx.state !== undefined ? ctx : { ...ctx, state: first.seq }
}

export function factsOf({ seq, pinned, shown, kept }: PublishedAnswer): Facts {
  return { seq, pinned, shown, kept, ...(kept === undefined ? {} : { version: kept.modelVersion }) }
}

export function dataOf(body: string): Record<string, unknown> | undefined {
  const answer: unknown = JSON.parse(body)
  return isPlainObject(answer) && isPlainObject(answer['data']) ? answer['data'] : undefined
}

export function refused({ code, message, facts }: Refusal): RootResult {
  return { kind: 'refused', sentence: message, extensions: { ...facts, code } }
}
