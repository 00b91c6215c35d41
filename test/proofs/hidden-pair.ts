import { randomBytes } from 'node:crypto'
import {
  addReleaseItems,
  autosaveEntry,
  type Context,
  createEntry,
  createLocale,
  createRelease,
  createSchedule,
  createToken,
  createType,
  createUser,
  publishEntry,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import { createStore, type Store } from '@verso/data'
import { copyOfDatabase, freshDatabase } from '../support/database.ts'
import { appOver, type TestApp } from '../support/test-app.ts'

/** One of two houses that are the same but for what is hidden in them. */
export interface Twin {
  app: TestApp['app']
  close: () => Promise<void>
}

/** Somebody with few rights, and what they ask for. */
export interface Reader {
  name: string
  door: 'content' | 'admin'
  headers: Record<string, string>
}

export interface Pair {
  twins: [Twin, Twin]
  readers: Reader[]
  /** Ids of what may be seen and of what may not, and words of both. */
  ids: string[]
  words: string[]
}

/**
 * By what is asked for, and so what is hidden: readers of what is public; who reads pages of the house; who writes them; and who reads pages by
 * rules of their own, which give some fields, one language, or the rows that meet a condition, at both doors.
 */
export const pairKinds = ['content', 'reading', 'writing', 'fields', 'locales', 'rows'] as const
export type PairKind = (typeof pairKinds)[number]

/** What a rule of one's own says beside the type. */
const ownRules: Partial<Record<PairKind, object>> = {
  fields: { fields: { read: ['title', 'slug', 'next', 'many'] } },
  locales: { locales: ['en'] },
  rows: { where: { rating: { lt: 5 } } },
}

/** What is hidden in one and in the other: of other lengths, and apart in every order. */
const hidden = ['aquamarine', 'zirconquokka'] as const
const nowMs = Date.parse('2026-11-01T12:00:00Z')

/** Ids that are the same in both: counted, in the form that all ids have. */
function counted(from: number): () => string {
  let count = from
  return () => {
    count += 1
    return `01930000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`
  }
}

/** A house with everything that everybody may know, copied; then the same is done in both, with other words where nobody may look. */
export async function makePair(kind: PairKind): Promise<Pair> {
  const url = await freshDatabase()
  const secret = randomBytes(32)
  const store = await createStore({ connectionString: url, connectTimeoutMs: 60_000 })
  const first = await aHouse(store, { secret, from: 0 })
  const made = await build(first.ctx, kind)
  // What a house makes of itself when it is first needed is made before it is copied.
  await first.app.inject({ method: 'GET', url: '/content/v1/sync' })
  await first.close()
  await store.close()
  const urls = [url, await copyOfDatabase(url)]
  const twins = await Promise.all(
    hidden.map(async (word, index) => {
      const own = await createStore({ connectionString: urls[index] ?? '', connectTimeoutMs: 60_000 })
      const { ctx, app, close } = await aHouse(own, { secret, from: 1_000_000 })
      await hide({ ...ctx, actor: made.owner.actor }, { word, ids: made.shown, kind })
      const end = async () => {
        await close()
        await own.close()
      }
      return { app, close: end }
    }),
  )
  const [one, other] = twins
  if (one === undefined || other === undefined) throw new Error('A pair is two')
  const all = Array.from({ length: 12 }, (_, index) => counted(1_000_000 + index)())
  return {
    twins: [one, other],
    readers: made.readers,
    ids: [...Object.values(made.shown), ...all],
    words: [...hidden, 'aqua', 'zircon', 'Shown', 'shown'],
  }
}

async function aHouse(store: Store, { secret, from }: { secret: Buffer; from: number }) {
  const { app, system, clock, close } = await appOver(store, { secret, newId: counted(from) })
  // No time passes here: only what is asked may make a difference.
  clock.stoppedAtMs = nowMs
  return { app, ctx: system, close }
}

interface Made {
  owner: Context
  readers: Reader[]
  shown: Record<string, string>
}

const fields = (to: string[]) => [
  { name: 'title', kind: 'text', localized: true, searchable: true },
  { name: 'slug', kind: 'slug' },
  { name: 'body', kind: 'longText', searchable: true },
  { name: 'rating', kind: 'integer' },
  { name: 'secret', kind: 'text', private: true, searchable: true, indexed: true },
  ...(to.length === 0
    ? []
    : [
        { name: 'next', kind: 'reference', to },
        { name: 'many', kind: 'reference', to, many: true },
      ]),
]

async function build(system: Context, kind: PairKind): Promise<Made> {
  await createLocale(system, { code: 'de', label: 'Deutsch', fallback: 'en' })
  // What everyone may read, rules of one's own can't hide.
  const publicRead = ownRules[kind] === undefined
  for (const [name, ...to] of [['note'], ['page', 'note', 'page'], ['article', 'note', 'page']])
    await createType(system, {
      name,
      titleField: 'title',
      slugField: 'slug',
      publicRead: publicRead && name === 'page',
      fields: fields(to),
    })
  await createType(system, { name: 'home', kind: 'single', publicRead: true, fields: fields(['note', 'page']).slice(0, 1) })
  const { user } = await createUser(system, { email: 'ada@example.org', name: 'Ada', roles: ['owner'] }, { hasMail: true })
  await system.store.users.update(user.id, { status: 'active' })
  const roles = await system.store.roles.findMany(['owner'])
  const owner: Context = {
    ...system,
    actor: { kind: 'user', id: user.id, name: 'Ada', roles, limit: null, sessionId: null, makerId: null },
  }
  const shown: Record<string, string> = {}
  const make = async (key: string, type: string, values: object) => {
    const { row } = await createEntry(owner, {
      type,
      fields: { title: { en: `Shown ${key}`, de: `Gezeigt ${key}` }, slug: key, ...values },
    })
    shown[key] = row.id
    await publishEntry(owner, row.id)
    return { _ref: row.id }
  }
  const note = await make('note', 'note', { body: 'Shown', rating: 1, secret: 'shown' })
  const page = await make('page', 'page', { body: 'Shown words', rating: 2, next: note, many: [note] })
  await make('page-two', 'page', { body: 'Shown', rating: 5, next: page, secret: 'shown' })
  await make('article', 'article', { body: 'Shown', rating: 3, next: note, many: [page, note] })
  await make('article-two', 'article', { body: 'Shown', rating: 4, next: page, secret: 'shown' })
  shown.home = (await createEntry(owner, { type: 'home', fields: { title: { en: 'Shown home' } } })).row.id
  await publishEntry(owner, shown.home)
  return { owner, shown, readers: await readersOf(owner, kind) }
}

async function readersOf(owner: Context, kind: PairKind): Promise<Reader[]> {
  const own = ownRules[kind]
  if (own === undefined) return kind === 'content' ? contentReaders(owner) : adminReaders(owner, kind)
  const rules = [{ actions: ['read'], types: ['page'], ...own }]
  return Promise.all(
    (['content', 'admin'] as const).map(async (door) => {
      const { text } = await createToken(owner, { name: door, kind: door, rules, expiresAt: null })
      return { name: `${kind} at ${door}`, door, headers: { authorization: `Bearer ${text}` } }
    }),
  )
}

async function contentReaders(owner: Context): Promise<Reader[]> {
  const token = async (name: string, types: string[]): Promise<Reader> => {
    const { text } = await createToken(owner, { name, kind: 'content', types, expiresAt: null })
    return { name, door: 'content', headers: { authorization: `Bearer ${text}` } }
  }
  return [
    { name: 'anonymous', door: 'content', headers: {} },
    await token('pages', ['page']),
    await token('pages and articles', ['page', 'article']),
  ]
}

async function adminReaders(owner: Context, kind: PairKind): Promise<Reader[]> {
  const token = async (name: string, actions: string[]): Promise<Reader> => {
    const { text } = await createToken(owner, { name, kind: 'admin', rules: [{ actions, types: ['page'] }], expiresAt: null })
    return { name, door: 'admin', headers: { authorization: `Bearer ${text}` } }
  }
  if (kind === 'reading') return [await token('reads pages', ['read'])]
  return [await token('writes pages', ['read', 'create', 'edit', 'publish', 'unpublish', 'schedule', 'delete', 'restore'])]
}

interface Hiding {
  word: string
  ids: Record<string, string>
  kind: PairKind
}

/** The same in both houses, with other words. */
async function hide(ctx: Context, { word, ids, kind }: Hiding): Promise<void> {
  const texts = { title: { en: word, de: `${word} de` }, slug: word, body: `${word} ${word}`, rating: word.length }
  const save = async (key: string, values: object) => {
    const entry = await ctx.store.entries.find(ids[key] ?? '')
    await saveEntry(ctx, ids[key] ?? '', { fields: { ...values }, baseRevision: entry?.revision ?? 0 })
  }
  // Another type's: published, renamed twice, so that its old addresses lead to it.
  for (const slug of [word, `${word}-again`]) {
    await save('note', { ...texts, slug, secret: word })
    await publishEntry(ctx, ids.note ?? '')
  }
  const { row: noteToCome } = await createEntry(ctx, { type: 'note', fields: texts })
  await createSchedule(ctx, noteToCome.id, { action: 'publish', at: '2099-01-01T00:00:00Z' })
  // Private values of what everybody sees; whoever writes pages sees those of pages.
  for (const key of kind === 'writing' ? ['article'] : ['page', 'article']) {
    await save(key, { secret: word })
    await publishEntry(ctx, ids[key] ?? '')
  }
  await hideFromOwnRules(ctx, { word, kind, save, ids })
  const { row: release } = await createRelease(ctx, { name: word, description: word })
  await addReleaseItems(ctx, release.id, [{ entryId: noteToCome.id, action: 'publish' }])
  await createUser(ctx, { email: `${word}@example.org`, name: word, roles: ['viewer'] }, { hasMail: true })
  await createToken(ctx, { name: word, kind: 'content', types: ['page'] })
  for (const type of kind === 'content' ? ['page', 'article'] : ['article']) await hideUnpublished(ctx, { word, type })
  if (kind !== 'content') return
  // Drafts of what is public, for those who read nothing else.
  for (const key of ['page-two', 'article-two', 'home']) await save(key, key === 'home' ? { title: { en: word } } : texts)
  await autosaveEntry(ctx, ids.page ?? '', { fields: { title: { en: word } }, baseRevision: 2 })
}

interface HidingByRules extends Hiding {
  save: (key: string, values: object) => Promise<void>
}

/** In what everybody of the house reads: the fields, the language and the rows that a rule doesn't give. */
async function hideFromOwnRules(ctx: Context, { word, kind, save, ids }: HidingByRules): Promise<void> {
  const [page = '', second = ''] = [ids.page, ids['page-two']]
  if (kind === 'fields') for (const key of ['page', 'page-two']) await save(key, { body: `${word} ${word}`, rating: word.length })
  if (kind === 'locales') for (const key of ['page', 'page-two']) await save(key, { title: { de: word } })
  if (kind === 'rows') {
    await save('page-two', { title: { en: word, de: word }, slug: word, body: word, rating: word.length })
    const { row } = await createEntry(ctx, { type: 'page', fields: { title: { en: word }, slug: `${word}-page`, rating: word.length } })
    await publishEntry(ctx, row.id)
  }
  if (ownRules[kind] !== undefined) for (const id of [page, second]) await publishEntry(ctx, id)
}

/** A draft, one in the trash, and one that was public and was taken out of every past point. */
async function hideUnpublished(ctx: Context, { word, type }: { word: string; type: string }): Promise<void> {
  const texts = { title: { en: word }, slug: `${word}-${type}`, body: word, rating: word.length }
  await createEntry(ctx, { type, fields: texts })
  const { row: trashed } = await createEntry(ctx, { type, fields: texts })
  await trashEntry(ctx, trashed.id)
  // Its old address says to whoever knows it that it is gone.
  const { row: withdrawn } = await createEntry(ctx, { type, fields: { ...texts, slug: `withdrawn-${type}` } })
  await publishEntry(ctx, withdrawn.id)
  await unpublishEntry(ctx, withdrawn.id, { withdraw: true })
}
