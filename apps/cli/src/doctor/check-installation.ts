import { listTokens, listUsers, systemContext } from '@verso/core'
import type { Config } from '../config.ts'
import type { House } from '../open-house.ts'
import { isReachable } from './check-configuration.ts'
import { finding, type Finding, note, ok } from './finding.ts'

const monthMs = 30 * 24 * 60 * 60 * 1000

/** What the database tells. */
export async function checkInstallation(config: Config, house: House): Promise<Finding[]> {
  const told = [checkInstance(await historyOf(house)), checkRole(house), checkAudit(house), await checkTrigrams(house)]
  return [...told, ...(await checkOwners(config, house)), ...(await checkTokens(house))]
}

/** By this the histories of installations are told apart: a copy that goes on by itself has the same one until it is restored as another. */
async function historyOf({ base }: House): Promise<string | null> {
  const history = await base.store.settings.find('epoch')
  return history === null ? null : String(history)
}

/** A secret that isn't this database's stops every command before it comes here. */
function checkInstance(history: string | null): Finding {
  const told = history === null ? '' : `, whose history is ${history}`
  return ok('instance', `the secret is the one of this database${told}`)
}

function checkRole({ roleFault, connectionString }: House): Finding {
  const name = decodeURIComponent(new URL(connectionString).username)
  if (roleFault === null) return ok('role', `works on the database as ${name}, which owns nothing there`)
  return note('role', `works on the database as its owner: ${roleFault}`)
}

async function checkTrigrams({ base }: House): Promise<Finding> {
  if (await base.store.indexes.hasTrigrams()) return ok('pg_trgm', 'parts of texts can have indexes')
  return note(
    'pg_trgm',
    'the database lacks this extension: filters by parts of texts are slow in large types; "create extension pg_trgm" as its owner adds it',
  )
}

function checkAudit({ auditFault }: House): Finding {
  if (auditFault === null) return ok('audit', 'the rights of the database keep its rows from being changed')
  return finding('audit', `the rights of the database don't keep its rows from being changed: ${auditFault}`)
}

async function checkOwners(config: Config, { base }: House): Promise<Finding[]> {
  const owners = (await listUsers(systemContext(base))).filter(({ roles, status }) => roles.includes('owner') && status === 'active')
  if (owners.length === 0) return [note('owners', 'there is none yet')]
  const bare: string[] = []
  for (const { id, email, hasSecondFactor } of owners) {
    const isStrong = hasSecondFactor || (await base.store.passkeys.list(id)).length > 0
    if (!isStrong) bare.push(email)
  }
  if (bare.length === 0) return [ok('owners', 'all have a second factor')]
  const message = `without a second factor or a passkey: ${bare.join(', ')}`
  return [isReachable(config) ? finding('owners', message) : note('owners', message)]
}

async function checkTokens({ base }: House): Promise<Finding[]> {
  const now = base.now().getTime()
  const good = (await listTokens(systemContext(base))).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt.getTime() > now),
  )
  const endless = good.filter(({ expiresAt }) => expiresAt === null).map(({ name }) => name)
  const idle = good
    .filter(({ lastUsedAt, createdAt }) => lastUsedAt === null && now - createdAt.getTime() > monthMs)
    .map(({ name }) => name)
  const found = [
    ...(endless.length === 0 ? [] : [finding('tokens', `never expire: ${endless.join(', ')}`)]),
    ...(idle.length === 0 ? [] : [note('tokens', `not used within a month of being made: ${idle.join(', ')}`)]),
  ]
  return found.length === 0 ? [ok('tokens', `${good.length} in use, all of which expire`)] : found
}
