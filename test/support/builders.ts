import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Actor,
  actingStore,
  type ChangedEntry,
  type Context,
  createEntry,
  createType,
  type EntryDetail,
  publishEntry,
  type TypeDetail,
} from '@verso/core'
import type { RoleRow, Store } from '@verso/data'
import { diskStore } from '@verso/media'

/** A context whose actor holds these roles, as the owner where none are named. Its clock stands still unless it is moved. */
export async function aContext(
  store: Store,
  {
    roles = ['owner'],
    now = () => new Date(),
    id = randomUUID(),
    name = 'Ada',
  }: { roles?: string[]; now?: () => Date; id?: string; name?: string } = {},
): Promise<Context> {
  await store.users.create({
    id,
    email: `${id}@example.org`,
    name,
    passwordHash: null,
    status: 'active',
    roles,
    preferences: {},
    lastSeenAt: null,
    createdAt: now(),
  })
  return contextOf(store, { ...person, id, name, roles: await store.roles.findMany(roles) }, now)
}

/** A context whose actor has exactly these rules. */
export function aContextWith(
  store: Store,
  rules: RoleRow['rules'],
  { id = randomUUID(), limit = null }: { id?: string; limit?: RoleRow[] | null } = {},
): Context {
  return contextOf(store, { ...person, id, name: 'Rule', roles: [aRole(rules)], limit }, () => new Date())
}

export function aRole(rules: RoleRow['rules'], manage: string[] = []): RoleRow {
  return { name: 'made-for-a-test', label: 'Made for a test', description: null, builtIn: false, rules, manage }
}

const person = { kind: 'user', limit: null, sessionId: null, makerId: null } as const

function contextOf(store: Store, actor: Actor, now: () => Date): Context {
  return {
    store: actingStore(store, actor, now),
    actor,
    files: diskStore(join(tmpdir(), 'verso-test-files')),
    now,
    newId: randomUUID,
    model: () => store.models.current(),
    address: '127.0.0.1',
    requestId: randomUUID(),
  }
}

/** A content type. Without fields: a required title that names it, a slug proposed from it, a body, and a number. */
export async function aType(ctx: Context, input: Record<string, unknown> = {}): Promise<TypeDetail['view']> {
  const created = await createType(ctx, {
    name: 'article',
    titleField: 'title',
    slugField: 'slug',
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'body', kind: 'longText' },
      { name: 'rating', kind: 'integer', min: 1, max: 5 },
    ],
    ...input,
  })
  return created.view
}

/** A draft of the type `article`, or of another. */
export async function anEntry(ctx: Context, fields: Record<string, unknown> = { title: 'Hello' }, type = 'article'): Promise<EntryDetail> {
  return createEntry(ctx, { type, fields })
}

export async function aPublishedEntry(ctx: Context, fields?: Record<string, unknown>, type?: string): Promise<ChangedEntry> {
  return publishEntry(ctx, (await anEntry(ctx, fields, type)).row.id)
}
