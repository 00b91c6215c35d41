import { createHash } from 'node:crypto'
import { isUuid, localeChain, localeMeantBy, type Model } from '@verso/model'
import { decodeCursor, encodeCursor, type ReadRequest } from '@verso/query'
import { requireKept } from '../history/require-kept.ts'
import { refuseQuery } from '../refusal.ts'
import { inPerspective } from './in-perspective.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { readableFieldIds } from './readable-field-ids.ts'
import { publishedRights, readableModel } from './readable-model.ts'
import { describeMedia, type MediaContext } from './render-media.ts'
import { parseQuery, rightsOf, stateAskedFor } from './run-read.ts'

const viewpoint = ['locale', 'seq', 'at', 'minSeq', 'perspective'] as const

/**
 * Files as readers see them, by id: what a publication shows that they may read, and what lies in public folders. What is said of a file is public as
 * soon as it is saved; a perspective is about which entries show it.
 */
export async function readPublishedMedia(ctx: ReaderContext, query: string): Promise<PublishedAnswer> {
  const request = parseQuery(query, [...viewpoint, 'limit', 'offset', 'after', 'count'])
  return inPerspective(ctx, request, (reader) => readList(reader, request))
}

async function readList(ctx: ReaderContext, request: ReadRequest): Promise<PublishedAnswer> {
  const key = cursorKeyOf(ctx, request)
  const { limit, offset, count } = request
  const page = { limit: limit + 1, offset: offset ?? 0, count, after: placeOf(request, key) }
  const { ids, total, ...found } = await look(ctx, request, page)
  const last = ids.length > limit ? ids[limit - 1] : undefined
  const { texts, shown } = await describe(ctx, ids.slice(0, limit), { ...found, request })
  const facts = {
    limit,
    ...(offset === null ? {} : { offset }),
    next: last === undefined ? null : encodeCursor([last], key),
    ...(total === undefined ? {} : { total }),
  }
  return { ...answerFacts(found, request), body: `{"data":[${texts.join(',')}],"page":${JSON.stringify(facts)}}`, shown }
}

/** One of these files. */
export async function readPublishedFile(ctx: ReaderContext, mediaId: string, query: string): Promise<PublishedAnswer> {
  const request = parseQuery(query, viewpoint)
  return inPerspective(ctx, request, (reader) => readFile(reader, mediaId, request))
}

async function readFile(ctx: ReaderContext, mediaId: string, request: ReadRequest): Promise<PublishedAnswer> {
  // An id that is spelled in any other way names nothing.
  const page = { id: isUuid(mediaId) ? mediaId : noId, after: null, limit: 1, offset: 0, count: false }
  const { ids, ...found } = await look(ctx, request, page)
  const { texts, shown } = await describe(ctx, ids, { ...found, request })
  const facts = { ...answerFacts(found, request), shown }
  const [text] = texts
  return text === undefined ? { ...facts, missing: 'There is no such file' } : { ...facts, body: `{"data":${text}}` }
}

const noId = '00000000-0000-0000-0000-000000000000'

type Page = Omit<Parameters<ReaderContext['store']['reads']['listMedia']>[0], 'at' | 'typeIds' | 'fieldIds' | 'rights' | 'previewed'>

async function look(ctx: ReaderContext, request: ReadRequest, page: Page) {
  const at = await stateAskedFor(ctx, request)
  const whole = await ctx.store.models.current()
  const model = readableModel(whole, ctx.actor)
  const typeIds = model.types.flatMap(({ id, kind }) => (kind === 'component' ? [] : [id]))
  // Files that only rows show which the reader may not see are none that it may know of.
  const rights = publishedRights(ctx.actor, whole, { now: ctx.now(), isSearch: false })
  const fieldIds = readableFieldIds(model)
  const found = await ctx.store.reads.listMedia({ ...page, at, typeIds, fieldIds, rights, previewed: ctx.previewed })
  if (at !== null) await requireKept(ctx.store, at)
  return { ...found, model }
}

interface Describing {
  seq: bigint
  model: Model
  request: ReadRequest
}

async function describe(ctx: ReaderContext, ids: string[], { seq, model, request }: Describing) {
  const context: MediaContext = {
    read: { media: await ctx.store.reads.media(ids, seq) },
    locales: localesOf(ctx, model, request),
    mediaBase: ctx.mediaBase,
    partKey: ctx.partKey,
    shown: { media: new Set() },
  }
  const texts = ids.flatMap((id) => {
    const described = describeMedia({ _media: id }, context)
    return described === null ? [] : [JSON.stringify(described)]
  })
  return { texts, shown: { entries: [], media: [...context.shown.media], types: [] } }
}

function answerFacts({ seq }: Pick<Describing, 'seq'>, request: ReadRequest) {
  return { seq, pinned: request.seq !== null }
}

function localesOf({ now }: ReaderContext, { locales }: Model, { locale: code }: ReadRequest): string[] {
  const locale = code === null ? locales.find(({ isDefault }) => isDefault) : localeMeantBy(locales, code, now())
  if (locale === undefined)
    throw refuseQuery([{ parameter: 'locale', code: 'unknown_locale', message: `There is no language "${code ?? ''}"` }])
  return localeChain(locales, locale.code)
}

function placeOf({ after }: ReadRequest, key: string): string | null {
  if (after === null) return null
  const values = decodeCursor(after, { cursorKey: key, sort: [] })
  if (Array.isArray(values)) return String(values[0])
  const message = values === 'cursor_invalid' ? 'This cursor is damaged' : 'This cursor belongs to another list'
  throw refuseQuery([{ parameter: 'after', code: values, message }])
}

/** What a cursor is good for: this list, at one state, for all who may read the same. */
function cursorKeyOf(ctx: ReaderContext, { locale, seq, at, perspective }: ReadRequest): string {
  const text = JSON.stringify(['media', rightsOf(ctx), locale, seq, at, perspective])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
