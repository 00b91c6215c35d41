import type { Connection } from '../connection.ts'
import { senderLockClass } from '../hold-life.ts'
import { bytes } from './bytes.ts'
import { jsonIn } from './json-in.ts'
import type { RuleWhere } from './roles.ts'

/** What nobody looks an endpoint up by. */
export interface WebhookSettings {
  /** Holds of an entry before or after its change. */
  where?: RuleWhere
  /** Ids of fields, one of which has changed. */
  fieldIds?: string[]
  /** What of an entry is told beside its id, in the language of queries. */
  projection?: Record<string, string | string[]>
  preset?: 'build-hook' | 'github' | 'slack'
  debounceSeconds?: number
}

export type WebhookState = 'active' | 'paused' | 'disabled'

/** How far an endpoint has got, and what it waits for. */
export interface WebhookProgress {
  position: bigint
  part: number
  failures: number
  failingSince: Date | null
  nextAt: Date | null
  replayAfter: bigint | null
  replayTo: bigint | null
}

export interface WebhookRow extends WebhookProgress {
  id: string
  name: string
  nameKey: string
  url: string
  events: string[]
  /** None for all. */
  typeIds: string[]
  locales: string[]
  settings: WebhookSettings
  mode: 'ordered' | 'latest'
  headerNames: string[]
  /** Encrypted, as the secrets are. */
  headers: Buffer | null
  secret: Buffer
  previousSecret: Buffer | null
  previousUntil: Date | null
  state: WebhookState
  stateReason: string | null
  stateAt: Date
  createdAt: Date
  /** With whose rights it is told: of who made it, or changed it last. */
  ownerKind: 'user' | 'token' | 'system'
  ownerId: string | null
}

export type NewWebhook = Omit<WebhookRow, keyof WebhookProgress> & Pick<WebhookRow, 'position'>
export type WebhookChanges = Partial<Omit<WebhookRow, 'id' | 'createdAt'>>

export interface Webhooks {
  find: (id: string) => Promise<WebhookRow | null>
  list: () => Promise<WebhookRow[]>
  /** Takes those that have something to send and that no living worker has, for as long as `renewLeases` is called. */
  claim: (wish: { workerId: string; limit: number }) => Promise<WebhookRow[]>
  renewLeases: (workerId: string) => Promise<void>
  /** Gives back what senders had that don't live any more. Returns how many that were. */
  releaseAbandoned: () => Promise<number>
  /** Gives back what a worker has; with an id that one alone. */
  release: (workerId: string, webhookId?: string) => Promise<void>
  /** How long until the next one that waits may send, in milliseconds; null where none waits. */
  nextDueMs: () => Promise<number | null>
  /** Whether the one way beside the order was free, and is taken for a while now. */
  takeBeside: (webhookId: string) => Promise<boolean>
  releaseBeside: (webhookId: string) => Promise<void>
}

export interface WebhooksInTransaction extends Webhooks {
  lock: (id: string) => Promise<WebhookRow | null>
  /** A name that is taken throws `DuplicateError`. */
  create: (webhook: NewWebhook) => Promise<void>
  update: (id: string, changes: WebhookChanges) => Promise<void>
  remove: (id: string) => Promise<void>
}

/** A worker that hasn't said so for that long hangs, or nobody can know that it is gone. */
const leaseSeconds = 8
/** As long as one request takes at most. */
const besideSeconds = 25

/** Endpoints that are told of events. Each is a cursor over the publication log; a lease says which worker moves it. */
export function webhooksTable({ prisma, query }: Connection): WebhooksInTransaction {
  return {
    find: async (id) => (await query<WebhookRow>(`select ${webhookColumns('w')} from "Webhook" w where id = $1::uuid`, [id]))[0] ?? null,
    lock: async (id) =>
      (await query<WebhookRow>(`select ${webhookColumns('w')} from "Webhook" w where id = $1::uuid for no key update`, [id]))[0] ?? null,
    list: () => query(`select ${webhookColumns('w')} from "Webhook" w order by w."createdAt", w.id`, []),
    claim: ({ workerId, limit }) => query(claim, [workerId, limit]),
    async renewLeases(workerId) {
      await query(renew, [workerId])
    },
    async release(workerId, webhookId) {
      await query(release, [workerId, webhookId ?? null])
    },
    releaseAbandoned: async () => (await query(releaseAbandoned, [senderLockClass])).length,
    async nextDueMs() {
      const [row] = await query<{ ms: number | null }>(nextDue, [])
      return row?.ms ?? null
    },
    takeBeside: async (webhookId) => (await query(takeBeside, [webhookId])).length > 0,
    async releaseBeside(webhookId) {
      await query('update "Webhook" set "besideUntil" = null where id = $1::uuid', [webhookId])
    },
    async create(webhook) {
      await prisma.webhook.create({ data: toData(webhook) as Parameters<typeof prisma.webhook.create>[0]['data'], select: { id: true } })
    },
    async update(id, changes) {
      await prisma.webhook.update({ where: { id }, data: toData(changes), select: { id: true } })
    },
    async remove(id) {
      await prisma.webhook.delete({ where: { id }, select: { id: true } })
    },
  }
}

const columns = [
  ...['id', 'name', 'nameKey', 'url', 'events', 'typeIds', 'locales', 'settings', 'mode', 'headerNames', 'headers', 'secret'],
  ...['previousSecret', 'previousUntil', 'state', 'stateReason', 'stateAt', 'createdAt', 'ownerKind', 'ownerId'],
  ...['position', 'part', 'failures', 'failingSince', 'nextAt', 'replayAfter', 'replayTo'],
]

/** Everything of an endpoint but its lease. */
export function webhookColumns(alias: string): string {
  return columns.map((name) => `${alias}."${name}"`).join(', ')
}

/** What waits for a time that has come is looked at even where nothing is left to send: it is noted then that it waits no longer. */
const isDue = `
  w.state = 'active' and (w."leaseUntil" is null or w."leaseUntil" < clock_timestamp()) and (w."nextAt" is null or w."nextAt" <= clock_timestamp())
  and (w."nextAt" is not null or w."replayTo" is not null or w.position < (select seq from "PublicationCounter" where id = 1)
    or exists (select from "DraftMessage" d where d."webhookId" = w.id))`

// Those that were never refused come first, so that a long row of dead ones keeps nobody waiting. Whoever saves a draft that an endpoint is told of holds its
// key until the end: that must not keep it from being moved.
const claim = `
  update "Webhook" u set "leaseBy" = $1::uuid, "leaseUntil" = clock_timestamp() + interval '${leaseSeconds} seconds'
  where u.id in (select w.id from "Webhook" w where ${isDue} order by w."nextAt" nulls first, w.id limit $2::int for no key update skip locked)
  returning ${webhookColumns('u')}`

const renew = `
  update "Webhook" set "leaseUntil" = clock_timestamp() + interval '${leaseSeconds} seconds'
  where "leaseBy" = $1::uuid and "leaseUntil" > clock_timestamp()`

const release = `
  update "Webhook" set "leaseBy" = null, "leaseUntil" = null where "leaseBy" = $1::uuid and ($2::uuid is null or id = $2::uuid)`

/** Who is said to have it is compared once more where it is written: one that has it since lives. */
const releaseAbandoned = `
  with abandoned as (
    select id, "leaseBy" from "Webhook" where "leaseBy" is not null and not exists (
      select from pg_locks
      where locktype = 'advisory' and granted and classid = $1::int::oid and objid = hashtext("leaseBy"::text)::oid and objsubid = 2
        and database = (select oid from pg_database where datname = current_database()))
  )
  update "Webhook" w set "leaseBy" = null, "leaseUntil" = null from abandoned a where w.id = a.id and w."leaseBy" = a."leaseBy" returning w.id`

// What came due just now may have been missed by the look before; what is due for longer is somebody else's, or waits for more than time.
const nextDue = `
  select extract(epoch from min(greatest("nextAt", "leaseUntil")) - clock_timestamp())::float8 * 1000 as ms
  from "Webhook" where state = 'active' and greatest("nextAt", "leaseUntil") > clock_timestamp() - interval '100 milliseconds'`

const takeBeside = `
  update "Webhook" set "besideUntil" = clock_timestamp() + interval '${besideSeconds} seconds'
  where id = $1::uuid and ("besideUntil" is null or "besideUntil" < clock_timestamp()) returning id`

function toData({ headers, secret, previousSecret, settings, ...changes }: WebhookChanges) {
  return {
    ...changes,
    ...(settings === undefined ? {} : { settings: jsonIn(settings) }),
    ...(headers === undefined ? {} : { headers: headers === null ? null : bytes(headers) }),
    ...(secret === undefined ? {} : { secret: bytes(secret) }),
    ...(previousSecret === undefined ? {} : { previousSecret: previousSecret === null ? null : bytes(previousSecret) }),
  }
}
