import type { RoleRow, Store } from '@verso/data'
import type { ReadRequest } from '@verso/query'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'

type Point = Partial<Pick<ReadRequest, 'seq' | 'at'>>

/** A state that is within reach leaves it at some time: an answer about it is good for everyone no longer than this. */
const maxKeptMs = 10 * 60 * 1000
/** How long a state is taken for the oldest within reach after it was found out; it only moves on. */
const maxFloorMs = 60 * 1000

/** Reads at the point that is asked for, as far as the reader may look back. */
export async function readWithinReach(
  ctx: ReaderContext,
  point: Point,
  read: (reader: ReaderContext) => Promise<PublishedAnswer>,
): Promise<PublishedAnswer> {
  const reader = await reachingBack(ctx, point)
  const answer = await read(reader)
  if (ctx.pinWindowMs === undefined || reader !== ctx || answer.kept === undefined || !isPast(point)) return answer
  const until = ctx.now().getTime() + Math.min(maxKeptMs, ctx.pinWindowMs)
  return { ...answer, kept: { ...answer.kept, until: Math.min(answer.kept.until, until) } }
}

/**
 * The reader as it may look at a point in time: as it is, while that lies within the pin window. Beyond it there is only what rules with
 * `readHistory` give; whoever has none is refused.
 */
async function reachingBack(ctx: ReaderContext, point: Point): Promise<ReaderContext> {
  if (ctx.pinWindowMs === undefined || ctx.actor.kind === 'system' || !isPast(point)) return ctx
  if (await isWithinReach(ctx, ctx.pinWindowMs, point)) return ctx
  const actor = aboutPast(ctx.actor)
  if (![actor.roles, actor.limit].every((roles) => roles === null || roles.some(({ rules }) => rules.length > 0))) throw historyRefused()
  return { ...ctx, actor }
}

export function historyRefused(): Refusal {
  return new Refusal('history_not_allowed', 'That lies further back than everyone may look; it takes a token whose rule has "readHistory"')
}

function isPast({ seq = null, at = null }: Point): boolean {
  return seq !== null || at !== null
}

async function isWithinReach({ store, now }: ReaderContext, windowMs: number, { seq = null, at = null }: Point): Promise<boolean> {
  const earliest = now().getTime() - windowMs
  if (at !== null && Date.parse(at) < earliest) return false
  return seq === null || BigInt(seq) >= (await oldestSeq(store, { earliest, windowMs }))
}

interface Floor {
  seq: bigint
  /** The moment that it is of. */
  at: number
}

const floors = new WeakMap<Store, Floor>()

/** What readers had at the beginning of the window: what nothing has taken the place of since is within reach, however old it is. */
async function oldestSeq(store: Store, { earliest, windowMs }: { earliest: number; windowMs: number }): Promise<bigint> {
  const known = floors.get(store)
  if (known !== undefined && earliest >= known.at && earliest - known.at < Math.min(maxFloorMs, windowMs / 100)) return known.seq
  const seq = await store.log.seqAt(new Date(earliest))
  floors.set(store, { seq, at: earliest })
  return seq
}

// An actor never changes, and what is worked out of its rights is kept by it.
const pasts = new WeakMap<Actor, Actor>()

function aboutPast(actor: Actor): Actor {
  const known = pasts.get(actor)
  if (known !== undefined) return known
  const made: Actor = {
    ...actor,
    roles: withHistory(actor.roles),
    limit: actor.limit === null ? null : withHistory(actor.limit),
    isAboutPast: true,
  }
  pasts.set(actor, made)
  return made
}

function withHistory(roles: readonly RoleRow[]): RoleRow[] {
  return roles.map((role) => ({
    ...role,
    rules: role.rules.filter(({ actions, readHistory }) => readHistory === true && actions.includes('read')),
  }))
}
