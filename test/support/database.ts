import { databaseUrl, runSql, type TestServer } from './test-server.ts'

/** What of tap's test object is needed here. */
interface Test {
  passing: () => boolean
  teardown: (run: () => Promise<void>) => void
  comment: (text: string) => void
}

let count = 0
/** The databases of this process that are copies of the template. */
const copies = new Set<string>()

/**
 * A migrated database of this test's own, as a connection string, with nothing in it but planted secrets, or nothing at all. It is dropped when the test ends; when the test failed on a
 * server of one's own (VERSO_TEST_DATABASE_URL) it is kept and named.
 */
export async function testDatabase(t: Test, { isBare = false }: { isBare?: boolean } = {}): Promise<string> {
  const { server, database } = await cloneTemplate(isBare)
  t.teardown(async () => {
    if (!t.passing() && process.env.VERSO_TEST_DATABASE_URL !== undefined) return t.comment(`The database ${database} was kept`)
    await runSql(server, `drop database if exists ${database} with (force)`)
  })
  return databaseUrl(server, database)
}

/** The same for a proof or a bench, which has the server to itself. */
export async function freshDatabase(): Promise<string> {
  const { server, database } = await cloneTemplate(false)
  return databaseUrl(server, database)
}

/** A database with all that is in another one, to which nobody may be connected meanwhile. */
export async function copyOfDatabase(connectionString: string): Promise<string> {
  const { VERSO_TEST_SERVER: server } = environment()
  const database = nextName()
  await runSql(server, `create database ${database} template ${new URL(connectionString).pathname.slice(1)}`)
  return databaseUrl(server, database)
}

/** An empty database, not even migrated. */
export async function emptyDatabase(t: Test): Promise<string> {
  const { VERSO_TEST_SERVER: server } = environment()
  const database = nextName()
  await runSql(server, `create database ${database}`)
  t.teardown(async () => {
    await runSql(server, `drop database if exists ${database} with (force)`)
  })
  return databaseUrl(server, database)
}

async function cloneTemplate(isBare: boolean): Promise<{ server: string; database: string }> {
  const { VERSO_TEST_SERVER: server, VERSO_TEST_TEMPLATE, VERSO_TEST_BARE_TEMPLATE } = environment()
  const template = isBare ? VERSO_TEST_BARE_TEMPLATE : VERSO_TEST_TEMPLATE
  const database = nextName()
  await runSql(server, `create database ${database} template ${template}`)
  copies.add(database)
  return { server, database }
}

/** Where a server works on a database: as a role of its own, if it is a copy of the template; otherwise as its owner. */
export function asServer(connectionString: string): string {
  const database = new URL(connectionString).pathname.slice(1)
  return copies.has(database) ? databaseUrl(environment().VERSO_TEST_ROLE, database) : connectionString
}

function nextName(): string {
  count += 1
  return `verso_test_${process.pid}_${count}`
}

function environment(): TestServer['env'] {
  const { VERSO_TEST_SERVER, VERSO_TEST_TEMPLATE, VERSO_TEST_BARE_TEMPLATE, VERSO_TEST_ROLE } = process.env
  if (!VERSO_TEST_SERVER || !VERSO_TEST_TEMPLATE || !VERSO_TEST_BARE_TEMPLATE || !VERSO_TEST_ROLE)
    throw new Error('Run tests with `npm test -- FILE`, proofs with `npm run prove -- NAME`: these start the database')
  return { VERSO_TEST_SERVER, VERSO_TEST_TEMPLATE, VERSO_TEST_BARE_TEMPLATE, VERSO_TEST_ROLE }
}
