import type { Connection } from '../connection.ts'
import { type WebhookProgress, type WebhookRow, type WebhookState, webhookColumns } from './webhooks.ts'

export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'skipped'

/** One request, and what came of it. */
export interface DeliveryAttempt {
  at: string
  /** Null where no answer came. */
  status: number | null
  ms: number
  error?: string
  responseExcerpt: string
}

export interface DeliveryRow {
  id: string
  webhookId: string
  /** Null for a test. */
  seq: bigint | null
  part: number
  messageId: string
  event: string
  state: DeliveryState
  attempts: DeliveryAttempt[]
  nextAttemptAt: Date | null
  createdAt: Date
}

/** What an attempt is told of: its message, and the one more attempt. */
export interface AttemptMade extends Omit<DeliveryRow, 'attempts' | 'nextAttemptAt'> {
  attempt: DeliveryAttempt
  /** How long until it is tried again, by the database's clock; null for not by itself. */
  retryInMs: number | null
}

/** Where an endpoint is after an attempt, or after what it isn't told of. */
export interface Moved extends Pick<WebhookProgress, 'position' | 'part' | 'failures'> {
  /** How far what is sent once more has got; null for as it is. */
  replayAfter: bigint | null
  isReplayDone: boolean
  isFailing: boolean
  /** Nothing is sent for that long; null for no wait. */
  waitMs: number | null
  /** Set where that ends its being active. */
  state?: { state: WebhookState; reason: string; at: Date }
}

/** How many of the messages of an hour, counted back from a moment, are in a state. */
export interface DeliveriesOfHour {
  hoursAgo: number
  state: DeliveryState
  count: number
}

interface DeliveryPage {
  webhookId: string
  state: DeliveryState | null
  before: { at: Date; id: string } | null
  limit: number
}

interface Step {
  webhookId: string
  workerId: string
  from: bigint
  to: Moved
  made: AttemptMade | null
  /** What was told of a draft, and isn't to be told any more. */
  toldDraft?: bigint | undefined
}

export interface Deliveries {
  find: (id: string) => Promise<DeliveryRow | null>
  /** Newest first. */
  list: (page: DeliveryPage) => Promise<DeliveryRow[]>
  /** Those of the 24 hours before a moment. */
  countByHour: (webhookId: string, until: Date) => Promise<DeliveriesOfHour[]>
  /** Adds an attempt to its message, outside of the order. */
  note: (made: AttemptMade) => Promise<DeliveryRow>
  /**
   * Moves a cursor on from where it was, together with the attempt that moved it: in one statement, so that neither is without the other. Null where
   * the worker has lost it to another one; then nothing is moved.
   */
  move: (step: Step) => Promise<WebhookRow | null>
  /** What waits, up to a `seq`, isn't sent any more. */
  skip: (webhookId: string, toSeq: bigint) => Promise<void>
  /** Removes what is older; returns how much that was. */
  forget: (before: Date) => Promise<number>
}

/** What became of each message to an endpoint: every attempt with its answer. */
export function deliveriesTable({ query }: Connection): Deliveries {
  return {
    find: async (id) => (await query<DeliveryRow>(`select ${columns} from "Delivery" d where d.id = $1::uuid`, [id]))[0] ?? null,
    list: ({ webhookId, state, before, limit }) => query(list, [webhookId, state, before?.at ?? null, before?.id ?? null, limit]),
    countByHour: (webhookId, until) => query(countByHour, [webhookId, until]),
    async note(made) {
      const [row] = await query<DeliveryRow>(`${insertDelivery('$1::jsonb', 'true')} returning ${columns}`, [JSON.stringify(asJson(made))])
      if (row === undefined) throw new Error('The delivery was not written')
      return row
    },
    async move({ webhookId, workerId, from, to, made, toldDraft }) {
      const moved = { ...to, position: String(to.position), replayAfter: text(to.replayAfter) }
      const values = [
        webhookId,
        workerId,
        String(from),
        JSON.stringify(moved),
        made === null ? null : JSON.stringify(asJson(made)),
        text(toldDraft ?? null),
      ]
      return (await query<WebhookRow>(move, values))[0] ?? null
    },
    async skip(webhookId, toSeq) {
      await query(skip, [webhookId, String(toSeq)])
    },
    async forget(before) {
      return (await query('delete from "Delivery" where "createdAt" < $1::timestamptz returning id', [before])).length
    },
  }
}

const columns = `
  d.id, d."webhookId", d.seq, d.part, d."messageId", d.event, d.state, d.attempts, d."nextAttemptAt", d."createdAt"`

const list = `
  select ${columns} from "Delivery" d
  where d."webhookId" = $1::uuid and ($2::text is null or d.state = $2::text)
    and ($3::timestamptz is null or (d."createdAt", d.id) < ($3::timestamptz, $4::uuid))
  order by d."createdAt" desc, d.id desc limit $5::int`

const countByHour = `
  select least(23, floor(greatest(0, extract(epoch from $2::timestamptz - d."createdAt")) / 3600))::int as "hoursAgo", d.state, count(*)::int as count
  from "Delivery" d where d."webhookId" = $1::uuid and d."createdAt" > $2::timestamptz - interval '24 hours'
  group by 1, 2`

/** A message is one row however often it is sent: what comes again is one more attempt of it. What was passed over meanwhile stays so. */
function insertDelivery(made: string, condition: string): string {
  return `
  insert into "Delivery" as d (id, "webhookId", seq, part, "messageId", event, state, attempts, "nextAttemptAt", "createdAt")
  select (m->>'id')::uuid, (m->>'webhookId')::uuid, (m->>'seq')::bigint, (m->>'part')::int, m->>'messageId', m->>'event', m->>'state',
    jsonb_build_array(m->'attempt'), clock_timestamp() + (m->>'retryInMs')::float8 * interval '1 millisecond', (m->>'createdAt')::timestamptz
  from (select ${made} as m) given where m is not null and ${condition}
  on conflict ("webhookId", "messageId") do update
    set state = case when d.state = 'skipped' and excluded.state <> 'delivered' then d.state else excluded.state end, attempts = d.attempts || excluded.attempts, "nextAttemptAt" = excluded."nextAttemptAt"`
}

// What people changed meanwhile stays: a cursor only goes on, and counts of failures are of the place that it was at.
const move = `
  with moved as (
    update "Webhook" u set
      position = greatest(u.position, (m->>'position')::bigint),
      part = case when u.position = $3::bigint then (m->>'part')::int else u.part end,
      failures = case when u.position = $3::bigint then (m->>'failures')::int else u.failures end,
      "failingSince" = case when u.position <> $3::bigint or not (m->>'isFailing')::boolean then null else coalesce(u."failingSince", clock_timestamp()) end,
      "nextAt" = case when u.position = $3::bigint then clock_timestamp() + (m->>'waitMs')::float8 * interval '1 millisecond' else u."nextAt" end,
      "replayAfter" = case when (m->>'isReplayDone')::boolean then null else greatest(u."replayAfter", (m->>'replayAfter')::bigint) end,
      "replayTo" = case when (m->>'isReplayDone')::boolean then null else u."replayTo" end,
      state = case when u.state = 'active' then coalesce(m->'state'->>'state', u.state) else u.state end,
      "stateReason" = case when u.state = 'active' and m ? 'state' then m->'state'->>'reason' else u."stateReason" end,
      "stateAt" = case when u.state = 'active' and m ? 'state' then (m->'state'->>'at')::timestamptz else u."stateAt" end
    from (select $4::jsonb as m) given
    where u.id = $1::uuid and u."leaseBy" = $2::uuid and u."leaseUntil" > clock_timestamp()
    returning ${webhookColumns('u')}
  ), told as (${insertDelivery('$5::jsonb', 'exists (select from moved)')}
  ), gone as (
    delete from "DraftMessage" d where d.id = $6::bigint and d."webhookId" = $1::uuid and exists (select from moved)
  )
  select * from moved`

const skip = `
  update "Delivery" set state = 'skipped', "nextAttemptAt" = null
  where "webhookId" = $1::uuid and seq <= $2::bigint and state in ('pending', 'failed')`

function text(seq: bigint | null): string | null {
  return seq === null ? null : String(seq)
}

function asJson({ seq, ...made }: AttemptMade): object {
  return { ...made, seq: text(seq) }
}
