import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { createPool } from './create-pool.ts'
import type { Connection } from './connection.ts'
import { PrismaClient } from './generated/client.ts'
import { holdLife } from './hold-life.ts'
import { fieldIndexes } from './indexes/index-builder.ts'
import { madeWhenAsked } from './made-when-asked.ts'
import { openStore } from './open-store.ts'
import { createPrismaSeats, nameStatements } from './prisma-seats.ts'
import { withNesting } from './nested-transaction.ts'
import { createReads } from './reads/create-reads.ts'
import type { MakeRowTests } from './row-tests.ts'
import { createSeqListener } from './seq-listener.ts'
import { createStatementNames } from './statement-names.ts'
import type { Store, Tables, Transaction } from './store.ts'
import { auditTable } from './tables/audit.ts'
import { auditChain } from './tables/audit-chain.ts'
import { bulkJobsTable } from './tables/bulk-jobs.ts'
import { codesTable } from './tables/codes.ts'
import { deliveriesTable } from './tables/deliveries.ts'
import { draftMessagesTable } from './tables/draft-messages.ts'
import { draftLocales } from './tables/draft-locales.ts'
import { entriesTable } from './tables/entries.ts'
import { entryTree } from './tables/entry-tree.ts'
import { entryRewrites } from './tables/entry-rewrites.ts'
import { removedValues } from './tables/removed-values.ts'
import { entryScan } from './tables/entry-scan.ts'
import { erasuresTable } from './tables/erasures.ts'
import { historyTable } from './tables/history.ts'
import { createGivenUp, type GivenUp } from './tables/given-up.ts'
import { identitiesTable } from './tables/identities.ts'
import { idempotencyKeysTable } from './tables/idempotency-keys.ts'
import { importsTable } from './tables/imports.ts'
import { interfaceSearch } from './tables/interface-search.ts'
import { jobsTable } from './tables/jobs.ts'
import { logTable } from './tables/log.ts'
import { mailLinksTable } from './tables/mail-links.ts'
import { mediaTable } from './tables/media.ts'
import { renditionsTable } from './tables/renditions.ts'
import { foldersTable } from './tables/folders.ts'
import { createModelCache, type ModelCache } from './tables/model-cache.ts'
import { modelPlansTable } from './tables/model-plans.ts'
import { modelsTable } from './tables/models.ts'
import { passkeysTable } from './tables/passkeys.ts'
import { presenceTable } from './tables/presence.ts'
import { previewLinksTable } from './tables/preview-links.ts'
import { previewsTable } from './tables/previews.ts'
import { publicationsTable } from './tables/publications.ts'
import { recentEntries } from './tables/recent-entries.ts'
import { redirectsTable } from './tables/redirects.ts'
import { referencesTable } from './tables/references.ts'
import { releasesTable } from './tables/releases.ts'
import { revisionsTable } from './tables/revisions.ts'
import { rolesTable } from './tables/roles.ts'
import { schedulesTable } from './tables/schedules.ts'
import { searchWordsTable } from './tables/search-words.ts'
import { failedTriesTable } from './tables/failed-tries.ts'
import { secondFactorsTable } from './tables/second-factors.ts'
import { sessionsTable } from './tables/sessions.ts'
import { settingsTable } from './tables/settings.ts'
import { createTokenUses, type TokenUses } from './tables/token-uses.ts'
import { tokensTable } from './tables/tokens.ts'
import { trashTable } from './tables/trash.ts'
import { usersTable } from './tables/users.ts'
import { sitesTable } from './tables/sites.ts'
import { webhooksTable } from './tables/webhooks.ts'
import { workingCopiesTable } from './tables/working-copies.ts'
import { beginTransaction, runToEnd } from './transactions.ts'
import { translateError } from './translate-error.ts'
import { underPresentModel } from './under-present-model.ts'

export interface StoreOptions {
  connectionString: string
  /** Where who owns the tables works, if that isn't the same: indexes are built there. */
  ownersConnectionString?: string
  /** Connections that this process may hold at once. */
  poolSize?: number
  /** After that long PostgreSQL ends a statement. */
  statementTimeoutMs?: number
  /** The same for what readers of public content ask. */
  readTimeoutMs?: number
  /** Whoever waits that long for a free connection, or for a new one, is told that the database is busy or away. */
  connectTimeoutMs?: number
}

/** A batch of an import is the longest transaction there is; whatever takes longer has gone wrong. */
const transactionTimeoutMs = 60_000
/** What spans a whole request may hold the longest change of the model. */
const openTimeoutMs = 30 * 60_000

/** Opens the store on a migrated database. The first statement finds out whether the database is there. */
export async function createStore({
  connectionString,
  ownersConnectionString = connectionString,
  poolSize = 10,
  statementTimeoutMs = 15_000,
  readTimeoutMs = 5_000,
  connectTimeoutMs = 2_000,
}: StoreOptions): Promise<Store> {
  const pool = createPool({ connectionString, size: poolSize, statementTimeoutMs, connectTimeoutMs })
  const readPool = createPool({ connectionString, size: poolSize, statementTimeoutMs: readTimeoutMs, connectTimeoutMs })
  const nameOf = createStatementNames()
  const naming = nameStatements(nameOf)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, naming) })
  const seats = createPrismaSeats(naming)
  const free = outside(pool, { prisma, nameOf })
  const cache = { model: createModelCache(), givenUp: createGivenUp(), tokenUses: createTokenUses(free.query) }
  const tables = translated<Tables>(tablesOn(free, cache))
  const seqListener = createSeqListener(connectionString, tables.log.seq)
  const begin = (options: { timeoutMs: number; isSnapshot?: boolean }) =>
    beginTransaction({ pool, seats, nameOf, tellSeq: seqListener.tell }, options)
  const writing = (tests: MakeRowTests | undefined, outsideOf: () => Store): Pick<Store, 'transaction' | 'open'> => ({
    transaction: (run, { timeoutMs = transactionTimeoutMs, isSnapshot = false } = {}) =>
      underPresentModel(tables, async () => {
        const connection = await begin({ timeoutMs, isSnapshot })
        return runToEnd(connection, () => run(withNesting(connection, tablesOn({ ...connection, tests }, cache))))
      }).catch(rethrow),
    async open() {
      const connection = await begin({ timeoutMs: openTimeoutMs }).catch(rethrow)
      const own = tablesOn({ ...connection, tests }, cache)
      return openStore(connection, { outside: outsideOf(), tables: translated(own), nested: withNesting(connection, own).nested })
    },
  })
  const store: Store = {
    ...tables,
    ...writing(undefined, () => store),
    testing(tests) {
      const own = translated<Tables>(tablesOn({ ...outside(pool, { prisma, nameOf }), tests }, cache))
      const tested: Store = { ...store, ...own, ...writing(tests, () => tested) }
      return tested
    },
    onSeq: (listener, onLost) => seqListener.add(listener, onLost).catch(rethrow),
    holdLife: (senderId, onLost) => holdLife(connectionString, senderId, onLost).catch(rethrow),
    indexes: fieldIndexes(ownersConnectionString, tables.models.current),
    readers: () => ({ ...store, ...translated<Tables>(tablesOn(outside(readPool, { prisma, nameOf }), cache)) }),
    async ping() {
      await pool.query('select 1').catch(rethrow)
    },
    async close() {
      await seqListener.close()
      await prisma.$disconnect()
      await seats.close()
      await Promise.all([pool.end(), readPool.end()])
    },
  }
  return store
}

/** Statements one by one, each on whichever connection is free. What Prisma puts together itself is small, and goes by its own pool. */
function outside(pool: Pool, { prisma, nameOf }: { prisma: PrismaClient; nameOf: ReturnType<typeof createStatementNames> }): Connection {
  const run = (text: string, values: readonly unknown[]) => pool.query({ name: nameOf(text), text, values: [...values] })
  return {
    prisma,
    query: async <Row>(text: string, values: readonly unknown[]) => (await run(text, values)).rows as Row[],
    post: async (text, values) => void (await run(text, values)),
    require: async (condition) => void (await condition),
    takenBack: () => 0,
    tellSeq: () => {},
  }
}

/** What a process remembers of the database. */
interface Caches {
  model: ModelCache
  givenUp: GivenUp
  tokenUses: TokenUses
}

function tablesOn(connection: Connection, cache: Caches): Omit<Transaction, 'nested'> {
  const tables: Omit<Transaction, 'nested'> = madeWhenAsked({
    models: () => modelsTable(connection, cache.model),
    modelPlans: () => modelPlansTable(connection),
    scan: () => entryScan(connection),
    rewrites: () => entryRewrites(connection),
    removedValues: () => removedValues(connection),
    draftLocales: () => draftLocales(connection),
    entries: () => entriesTable(connection, tables.models),
    tree: () => entryTree(connection),
    revisions: () => revisionsTable(connection),
    workingCopies: () => workingCopiesTable(connection),
    publications: () => publicationsTable(connection),
    previews: () => previewsTable(connection),
    previewLinks: () => previewLinksTable(connection),
    references: () => referencesTable(connection),
    redirects: () => redirectsTable(connection),
    releases: () => releasesTable(connection),
    bulkJobs: () => bulkJobsTable(connection),
    log: () => logTable(connection, cache.givenUp),
    history: () => historyTable(connection, cache.givenUp),
    folders: () => foldersTable(connection),
    media: () => mediaTable(connection),
    renditions: () => renditionsTable(connection),
    imports: () => importsTable(connection),
    jobs: () => jobsTable(connection),
    erasures: () => erasuresTable(connection),
    trash: () => trashTable(connection),
    schedules: () => schedulesTable(connection),
    searchWords: () => searchWordsTable(connection),
    interfaceSearch: () => interfaceSearch(connection),
    recent: () => recentEntries(connection),
    presence: () => presenceTable(connection),
    users: () => usersTable(connection),
    roles: () => rolesTable(connection),
    secondFactors: () => secondFactorsTable(connection),
    failedTries: () => failedTriesTable(connection),
    passkeys: () => passkeysTable(connection),
    identities: () => identitiesTable(connection),
    mailLinks: () => mailLinksTable(connection),
    sessions: () => sessionsTable(connection),
    tokens: () => tokensTable(connection, cache.tokenUses),
    codes: () => codesTable(connection),
    idempotencyKeys: () => idempotencyKeysTable(connection),
    audit: () => auditTable(connection),
    auditChain: () => auditChain(connection),
    settings: () => settingsTable(connection),
    webhooks: () => webhooksTable(connection),
    deliveries: () => deliveriesTable(connection),
    draftMessages: () => draftMessagesTable(connection),
    sites: () => sitesTable(connection),
    reads: () => createReads(connection, tables.models),
  })
  return tables
}

function rethrow(error: unknown): never {
  throw translateError(error)
}

/** The same tables, whose promises fail with translated errors. Inside a transaction that is done once, where it ends. */
function translated<T extends object>(tables: T): T {
  const translatedTable = (table: unknown) =>
    mapValues(table as Record<string, unknown>, (method) => (isMethod(method) ? translatedMethod(method) : method))
  const makers = Object.keys(tables).map((name) => [name, () => translatedTable(tables[name as keyof T])])
  return madeWhenAsked(Object.fromEntries(makers))
}

type Method = (...args: unknown[]) => unknown

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}

function translatedMethod(method: Method): Method {
  return (...args) => {
    const result = method(...args)
    // Prisma's promises begin when they are awaited and are of a class of their own.
    return isThenable(result) ? Promise.resolve(result).catch(rethrow) : result
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value
}

function mapValues(object: object, map: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))
}
