import type { Model } from '@verso/model'
import pg from 'pg'
import { type FieldIndex, indexPrefix, type Wanted, wantedIndexes } from './wanted-indexes.ts'

export interface FieldIndexState extends Pick<FieldIndex, 'name' | 'typeId' | 'fieldId'> {
  state: 'pending' | 'building' | 'ready'
  /** From 0 to 1, while it is being built. */
  progress: number | null
  bytes: number
  /** The extension that PostgreSQL lacks for it: nothing will be built. */
  lacks?: 'pg_trgm'
}

/** One step towards the indexes that there should be. */
export interface IndexStep {
  done: 'built' | 'dropped' | 'counted'
  name: string
}

interface ReconcileOptions {
  /** Stops behind the step at hand. */
  signal?: AbortSignal | undefined
  onStep?: (step: IndexStep) => void
}

export interface FieldIndexes {
  /**
   * Builds what is missing and drops what nobody asks for any more, one after the other, while everyone reads and writes. An index that
   * was left half-built is built anew. False where another process is at it.
   */
  reconcile: (options?: ReconcileOptions) => Promise<boolean>
  /**
   * Has PostgreSQL look how values are spread in what holds content. It does so by itself, but only some minutes after much has come, and
   * chooses by old figures until then.
   */
  analyze: () => Promise<void>
  /** How far each of the indexes is that the model asks for. */
  states: () => Promise<FieldIndexState[]>
  /** Whether parts of texts can have an index: the database has `pg_trgm`. */
  hasTrigrams: () => Promise<boolean>
}

/** Held by whoever builds: two at once would drop each other's unfinished work. */
const builderLock = 8_377_603

/** Keeps the indexes of fields. Building is no transaction and may take long, so that it has a connection of its own. */
export function fieldIndexes(connectionString: string, currentModel: () => Promise<Model>): FieldIndexes {
  return {
    reconcile: ({ signal, onStep = () => {} } = {}) =>
      withBuilder(connectionString, async (client) => {
        const taken = new Set<string>()
        const trigrams = await trigramsOf(client, { make: true })
        // Looked at anew before each step: the model may have become another one meanwhile.
        while (signal?.aborted !== true) {
          const step = nextStep(buildable(wantedIndexes(await currentModel()), trigrams), await existing(client))
          if (step === null) return
          // What had no effect will have none again.
          if (taken.has(step.sql)) throw new Error(`Nothing came of: ${step.sql}`)
          if (step.done === 'built') taken.clear()
          taken.add(step.sql)
          await client.query(step.sql)
          onStep({ done: step.done, name: step.name })
        }
      }),
    analyze: () =>
      withClient(connectionString, async (client) => {
        // One after the other: whoever writes is kept by none of them.
        for (const table of contentTables) await client.query(`analyze "${table}"`)
      }),
    states: () =>
      withClient(connectionString, async (client) =>
        statesOf(wantedIndexes(await currentModel()).indexes, { found: await existing(client), trigrams: await trigramsOf(client) }),
      ),
    hasTrigrams: () => withClient(connectionString, async (client) => (await trigramsOf(client)) !== null),
  }
}

const contentTables = ['Publication', 'Reference', 'Entry', 'Draft', 'SearchWord'] as const

interface Existing {
  kind: 'index' | 'statistics'
  name: string
  /** False for an index that was left half-built, and for statistics that nobody has counted yet. */
  done: boolean
  progress: number | null
  bytes: string
}

/** What takes room goes first; what is counted is counted once, at the end. */
function nextStep({ indexes, statistics }: Wanted, found: readonly Existing[]): (IndexStep & { sql: string }) | null {
  const wanted = [...indexes, ...statistics]
  const wrong = found.find((one) => (one.kind === 'index' && !one.done) || !wanted.some(({ name }) => name === one.name))
  if (wrong !== undefined) {
    const what = wrong.kind === 'index' ? 'index concurrently' : 'statistics'
    return {
      done: 'dropped',
      name: wrong.name,
      sql: `drop ${what} if exists ${pg.escapeIdentifier(wrong.name)}`,
    }
  }
  const missing = wanted.find(({ name }) => !found.some((one) => one.name === name))
  if (missing !== undefined) return { done: 'built', ...missing }
  const uncounted = found.find(({ done }) => !done)
  return uncounted === undefined ? null : { done: 'counted', name: uncounted.name, sql: 'analyze "Publication"' }
}

/** The schema that the operators of trigrams are in; null where PostgreSQL has none of them. */
type Trigrams = string | null

/** An ordinary user may add the extension where the server brings it; where not, all that goes without it works. */
async function trigramsOf(client: pg.Client, { make = false } = {}): Promise<Trigrams> {
  const find = async (): Promise<Trigrams> => (await client.query<{ schema: string }>(findTrigrams)).rows[0]?.schema ?? null
  const known = await find()
  if (known !== null || !make) return known
  await client.query('create extension if not exists pg_trgm').catch(() => {})
  return find()
}

const findTrigrams = `
  select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'`

/** What can be built here. People put extensions into schemas of their own. */
function buildable({ indexes, statistics }: Wanted, trigrams: Trigrams): Wanted {
  const here = indexes.flatMap((index) => {
    if (index.needs === undefined) return [index]
    return trigrams === null ? [] : [{ ...index, sql: index.sql.replace('gin_trgm_ops', `${pg.escapeIdentifier(trigrams)}.gin_trgm_ops`) }]
  })
  return { indexes: here, statistics }
}

function statesOf(
  wanted: readonly FieldIndex[],
  { found, trigrams }: { found: readonly Existing[]; trigrams: Trigrams },
): FieldIndexState[] {
  return wanted.map(({ name, typeId, fieldId, needs }): FieldIndexState => {
    if (needs !== undefined && trigrams === null) return { name, typeId, fieldId, state: 'ready', progress: null, bytes: 0, lacks: needs }
    const one = found.find((index) => index.name === name)
    const state = one === undefined ? 'pending' : one.done ? 'ready' : 'building'
    return {
      name,
      typeId,
      fieldId,
      state,
      progress: state === 'building' ? (one?.progress ?? 0) : null,
      bytes: Number(one?.bytes ?? 0),
    }
  })
}

async function existing(client: pg.Client): Promise<Existing[]> {
  const { rows } = await client.query<Existing>(existingOnes, [`${indexPrefix}%`.replace('_', '\\_')])
  return rows
}

// Nothing is counted of an empty table.
const existingOnes = `
  select 'index' as kind, c.relname as name, i.indisvalid and i.indisready as done, pg_relation_size(c.oid)::text as bytes,
    case when b.blocks_total > 0 then b.blocks_done::float8 / b.blocks_total when b.pid is not null then 0 end as progress
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  left join pg_stat_progress_create_index b on b.index_relid = c.oid
  where i.indrelid = '"Publication"'::regclass and c.relname like $1
  union all
  select 'statistics', s.stxname, exists (select from pg_stats_ext_exprs x where x.statistics_name = s.stxname and x.n_distinct is not null) or not exists (select from "Publication"), '0', null
  from pg_statistic_ext s
  where s.stxrelid = '"Publication"'::regclass and s.stxname like $1
  order by 2`

async function withBuilder(connectionString: string, run: (client: pg.Client) => Promise<void>): Promise<boolean> {
  return withClient(connectionString, async (client) => {
    // Asked, not waited for: who waits would itself be waited for by the one who builds.
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1::bigint) as mine', [builderLock])
    if (rows[0]?.mine !== true) return false
    await run(client)
    return true
  })
}

async function withClient<Result>(connectionString: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString,
    application_name: 'verso indexes',
    keepAlive: true,
  })
  // A connection that breaks fails what runs on it; unheard, the event would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
