import { requireKept } from '../history/require-kept.ts'
import type { ResolvedRow } from '@verso/data'
import { type ContentType, localeChain, localeMeantBy, meantBy, type Model } from '@verso/model'
import type { ReadRequest } from '@verso/query'
import { Refusal } from '../refusal.ts'
import { readPath } from '../redirects/redirect-paths.ts'
import { inPerspective } from './in-perspective.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { publishedRights, readableModel } from './readable-model.ts'
import { readParameters, stateAskedFor, viewOf } from './run-read.ts'

export interface PathQuestion {
  path: string
  locale?: string | undefined
  /** Only what is of this type. */
  type?: string | undefined
  /** Parameters of the language of queries that say which content is meant, as they were written. */
  viewpoint: [name: string, text: string][]
}

/** Which content a path is resolved in. */
export const viewpointParameters = ['seq', 'at', 'minSeq', 'perspective'] as const

/** What lives at a path, or where an old one leads by now, as far as this reader may see it. */
export async function resolvePath(ctx: ReaderContext, question: PathQuestion): Promise<PublishedAnswer> {
  const viewpoint = readParameters(question.viewpoint, viewpointParameters)
  return inPerspective(ctx, viewpoint, (reader) => resolveIn(reader, question, viewpoint))
}

type Asked = Omit<PathQuestion, 'viewpoint'>

/** What is asked for, in terms of the model as the reader may see it. Nothing is looked up. */
export function checkQuestion(ctx: Pick<ReaderContext, 'now'>, model: Model, question: Asked) {
  const types = typesOf(model, question.type, ctx.now())
  const locales = localesOf(model, question.locale, ctx.now())
  const path = readPath(question.path)
  if (path === null) throw wrong('path', 'malformed', 'A path begins with "/" and has no "?" or "#"')
  return { types, locales, path }
}

/** The same from whatever the reader's viewpoint is. */
export async function resolveIn(ctx: ReaderContext, question: Asked, viewpoint: ReadRequest): Promise<PublishedAnswer> {
  const pinnedAt = await stateAskedFor(ctx, viewpoint)
  const whole = await ctx.store.models.current()
  const model = readableModel(whole, ctx.actor)
  const { types, locales, path } = checkQuestion(ctx, model, question)
  const rights = publishedRights(ctx.actor, whole, { now: ctx.now(), isSearch: false })
  const options = { typeIds: types.map((type) => type.id), rights, locales }
  const found = await ctx.store.reads.path(path, { ...options, ...viewOf(ctx, pinnedAt) })
  if (pinnedAt !== null) await requireKept(ctx.store, pinnedAt)
  const [first] = found.rows
  // A redirect to a fixed path is followed once more: what lives there may have moved since.
  const onward = first?.to?.startsWith('/') ? await ctx.store.reads.path(first.to, { ...options, ...viewOf(ctx, found.seq) }) : null
  if (pinnedAt === null && ctx.previewed === undefined && first?.redirectId) ctx.hits.add(first.redirectId)
  const rows = onward === null ? found.rows : moved(onward.rows, found.rows)
  return answerOf(rows, { path, model, seq: found.seq, pinned: pinnedAt !== null, types })
}

interface Answering {
  path: string
  model: Model
  types: ContentType[]
  seq: bigint
  pinned: boolean
}

function answerOf(rows: ResolvedRow[], { path, model, types, seq, pinned }: Answering): PublishedAnswer {
  const live = rows.filter((row) => !row.moved)
  const [only] = live.length === 0 ? rows : live
  const facts = { seq, pinned }
  if (only === undefined) {
    return {
      ...facts,
      missing: `Nothing is published at "${path}"`,
      shown: { entries: [], media: [], types: types.map((type) => type.name) },
    }
  }
  const candidates = live.length > 0 ? onePerType(live) : only.isSiteWide ? [only] : onePerType(rows.filter((row) => !row.isSiteWide))
  if (candidates.length > 1) throw ambiguous(path, candidates, model)
  const type = model.types.find((candidate) => candidate.id === only.typeId)
  const data = {
    id: only.id,
    type: type?.name ?? null,
    locale: only.locale,
    path: only.to ?? only.path,
    slug: only.slug,
    moved: only.moved,
    ...(only.moved ? { permanent: only.permanent } : {}),
  }
  const shown = { entries: only.id === null ? [] : [only.id], media: [], types: types.map((one) => one.name) }
  return { ...facts, body: JSON.stringify({ data }), shown }
}

/** What a fixed path leads to has moved, seen from where it was asked for; where nothing is there, the path itself is the answer. */
function moved(onward: ResolvedRow[], found: ResolvedRow[]): ResolvedRow[] {
  const entries = onward.filter((row) => row.id !== null)
  const [only] = entries
  return entries.length === 1 && only !== undefined ? [{ ...only, moved: true, permanent: found[0]?.permanent ?? true }] : found
}

/** The rows come in the order of languages: of each type the nearest counts. */
function onePerType(rows: ResolvedRow[]): ResolvedRow[] {
  return rows.filter((row, index) => rows.findIndex((other) => other.typeId === row.typeId) === index)
}

function ambiguous(path: string, rows: ResolvedRow[], model: Model): Refusal {
  const candidates = rows.flatMap(({ id, typeId, locale, path: at, slug, moved: isMoved }) => {
    const type = model.types.find((candidate) => candidate.id === typeId)
    return id === null || type === undefined ? [] : [{ id, type: type.name, locale, path: at, slug, moved: isMoved }]
  })
  return new Refusal('conflict', `Entries of several types live at "${path}"; name one of them with "type"`, { facts: { candidates } })
}

function typesOf(model: Model, name: string | undefined, now: Date): ContentType[] {
  const asked = name === undefined ? undefined : meantBy(model.types, name, now)
  const types = model.types.filter(
    // A slug field that this reader may not see is no way to find entries.
    (type) => (name === undefined || type === asked) && type.fields.some((field) => field.id === type.slugField),
  )
  if (name !== undefined && types.length === 0) throw new Refusal('not_found', `There is no content type "${name}" that has paths`)
  return types
}

function localesOf({ locales }: Model, code: string | undefined, now: Date): string[] {
  const locale = code === undefined ? locales.find(({ isDefault }) => isDefault) : localeMeantBy(locales, code, now)
  if (locale === undefined) throw wrong('locale', 'unknown_locale', `There is no language "${code ?? ''}"`)
  return localeChain(locales, locale.code)
}

function wrong(parameter: string, code: string, message: string): Refusal {
  return new Refusal('invalid_query', message, { issues: [{ parameter, code, message }] })
}
