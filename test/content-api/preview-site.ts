import {
  type Context,
  createEntry,
  createLocale,
  createToken,
  moveEntry,
  publishEntry,
  Refusal,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import fc from 'fast-check'
import type { Test } from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

export interface PreviewSite {
  ctx: Context
  clock: { at: number }
  /** Bodies and statuses of many reads, with these parameters added to each; by the query. */
  readAll: (viewpoint: string, token?: string) => Promise<Map<string, string>>
  get: (path: string, token?: string) => Promise<{ status: number; body: string; headers: Record<string, unknown> }>
  preview: string
  content: string
}

/** A site in two languages: people, articles that refer to them and to one another, and pages in a tree. Its clock stands unless it is moved. */
export async function previewSite(t: Test): Promise<PreviewSite> {
  const store = await testStore(t)
  const clock = { at: Date.parse('2026-11-01T12:00:00.000Z') }
  const ctx = await aContext(store, { now: () => new Date(clock.at) })
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, {
    name: 'person',
    fields: [{ name: 'title', kind: 'text', searchable: true }, slug, { name: 'friend', kind: 'reference', to: ['person'] }],
  })
  await aType(ctx, {
    name: 'article',
    fields: [
      { name: 'title', kind: 'text', localized: true, searchable: true },
      { ...slug, localized: true },
      { name: 'rating', kind: 'integer' },
      { name: 'tags', kind: 'enum', many: true, options: ['red', 'green', 'blue'] },
      { name: 'author', kind: 'reference', to: ['person'] },
      { name: 'others', kind: 'reference', to: ['person'], many: true, localized: true },
    ],
  })
  await aType(ctx, {
    name: 'page',
    tree: true,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { ...slug, localized: true },
    ],
  })
  const { get: ask } = await contentServer(t, ctx)
  const preview = (await createToken(ctx, { name: 'preview', kind: 'preview', types: ['*'], expiresAt: null })).text
  const content = (await createToken(ctx, { name: 'content', kind: 'content', types: ['*'], expiresAt: null })).text
  const get: PreviewSite['get'] = async (path, token = preview) => {
    const reply = await ask(path, token === '' ? {} : { authorization: `Bearer ${token}` })
    return { status: reply.statusCode, body: reply.body, headers: reply.headers }
  }

  async function readAll(viewpoint: string, token = preview): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    const bySlug = slugs.filter((one) => !one.includes('/')).map((one) => `/entries/article/${one}`)
    const byPath = slugs.flatMap((one) => [`/resolve?path=/${one}`, `/resolve?path=/${one}&type=page&locale=de`])
    for (const path of [...reads, ...bySlug, ...byPath]) {
      const { status, body } = await get(`${path}${path.includes('?') ? '&' : '?'}${viewpoint}`, token)
      found.set(path, `${status} ${status === 200 || body.includes('movedTo') ? withoutAddress(body) : ''}`)
    }
    return found
  }
  return { ctx, clock, readAll, get, preview, content }
}

const slug = { name: 'slug', kind: 'slug' }

/** Cursors are bound to what was asked, and problems name their address. */
function withoutAddress(body: string): string {
  return body.replaceAll(/"next":"[^"]*"/g, '"next":"…"').replaceAll(/"(instance|requestId)":"[^"]*"/g, '"$1":"…"')
}

const slugs = ['s0', 's1', 's2', 's3', 'n3x0', 'n4x0', 'n4x1', 'n6x0', 'n6x1', 'n7x0', 's2/s3', 'n6x0/s3', 'n6x1/s3']

const reads = [
  '/entries/person?count=true&sort=title',
  '/entries/person?include=friend.friend&sort=-_publishedAt',
  '/entries/article?count=true',
  '/entries/article?locale=de&count=true&limit=3&sort=title',
  '/entries/article?locale=de&fallback=false&count=true&include=*',
  '/entries/article?include=author.friend,others&sourceMap=true&sort=-_publishedAt,title',
  '/entries/article?include=*.*&sort=author.title&omit=rating',
  '/entries/article?filter[author.title][contains]=e&count=true&sort=-_updatedAt',
  '/entries/article?filter[author.friend.title][null]=true&count=true',
  '/entries/article?filter[author][null]=true&count=true',
  '/entries/article?include[others][filter][title][ne]=one&include[others][sort]=-title&include[author][filter][title][contains]=e',
  '/entries/article?filter[others][any][title][ne]=one&count=true&locale=de',
  '/entries/article?filter[others][all][title][eq]=one&count=true',
  '/entries/article?filter[others][none][title][eq]=two&count=true&fallback=false&locale=de',
  '/entries/article?filter[tags][hasAny]=red,blue&filter[rating][gte]=2&count=true&sort=rating',
  '/entries/article?filter[not][title][eq]=one&sort=-rating&offset=1&limit=2&count=true',
  '/entries/article?filter[_publishedAt][lte]=2030-01-01&select=title,_id,_firstPublishedAt,_revision&count=true',
  '/entries/article?search=three&count=true&highlight=true',
  '/entries/article?search=one&locale=de&count=true&facets=rating,tags',
  '/entries/article?search=tw&fallback=false&locale=de&sort=-_publishedAt,title&count=true',
  '/entries/article?search=one -two&filter[rating][gte]=1&include=author&limit=2',
  '/entries/article?search=nevre&count=true',
  '/entries/article?search=three&aggregate=count,max(rating)',
  '/entries/person?search=touched&count=true',
  '/entries/page?count=true&sort=_order&locale=de',
  '/entries/page?filter[_path][startsWith]=/s&sort=_path&count=true',
]

const word = fc.constantFrom('one', 'two', 'three', 'never')
const entriesAtOnce = 9

export const acts = fc.array(
  fc.record({
    entry: fc.nat(entriesAtOnce - 1),
    wait: fc.nat(3),
    act: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('save' as const),
          en: word,
          de: fc.option(word),
          rating: fc.nat(5),
          to: fc.nat(entriesAtOnce - 1),
          tag: fc.constantFrom('red', 'green', 'blue'),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), number: fc.nat(1) }) },
      {
        weight: 5,
        arbitrary: fc.record({ kind: fc.constant('publish' as const), locales: fc.option(fc.subarray(['en', 'de'], { minLength: 1 })) }),
      },
      { weight: 2, arbitrary: fc.constant({ kind: 'unpublish' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'trash' as const }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), below: fc.nat(2) }) },
    ),
  }),
  { minLength: 5, maxLength: 40 },
)
export type Act = typeof acts extends fc.Arbitrary<(infer T)[]> ? T : never

/** Three people, three articles and three pages; everything in English, some of it in German too. */
export async function someEntries({ ctx }: PreviewSite): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < entriesAtOnce; index += 1) {
    const type = typeOf(index)
    const localized = type !== 'person'
    const fields = localized
      ? { title: { en: `t${index}`, de: `d${index}` }, slug: { en: `s${index % 4}`, de: `s${index % 4}` } }
      : { title: `t${index}`, slug: `s${index % 4}` }
    ids.push((await createEntry(ctx, { type, fields })).row.id)
  }
  return ids
}

function typeOf(index: number): string {
  return index < 3 ? 'person' : index < 6 ? 'article' : 'page'
}

/** Does something to an entry; what can't be done is not. */
export async function perform(site: PreviewSite, ids: string[], { entry: index, wait, act }: Act): Promise<void> {
  const { ctx, clock } = site
  const id = ids[index] ?? ''
  clock.at += wait * 60_000
  try {
    await performAct(ctx, { id, index, act, ids })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

/** Saves something now, so that nothing but the clock says what would be published when. */
export async function touch({ ctx }: PreviewSite, ids: string[]): Promise<void> {
  const live = (await ctx.store.entries.findMany(ids)).find(({ id, trashedAt }) => trashedAt === null && ids.indexOf(id) < 3)
  if (live === undefined) return
  await saveEntry(ctx, live.id, { fields: { title: `touched at revision ${live.revision}` }, baseRevision: live.revision })
}

interface Performing {
  id: string
  index: number
  act: Act['act']
  ids: string[]
}

async function performAct(ctx: Context, { id, index, act, ids }: Performing): Promise<unknown> {
  const type = typeOf(index)
  const baseRevision = (await ctx.store.entries.find(id))?.revision ?? 0
  switch (act.kind) {
    case 'save':
      return saveEntry(ctx, id, { fields: fieldsOf(type, act, ids), baseRevision })
    case 'rename': {
      const slug = `n${index}x${act.number}`
      return saveEntry(ctx, id, { fields: { slug: type === 'person' ? slug : { en: slug } }, baseRevision })
    }
    case 'publish':
      return publishEntry(ctx, id, act.locales === null ? {} : { locales: act.locales })
    case 'unpublish':
      return unpublishEntry(ctx, id)
    case 'trash':
      return trashEntry(ctx, id)
    case 'move':
      return moveEntry(ctx, id, { parent: ids[6 + act.below] ?? null })
  }
}

function fieldsOf(type: string, act: Extract<Act['act'], { kind: 'save' }>, ids: string[]): Record<string, unknown> {
  const person = { _ref: ids[act.to % 3] }
  const title = { en: act.en, de: act.de }
  if (type === 'person') return { title: act.en, friend: person }
  if (type === 'page') return { title }
  return {
    title,
    rating: act.rating,
    tags: [act.tag],
    author: person,
    others: act.de === null ? { en: [person] } : { en: [person], de: [person, { _ref: ids[0] }] },
  }
}
