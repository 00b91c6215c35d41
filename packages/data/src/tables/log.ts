import type { Connection } from '../connection.ts'
import type { GivenUp } from './given-up.ts'

export type EventKind =
  | 'entry.published'
  | 'entry.unpublished'
  | 'entry.deleted'
  | 'entry.erased'
  | 'release.published'
  | 'media.changed'
  | 'model.changed'
  | 'redirect.changed'

export interface EventItem {
  op: 'publish' | 'unpublish' | 'delete' | 'media' | 'model' | 'redirect'
  id: string
  typeId?: string
  locale?: string
  slug?: string | null
  previousSlug?: string
  /** Of what moved along in a tree: where it is now, and where it was. */
  path?: string
  previousPath?: string
  revision?: number
  changedFieldIds?: string[]
  /** It takes the place of an older publication of the same document. */
  replaces?: true
}

export interface EventRow {
  seq: bigint
  kind: EventKind
  items: EventItem[]
  byId: string | null
  byKind: string
  at: Date
  /** The release that it published or took back. */
  releaseId: string | null
  /** Nobody is told of it one by one: much was loaded at once. */
  isQuiet: boolean
}

/** What is said of an event before it has a number. */
interface NewEvent extends Omit<EventRow, 'seq' | 'items' | 'releaseId' | 'isQuiet'> {
  releaseId?: string | undefined
  isQuiet?: boolean | undefined
}

export interface Log {
  /** The newest committed `seq`; 0 on a fresh system. */
  seq: () => Promise<bigint>
  /** The newest `seq` that was taken at a moment or before it; 0 when there was none. */
  seqAt: (at: Date) => Promise<bigint>
  /** When a `seq` was taken; null for one that wasn't. */
  timeOf: (seq: bigint) => Promise<Date | null>
  /** Events after a `seq`, oldest first. */
  list: (page: { after: bigint; limit: number }) => Promise<EventRow[]>
}

/** A number of the log, and the time of its event. */
export interface TakenSeq {
  seq: bigint
  at: Date
}

export interface LogInTransaction extends Log {
  /**
   * Takes the next `seq` (its lock lasts until the commit, so number order is commit order), lets `write` change what is
   * public at it, and writes the event with the items that `write` returns. `at` never goes below that of the event before.
   */
  append: (event: NewEvent, write: (seq: bigint, at: Date) => Promise<EventItem[]>) => Promise<bigint>
  /**
   * The same, sent in one go with what `write` posts: the lock, which all who publish wait for, lasts for no journey. `known` is answered
   * then; whoever waits for it before the commit gives that up.
   */
  send: (event: NewEvent, write: () => Promise<EventItem[]>) => Promise<{ known: Promise<TakenSeq> }>
}

/** The channel on which each new `seq` is told. */
export const seqChannel = 'verso_seq'

/** SQL for the number that this transaction has taken: nobody else's can be seen until it ends. */
export const takenSeq = '(select seq from "PublicationCounter" where id = 1)'
export const takenAt = '(select at from "PublicationCounter" where id = 1)'

/** The publication log: every change of what is public is one event under one number, without gaps, in the order of commits. */
export function logTable({ prisma, query, post, tellSeq }: Connection, givenUp: GivenUp): LogInTransaction {
  async function take(at: Date): Promise<TakenSeq> {
    const [taken] = await query<TakenSeq>(takeSeq, [at])
    if (taken === undefined) throw new Error('The row of PublicationCounter is missing')
    return taken
  }

  async function writeDown({ kind, byId, byKind, releaseId, isQuiet }: NewEvent, items: EventItem[]): Promise<void> {
    await post(writeEvent, [kind, JSON.stringify(items), byId, byKind, releaseId ?? null, isQuiet === true])
  }

  return {
    async seq() {
      const [row] = await query<{ seq: bigint; givenUp: number }>('select seq, "givenUp" from "PublicationCounter" where id = 1', [])
      // Asked every few seconds by all who follow the log: so they hear of what isn't kept any more.
      givenUp.note(row?.givenUp ?? 0)
      return row?.seq ?? 0n
    },
    async seqAt(at) {
      // Times of events never decrease along their numbers, so the newest one is found from the end.
      const [row] = await query<{ seq: bigint }>(
        'select seq from "PublicationEvent" where at <= $1::timestamptz order by at desc, seq desc limit 1',
        [at],
      )
      return row?.seq ?? 0n
    },
    async timeOf(seq) {
      const [row] = await query<{ at: Date }>('select at from "PublicationEvent" where seq = $1::bigint', [String(seq)])
      return row?.at ?? null
    },
    async list({ after, limit }) {
      const rows = await prisma.publicationEvent.findMany({ where: { seq: { gt: after } }, orderBy: { seq: 'asc' }, take: limit })
      return rows.map((row) => ({ ...row, kind: row.kind as EventKind, items: row.items as unknown as EventItem[] }))
    },
    async append(event, write) {
      const { seq, at } = await take(event.at)
      await writeDown(event, await write(seq, at))
      tellSeq({ seq })
      return seq
    },
    async send(event, write) {
      const known = take(event.at)
      // Where it fails, so does all that follows, and the commit says why.
      known.catch(() => {})
      tellSeq(known)
      await writeDown(event, await write())
      return { known }
    },
  }
}

// A row rather than a PostgreSQL sequence: numbers of a sequence become visible out of order, and a follower would skip some.
const takeSeq = 'update "PublicationCounter" set seq = seq + 1, at = greatest(at, $1::timestamptz) where id = 1 returning seq, at'

// PostgreSQL delivers the notification at the commit, and not at all after a rollback.
const writeEvent = `
  with event as (
    insert into "PublicationEvent" (seq, kind, items, "byId", "byKind", at, "releaseId", "isQuiet")
    select seq, $1, $2::jsonb, $3::uuid, $4, at, $5::uuid, $6::boolean from "PublicationCounter" where id = 1
    returning seq
  )
  select pg_notify('${seqChannel}', seq::text)::text from event`
