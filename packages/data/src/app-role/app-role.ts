import pg from 'pg'
import { UnusableDatabaseError } from '../migrations/unusable-database-error.ts'
import { withClient } from '../migrations/with-client.ts'
import { grantAppRights, hasAppRights } from './app-rights.ts'
import { scramVerifier } from './scram-verifier.ts'

/** Where to work as the role of the server's own, or why there is none. */
export type AppRole = { connectionString: string } | { reason: string }

interface Owner {
  /** The address of who owns the tables. */
  connectionString: string
  /** That of the role; one that any process of the installation knows. */
  password: string
}

/** Held while the role is made or given its rights: two at once would trip over each other's rows. */
const roleLock = 8_377_605

/** Where to work as a role that was made before and has all that it needs; null where that has to be seen to. */
export async function findAppRole(owner: Owner): Promise<AppRole | null> {
  const connectionString = addressOf(owner)
  if (connectionString === null) return null
  try {
    const isReady = await withClient(connectionString, (client) => hasAppRights(client, userOf(connectionString)))
    return isReady ? { connectionString } : null
  } catch {
    return null
  }
}

/** Makes the role, or gives it what a newer version needs. A database that doesn't allow it is worked on as before, by its owner. */
export async function makeAppRole(owner: Owner): Promise<AppRole> {
  const connectionString = addressOf(owner)
  if (connectionString === null) return { reason: 'the address of the database names no host to sign in at' }
  try {
    await withClient(owner.connectionString, (client) => underLock(client, () => settleRole(client, userOf(connectionString), owner)))
    await withClient(connectionString, (client) => client.query('select 1'))
    return { connectionString }
  } catch (error) {
    return { reason: error instanceof Error ? error.message.replace(/\.$/, '') : String(error) }
  }
}

/** Gives the role of another address what a server needs. For who has made it by hand, beside an owner. */
export async function grantToAppRole(ownersConnectionString: string, connectionString: string): Promise<void> {
  const role = userOf(connectionString)
  try {
    await withClient(ownersConnectionString, async (client) => {
      if (!(await hasAppRights(client, role))) await underLock(client, () => grantAppRights(client, role))
    })
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    throw new UnusableDatabaseError(`The role "${role}" can't be given what a server needs: ${error.message}.`, { cause: error })
  }
}

async function settleRole(client: pg.Client, role: string, { password }: Owner): Promise<void> {
  const { rows } = await client.query<{ comment: string | null }>(findRole, [role])
  const [found] = rows
  const comment = `Made by Verso, which works on the database ${client.database} as this role`
  if (found !== undefined && found.comment !== comment) throw new Error(`there is a role "${role}" already that Verso has not made`)
  const name = pg.escapeIdentifier(role)
  // Also where it is there: then its database was made anew, under another secret.
  await client.query(`${found === undefined ? 'create' : 'alter'} role ${name} login password ${pg.escapeLiteral(scramVerifier(password))}`)
  if (found === undefined) await client.query(`comment on role ${name} is ${pg.escapeLiteral(comment)}`)
  await followSearchPath(client, name)
  await grantAppRights(client, role)
}

/** Where the owner's statements look for tables by a setting of the owner's own, the role's look there too. */
async function followSearchPath(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ path: string }>(
    `select array_to_string(array(select quote_ident(s) from unnest(current_schemas(false)) s), ', ') as path`,
  )
  const path = rows[0]?.path ?? 'public'
  if (path !== 'public')
    await client.query(`alter role ${role} in database ${pg.escapeIdentifier(client.database ?? '')} set search_path = ${path}`)
}

async function underLock(client: pg.Client, run: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [roleLock])
    await run()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const findRole = `select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1`

const longestName = 63

/** The same database, as the role. Null for an address into which no name fits. */
function addressOf({ connectionString, password }: Owner): string | null {
  const database = new pg.Client({ connectionString }).database ?? ''
  const role = `verso_app_${database}`
  const url = new URL(connectionString)
  url.username = encodeURIComponent(role)
  url.password = encodeURIComponent(password)
  for (const name of ['user', 'password']) url.searchParams.delete(name)
  return Buffer.byteLength(role) <= longestName && url.username !== '' ? url.href : null
}

function userOf(connectionString: string): string {
  return new pg.Client({ connectionString }).user ?? ''
}
