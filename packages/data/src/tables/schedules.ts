import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { type SeenTypes, seenAmong } from '../reads/draft-scope.ts'
import { createParameters } from '../reads/parameters.ts'

export type ScheduledAction = 'publish' | 'unpublish'
export type ScheduleState = 'pending' | 'done' | 'failed' | 'cancelled'

/** Something that is to happen to what readers see of an entry at a time. */
export interface ScheduleRow {
  id: string
  entryId: string
  action: ScheduledAction
  at: Date
  /** The zone that the time was said in; null where it came with an offset. */
  timeZone: string | null
  /** Empty: all that it can be about. */
  locales: string[]
  /** The revision to publish; null for the one that is current then. */
  revision: number | null
  state: ScheduleState
  reason: ScheduleReason | null
  ranAt: Date | null
  seq: bigint | null
  createdAt: Date
  createdByKind: 'user' | 'token' | 'system'
  createdById: string | null
}

/** Why a schedule could not be done. */
export interface ScheduleReason {
  code: string
  message: string
  issues?: Json
}

/** Schedules of entries that somebody may read: all of some types, of others only those of entries that are their own. */

export interface SchedulePage {
  scope: SeenTypes
  /** From this time on, and before that. */
  from: Date | null
  to: Date | null
  states: readonly ScheduleState[]
  /** Asked for by one of these. */
  createdByIds?: string[] | undefined
  after: { at: Date; id: string } | null
  limit: number
  newestFirst?: boolean
}

/** How schedules are getting on. */
export interface ScheduleFigures {
  pending: number
  /** Due, and not done yet. */
  overdue: number
  /** How long the one that has waited longest is due. */
  lagSeconds: number
  failed: number
}

export interface Schedules {
  figures: (now: Date) => Promise<ScheduleFigures>
  find: (id: string) => Promise<ScheduleRow | null>
  /** Of these entries, in the order of their times. */
  ofEntries: (entryIds: string[], states: readonly ScheduleState[]) => Promise<ScheduleRow[]>
  list: (page: SchedulePage) => Promise<{ rows: ScheduleRow[]; more: boolean }>
  /** Of an entry, the one that is due and whose time came first. */
  nextDue: (entryId: string) => Promise<ScheduleRow | null>
  /** All that is to be done by a moment, in the order of its times. */
  until: (at: Date) => Promise<ScheduleRow[]>
  /** Entries with something that should have been done some seconds ago. */
  overdueEntryIds: (limit: number) => Promise<string[]>
}

export interface SchedulesInTransaction extends Schedules {
  /** How long ago a time was by the database's clock, in milliseconds; negative for times to come. */
  ageMs: (at: Date) => Promise<number>
  create: (schedule: ScheduleRow) => Promise<void>
  /** Only one transaction at a time does what is due of an entry; false while another one is at it. */
  takeTurn: (entryId: string) => Promise<boolean>
  /** The row, locked until the transaction ends. */
  lock: (id: string) => Promise<ScheduleRow | null>
  cancel: (id: string) => Promise<void>
  /** Says how it ended. False when it isn't due, or was settled already. */
  settle: (id: string, end: { state: 'done' | 'failed'; reason: ScheduleReason | null; seq: bigint | null }) => Promise<boolean>
}

// What was done is most of it by far, and isn't looked at: both conditions have indexes of their own.
const figures = `
  select count(*)::int as pending, count(*) filter (where at <= $1::timestamptz)::int as overdue,
    greatest(coalesce(extract(epoch from $1::timestamptz - min(at)), 0), 0)::float8 as "lagSeconds",
    (select count(*)::int from "Schedule" where state = 'failed') as failed
  from "Schedule" where state = 'pending'`

/** First number of the advisory locks that say whose turn it is; the second is made from the entry. */
const turnClass = 8_377_603

/** What is to happen at a time. Whether it is due, the database's clock says. */
export function schedulesTable({ prisma, query }: Connection): SchedulesInTransaction {
  const select = (rest: string, values: unknown[]) => query<ScheduleRow>(`select ${columns} from "Schedule" s ${rest}`, values)
  const first = async (rest: string, values: unknown[]) => (await select(rest, values))[0] ?? null

  return {
    find: (id) => first('where s.id = $1::uuid', [id]),
    async figures(now) {
      const [row] = await query<ScheduleFigures>(figures, [now])
      return row ?? { pending: 0, overdue: 0, lagSeconds: 0, failed: 0 }
    },
    async ofEntries(entryIds, states) {
      const [entryId] = entryIds
      if (entryId === undefined) return []
      // A list of unknown length is planned anew each time; one id is not.
      if (entryIds.length === 1)
        return select('where s."entryId" = $1::uuid and s.state = any($2::text[]) order by s.at, s.id', [entryId, [...states]])
      return select('where s."entryId" = any($1::uuid[]) and s.state = any($2::text[]) order by s.at, s.id', [entryIds, [...states]])
    },
    async list(page) {
      const { scope, from, to, states, createdByIds, after, limit } = page
      const parameters = createParameters([from, to, [...states], createdByIds ?? null, after?.at ?? null, after?.id ?? null, limit + 1])
      const order = page.newestFirst === true ? newestFirst : oldestFirst
      const text = listStatement(seenAmong(scope, parameters), order)
      const rows = await query<ScheduleRow>(text, parameters.values)
      return { rows: rows.slice(0, limit), more: rows.length > limit }
    },
    nextDue: (entryId) => first(`where s."entryId" = $1::uuid and ${isDue} order by s.at, s.id limit 1`, [entryId]),
    until: (at) => select(`where s.state = 'pending' and s.at <= $1::timestamptz order by s.at, s.id`, [at]),
    async overdueEntryIds(limit) {
      const rows = await query<{ entryId: string }>(overdue, [limit])
      return rows.map((row) => row.entryId)
    },
    async ageMs(at) {
      const [row] = await query<{ ms: number }>('select extract(epoch from now() - $1::timestamptz)::float8 * 1000 as ms', [at])
      return row?.ms ?? 0
    },
    async create({ reason: _none, ...schedule }) {
      await prisma.schedule.create({ data: schedule, select: { id: true } })
    },
    async takeTurn(entryId) {
      const [row] = await query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1::int, hashtext($2)) as taken', [
        turnClass,
        entryId,
      ])
      return row?.taken === true
    },
    lock: (id) => first('where s.id = $1::uuid for update', [id]),
    async cancel(id) {
      await prisma.schedule.update({ where: { id }, data: { state: 'cancelled' }, select: { id: true } })
    },
    async settle(id, { state, reason, seq }) {
      const rows = await query(settle, [id, state, reason === null ? null : JSON.stringify(reason), seq])
      return rows.length > 0
    },
  }
}

const columns = `
  s.id, s."entryId", s.action, s.at, s."timeZone", s.locales, s.revision, s.state, s.reason, s."ranAt", s.seq, s."createdAt",
  s."createdByKind", s."createdById"`

const isDue = `s.state = 'pending' and s.at <= now()`

/** Jobs wake workers at the second; this is for those that were lost, or are held by a worker that hangs. */
const overdue = `
  select s."entryId" from "Schedule" s where s.state = 'pending' and s.at <= now() - interval '2 seconds'
  group by s."entryId" order by min(s.at) limit $1::int`

const settle = `
  update "Schedule" s set state = $2, reason = $3::jsonb, seq = $4::bigint, "ranAt" = clock_timestamp()
  where s.id = $1::uuid and ${isDue} returning s.id`

const oldestFirst = { beyond: '>', direction: 'asc' } as const
const newestFirst = { beyond: '<', direction: 'desc' } as const

function listStatement(isSeen: string, { beyond, direction }: typeof oldestFirst | typeof newestFirst): string {
  return `
    select ${columns} from "Schedule" s
    join "Entry" e on e.id = s."entryId"
    join "Draft" d on d."entryId" = e.id
    join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null
    where ${isSeen}
      and ($1::timestamptz is null or s.at >= $1) and ($2::timestamptz is null or s.at < $2)
      and s.state = any($3::text[])
      and ($4::uuid[] is null or s."createdById" = any($4))
      and ($5::timestamptz is null or (s.at, s.id) ${beyond} ($5, $6::uuid))
    order by s.at ${direction}, s.id ${direction}
    limit $7::int`
}
