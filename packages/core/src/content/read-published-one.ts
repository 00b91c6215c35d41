import { type ContentType, isUuid, type Model } from '@verso/model'
import type { Address } from '@verso/data'
import type { ReadPlan, ReadRequest } from '@verso/query'
import { Refusal } from '../refusal.ts'
import { inPerspective } from './in-perspective.ts'
import { addressTag, type Tags } from './kept/event-tags.ts'
import { keptBy } from './kept/kept-by.ts'
import type { MovedTo, PublishedAnswer, ReaderContext } from './published-answer.ts'
import { publishedRights, readsByConditions } from './readable-model.ts'
import { renderRows } from './render-rows.ts'
import { parseQuery, type PlannedRead, runRead, viewOf } from './run-read.ts'
import { typeNames, typesPickedFrom } from './types-looked-at.ts'

const parameters = [
  'locale',
  'fallback',
  'sourceMap',
  'dedupe',
  'select',
  'omit',
  'include',
  'richText',
  'seq',
  'at',
  'minSeq',
  'perspective',
] as const

/** One published entry by its id, or by its slug where the type has one. */
export async function readPublishedOne(
  ctx: ReaderContext,
  { type: typeName, idOrSlug }: { type: string; idOrSlug: string },
  query: string,
): Promise<PublishedAnswer> {
  return readOnly(ctx, typeName, { query, ...oneAt(typeName, idOrSlug) })
}

/** The same by a request that was read already, from whatever the reader's viewpoint is. */
export async function readOneByRequest(
  ctx: ReaderContext,
  { type, idOrSlug }: { type: string; idOrSlug: string },
  request: ReadRequest,
): Promise<PublishedAnswer> {
  return readOneOf(ctx, type, { request, ...oneAt(type, idOrSlug) })
}

function oneAt(typeName: string, idOrSlug: string): One {
  return {
    missing: `There is no published "${typeName}" at "${idOrSlug}"`,
    narrow: (plan, model) => addressed(typeOf(plan, model), idOrSlug),
    ...(isUuid(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug }),
  }
}

/** The published entry of a single type. */
export async function readPublishedSingle(ctx: ReaderContext, typeName: string, query: string): Promise<PublishedAnswer> {
  return readOnly(ctx, typeName, { query, ...theSingle(typeName) })
}

/** The same by a request that was read already. */
export async function readSingleByRequest(ctx: ReaderContext, typeName: string, request: ReadRequest): Promise<PublishedAnswer> {
  return readOneOf(ctx, typeName, { request, ...theSingle(typeName) })
}

function theSingle(typeName: string): One {
  return {
    missing: `"${typeName}" is not published`,
    narrow: (plan, model) => {
      if (typeOf(plan, model).kind !== 'single')
        throw new Refusal('invalid_query', `"${typeName}" is not a single type: read it at /content/v1/entries/${typeName}`)
      return undefined
    },
  }
}

interface One {
  missing: string
  narrow: (plan: ReadPlan, model: Model) => Address | undefined
  /** The id that was asked for, or the slug. */
  id?: string
  slug?: string
}

async function readOnly(ctx: ReaderContext, typeName: string, { query, ...one }: One & { query: string }): Promise<PublishedAnswer> {
  const request = parseQuery(query, parameters)
  return inPerspective(ctx, request, (reader) => readOneOf(reader, typeName, { ...one, request }))
}

async function readOneOf(
  ctx: ReaderContext,
  typeName: string,
  { request, missing, narrow, id, slug }: One & { request: ReadRequest },
): Promise<PublishedAnswer> {
  // One slug can be that of several entries: in different languages of a chain, or below different parents in a tree.
  const limit = slug === undefined ? 1 : maxNamesakes
  const done = await runRead(ctx, { typeName, request: limited(request, limit), narrow })
  const { texts, beside, shown } = renderRows(ctx, slug === undefined ? done : withNearest(done, slug))
  const [text] = texts
  const facts = { seq: done.read.seq, pinned: done.isPinned }
  // The absence is an answer too: it names its state, and is purged with the type.
  if (text === undefined) {
    const nothing = { ...facts, missing, shown: { entries: [], media: [], types: [typeName] } }
    const gone = await findGone(ctx, done, id === undefined ? slug : { id })
    if (gone !== null) return { ...nothing, gone }
    const movedTo = slug === undefined ? null : await findMoved(ctx, done, { slug, typeName })
    return movedTo === null ? nothing : { ...nothing, movedTo }
  }
  const picked = typesPickedFrom(done.plan.include)
  return {
    ...facts,
    body: { before: '{"data":', entries: [text], after: `${beside}}` },
    shown: { ...shown, types: typeNames(picked, done.model) },
    kept: keptBy(ctx, done, [...lookedThrough(done, { id, slug }), ...picked]),
  }
}

/** What else the answer would be another by: whoever gets the address next, or any entry of the type where it isn't asked by address. */
function lookedThrough({ plan, model, pinnedAt }: PlannedRead, { id, slug }: { id: string | undefined; slug: string | undefined }): Tags {
  if (id !== undefined) return []
  // In a tree a slug means the entry at the root before those below others; and the past is given back to a type, not to an address.
  const isByAddress = slug !== undefined && pinnedAt === null && typeOf(plan, model).tree !== true
  return [isByAddress ? addressTag(plan.typeId, slug) : plan.typeId]
}

const maxNamesakes = 10

const limitedRequests = new WeakMap<ReadRequest, ReadRequest[]>()

/** The same object for the same request, by which its plan is remembered. */
function limited(request: ReadRequest, limit: number): ReadRequest {
  const known = limitedRequests.get(request) ?? []
  limitedRequests.set(request, known)
  const before = known.find((one) => one.limit === limit)
  if (before !== undefined) return before
  const made = { ...request, limit }
  known.push(made)
  return made
}

/** Keeps the entry that a slug means: of the nearest language, and in a tree the one at the root before those below others. */
function withNearest(done: PlannedRead, slug: string): PlannedRead {
  const { read, plan } = done
  const nearest = Math.min(...read.rows.map((row) => plan.locales.indexOf(row.locale)))
  const named = read.rows.filter((row) => plan.locales.indexOf(row.locale) === nearest)
  const only = named.find((row) => row.path === `/${slug}`) ?? named[0]
  if (named.length > 1 && only?.path !== `/${slug}`) {
    const candidates = named.map(({ id, locale, path }) => ({ id, locale, path }))
    throw new Refusal('conflict', `Several entries have the slug "${slug}"; ask by id, or resolve a path`, { facts: { candidates } })
  }
  return { ...done, read: { ...read, rows: only === undefined ? [] : [only] } }
}

/** Whether it was there at a past state that was asked for, by id or slug, and no longer is for anybody. */
async function findGone(
  ctx: ReaderContext,
  { plan, pinnedAt }: PlannedRead,
  asked: { id: string } | string | undefined,
): Promise<'withdrawn' | 'erased' | null> {
  // What of it a reader could have seen then, nobody can tell any more.
  if (pinnedAt === null || asked === undefined || readsByConditions(ctx.actor)) return null
  return ctx.store.publications.goneAt(typeof asked === 'string' ? { typeId: plan.typeId, slug: asked } : asked, pinnedAt)
}

/** Where an entry lives that had this slug before; in a tree, one that stood at the root. */
async function findMoved(
  ctx: ReaderContext,
  { plan, read, pinnedAt }: PlannedRead,
  { slug, typeName }: { slug: string; typeName: string },
): Promise<MovedTo | null> {
  const { rows } = await ctx.store.reads.path(`/${slug}`, {
    typeIds: [plan.typeId],
    rights: publishedRights(ctx.actor, await ctx.store.models.current(), { now: ctx.now(), isSearch: false }),
    locales: plan.locales,
    ...viewOf(ctx, read.seq),
  })
  const found = rows.find((row) => row.moved && row.id !== null)
  if (found === undefined || found.id === null) return null
  if (pinnedAt === null && ctx.previewed === undefined && found.redirectId !== null) ctx.hits.add(found.redirectId)
  return { id: found.id, type: typeName, locale: found.locale, slug: found.slug, path: found.path }
}

function typeOf(plan: ReadPlan, model: Model): ContentType {
  const type = model.types.find((candidate) => candidate.id === plan.typeId)
  if (type === undefined) throw new Error('A plan names a type that is not in its model')
  return type
}

/** Slugs can't look like ids, so an address is never both. */
function addressed(type: ContentType, idOrSlug: string): Address {
  if (isUuid(idOrSlug)) return { column: 'id', value: idOrSlug }
  // A slug field that this reader may not see is no way to ask about entries.
  if (!type.fields.some((field) => field.id === type.slugField))
    throw new Refusal('not_found', `Entries of "${type.name}" have no slug; ask by id`)
  return { column: 'slug', value: idOrSlug }
}
