import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenStore } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { type Answer, isKeptStatus, readAnswer, sealAnswer } from './answer.ts'
import { keptSince } from './clear-idempotency-keys.ts'

/** A write that its sender may repeat: `key` tells which repeats belong together, `bodyHash` that they ask for the same. */
export interface KeyedRequest {
  method: string
  /** Without the query string. */
  path: string
  key: string
  bodyHash: Buffer
}

/** The right to do what a request asks for: with this context, and ended by the answer, before that is sent. */
export interface Claim {
  ctx: Context
  end: (answer: Answer) => Promise<void>
}

export interface KeyedRequests {
  /** The claim to a request, or the answer that it got before. Refuses a key that was used for something else. */
  claim: (ctx: Context, request: KeyedRequest) => Promise<Claim | Answer>
}

const waitMs = 10_000
const pollMs = 100

/**
 * Lets each request with an idempotency key have one effect and one answer, however often and wherever it is sent. The effect and the
 * answer are one transaction: it is open from the claim until the answer is there, and what verbs run as transactions are parts of it.
 */
export function createKeyedRequests(key: Buffer): KeyedRequests {
  // Repeats wait here without a connection, so that they can't take the last one from the request that they wait for.
  const running = new Map<string, Promise<void>>()

  async function claim(ctx: Context, request: KeyedRequest): Promise<Claim | Answer> {
    const id = idOf(ctx, request)
    const name = id.toString('base64')
    const deadline = performance.now() + waitMs
    for (;;) {
      const first = running.get(name)
      const found = first === undefined ? await take(ctx, request, id) : null
      if (found !== null) return found
      const leftMs = deadline - performance.now()
      if (leftMs <= 0) throw new Refusal('in_progress', 'The same request is still being worked on; repeat it later')
      // Who holds it in another process can't tell when it is done.
      await Promise.race([first ?? sleep(Math.min(pollMs, leftMs)), sleep(leftMs, undefined, { ref: false })])
      const kept = await ctx.store.idempotencyKeys.find(id, keptSince(ctx.now()))
      if (kept !== null) return readAnswer(key, kept, request.bodyHash)
    }
  }

  /** Null when another process has it in hand. */
  async function take(ctx: Context, request: KeyedRequest, id: Buffer): Promise<Claim | Answer | null> {
    const name = id.toString('base64')
    let done = () => {}
    const turn = new Promise<void>((resolve) => {
      done = () => {
        running.delete(name)
        resolve()
      }
    })
    running.set(name, turn)
    try {
      const open = await ctx.store.open()
      const isHeld = await open.tx.idempotencyKeys.tryLock(id)
      // Asked after the lock: whoever held it before has committed its answer by then.
      const kept = isHeld ? await open.tx.idempotencyKeys.find(id, keptSince(ctx.now())) : null
      if (isHeld && kept === null) return claimOf(ctx, open, { id, key, bodyHash: request.bodyHash, done })
      await open.rollback()
      done()
      return kept === null ? null : readAnswer(key, kept, request.bodyHash)
    } catch (error) {
      done()
      throw error
    }
  }

  return { claim }
}

interface Hold {
  id: Buffer
  /** That answers are sealed with. */
  key: Buffer
  bodyHash: Buffer
  /** Lets those go on that wait. */
  done: () => void
}

function claimOf(ctx: Context, open: OpenStore, { id, key, bodyHash, done }: Hold): Claim {
  async function end(answer: Answer): Promise<void> {
    if (answer.status >= 500) return open.rollback()
    const at = ctx.now()
    if (isKeptStatus(answer.status))
      await open.tx.idempotencyKeys.put({ id, bodyHash, answer: sealAnswer(key, answer, id), at }, keptSince(at))
    await open.commit()
  }
  return {
    ctx: { ...ctx, store: open.store, model: () => open.store.models.current() },
    end: (answer) =>
      end(answer)
        .catch((error: unknown) => rollback(open, error))
        .finally(done),
  }
}

async function rollback(open: OpenStore, error: unknown): Promise<never> {
  await open.rollback().catch(() => {})
  throw error
}

/** Who asks, how, what for, and with which key. */
function idOf({ actor }: Context, { method, path, key }: KeyedRequest): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([actor.kind, actor.id, method, path, key]))
    .digest()
}
