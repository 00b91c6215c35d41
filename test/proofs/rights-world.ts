import { randomUUID } from 'node:crypto'
import { type Context, createEntry, createLocale, createRole, createToken, createType, type NewToken, saveSettings } from '@verso/core'
import { createStore } from '@verso/data'
import { freshDatabase } from '../support/database.ts'
import { appOver, goodPasswordHash, type Person, type TestApp } from '../support/test-app.ts'
import type { Principal } from './rights-policy.ts'

/** A principal with the credential that it asks by. */
export interface Caller extends Principal {
  headers: Record<string, string>
  /** Whose entries are its own; nobody's where it has no name. */
  id: string
}

export interface World extends TestApp {
  url: string
  callers: Caller[]
  /** In whose name everything is done that isn't asked over HTTP. */
  owner: Context
  /** Somebody of whom nothing is anybody else's. */
  otherId: string
  /** Asks as an owner, for what a good request needs to know. */
  asOwner: Person['ask']
  /** An entry that may be put anywhere. */
  someEntryId: string
  close: () => Promise<void>
}

const everything = ['read', 'create', 'edit', 'publish', 'unpublish', 'schedule', 'delete', 'restore', 'purge']

/** By the beginning of its body an entry says of itself whether it is open. */
export const openWord = 'Open'
export const closedWord = 'Closed'

/** Roles as houses write them; what they come to stands in the policy. */
const ownRoles = {
  translator: [
    { actions: ['read'], types: ['*'], fields: { read: ['*', '-body'] } },
    { actions: ['edit', 'publish'], types: ['article'], fields: { write: ['title'] }, locales: ['de'] },
  ],
  conditional: [{ actions: everything, types: ['article'], where: { body: { startsWith: openWord } } }],
  'own-only': [{ actions: everything, types: ['article'], own: true as const }],
}

/** Both APIs over a database with some types, and everybody who asks. */
export async function makeWorld(principals: Principal[]): Promise<World> {
  const url = await freshDatabase()
  const store = await createStore({ connectionString: url, connectTimeoutMs: 60_000 })
  const { close: closeApp, ...app } = await appOver(store)
  const fields = [
    { name: 'title', kind: 'text', localized: true },
    { name: 'slug', kind: 'slug' },
    { name: 'body', kind: 'longText' },
  ]
  // Whoever may read articles only follows their links to notes into the dark.
  for (const [name, ...to] of [['page'], ['note', 'page'], ['article', 'page', 'note']])
    await createType(app.system, {
      ...{ name, titleField: 'title', slugField: 'slug', publicRead: name === 'page', tree: name === 'article' },
      fields: [
        ...fields,
        { name: 'secret', kind: 'text', private: true },
        ...(to.length === 0 ? [] : [{ name: 'next', kind: 'reference', to }]),
      ],
    })
  for (const name of ['home', 'cellar'])
    await createType(app.system, { name, kind: 'single', publicRead: name === 'home', fields: fields.slice(0, 1) })
  await createLocale(app.system, { code: 'de', label: 'Deutsch', fallback: 'en' })
  const [administrator] = await store.roles.findMany(['administrator'])
  await createRole(app.system, { name: 'guarded', rules: [{ actions: everything, types: ['*'] }], manage: administrator?.manage ?? [] })
  for (const [name, rules] of Object.entries(ownRoles)) await createRole(app.system, { name, rules })
  await saveSettings(app.system, { secondFactorRoles: ['guarded'] })
  const ownerId = await aPerson(app, ['owner'])
  const owner = await contextOfPerson(app, ownerId)
  const callers: Caller[] = []
  for (const principal of principals) callers.push({ ...principal, ...(await credentialOf(app, owner, principal.name)) })
  const close = async () => {
    await closeApp()
    await store.close()
  }
  const { ask: asOwner } = await app.signInAs('owner')
  const someEntryId = (await createEntry(owner, { type: 'article', fields: {} })).row.id
  return { ...app, url, callers, owner, asOwner, someEntryId, otherId: await aPerson(app, ['viewer']), close }
}

/** Somebody with an account. */
export async function aPerson({ store }: Pick<TestApp, 'store'>, roles: string[]): Promise<string> {
  const id = randomUUID()
  await store.users.create({
    ...{ id, email: `${id}@example.org`, name: roles.join(' '), passwordHash: goodPasswordHash, status: 'active', roles },
    ...{ preferences: {}, lastSeenAt: null, createdAt: new Date() },
  })
  return id
}

export async function contextOfPerson({ store, system }: Pick<TestApp, 'store' | 'system'>, id: string): Promise<Context> {
  const user = await store.users.find(id)
  const roles = await store.roles.findMany(user?.roles ?? [])
  return { ...system, actor: { kind: 'user', id, name: user?.name ?? null, roles, limit: null, sessionId: null, makerId: null } }
}

/** Everything may be done in the name of somebody, whatever they may do themselves: for what lies there when they ask. */
export function inTheNameOf({ owner }: Pick<World, 'owner'>, { id, name }: Caller): Context {
  const isToken = name.endsWith('token') || name === 'one type'
  return { ...owner, actor: { ...owner.actor, kind: isToken ? 'token' : 'user', id, makerId: isToken ? owner.actor.id : null } }
}

async function credentialOf(app: TestApp, owner: Context, name: string): Promise<Pick<Caller, 'headers' | 'id'>> {
  if (name === 'anonymous') return { headers: {}, id: randomUUID() }
  const tokens: Record<string, Omit<NewToken, 'name'>> = {
    'content token': { kind: 'content', types: ['*'] },
    'one type': { kind: 'content', types: ['article'] },
    expired: { kind: 'content', types: ['*'], expiresAt: new Date(Date.now() + 600_000).toISOString() },
    revoked: { kind: 'content', types: ['*'] },
    'preview token': { kind: 'preview', types: ['*'] },
    'write token': { kind: 'admin', roles: ['editor'] },
    'narrow token': { kind: 'admin', rules: [{ actions: everything, types: ['article'] }] },
  }
  const wish = tokens[name]
  if (wish !== undefined) {
    const { token, text } = await createToken(owner, { name, expiresAt: null, ...wish })
    if (name === 'expired') await app.store.tokens.update(token.id, { expiresAt: new Date(0) })
    if (name === 'revoked') await app.store.tokens.update(token.id, { revokedAt: new Date() })
    return { headers: { authorization: `Bearer ${text}` }, id: token.id }
  }
  const roles = { disabled: ['administrator'], 'half-signed': ['guarded'], 'no role': [] }[name] ?? [name]
  const { id, accessToken } = await app.signInAs(...roles)
  // Only the account: that its sessions are ended too is a second reason, which isn't relied on here.
  if (name === 'disabled') await app.store.users.update(id, { status: 'disabled' })
  return { headers: { authorization: `Bearer ${accessToken}` }, id }
}

/** A moment to come, as schedules take it. */
export const later = '2099-01-01T00:00:00Z'
