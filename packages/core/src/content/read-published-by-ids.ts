import { isUuid, type Model } from '@verso/model'
import { planRead, type ReadPlan, type ReadRequest } from '@verso/query'
import { Refusal, refuseQuery } from '../refusal.ts'
import { inPerspective } from './in-perspective.ts'
import { keptBy } from './kept/kept-by.ts'
import { mayBeKept } from './kept/may-be-kept.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { publishedRights, readableModel } from './readable-model.ts'
import type { RenderContext } from './render-context.ts'
import { renderEntry } from './render-entry.ts'
import { sourceMapOf } from './render-rows.ts'
import { parseQuery, rightsOf, stateAskedFor, viewOf } from './run-read.ts'
import { timeOfState } from './time-of-state.ts'
import { typeNames, typesPickedFrom } from './types-looked-at.ts'

/** No more than a list of addresses needs; `minSeq` and `perspective` say, as `seq` does, which state is looked at. */
const parameters = ['ids', 'locale', 'select', 'include', 'seq', 'minSeq', 'perspective'] as const

/** Up to 100 published entries of any type, in the order asked for; those that aren't there are left out. */
export async function readPublishedByIds(ctx: ReaderContext, query: string): Promise<PublishedAnswer> {
  const request = parseQuery(query, parameters)
  const ids = request.ids ?? []
  if (ids.length === 0) throw new Refusal('invalid_query', 'Name entries by "ids", or read a type at /content/v1/entries/{type}')
  return inPerspective(ctx, request, async (reader) => (await readByIds(reader, ids, request)).answer)
}

/** One request planned for every type that the reader may see, each taking of it what it has. */
export function planAcrossTypes(ctx: ReaderContext, request: ReadRequest, { model, pinnedTo }: Planning): ReadPlan[] {
  const options = { model, locales: model.locales, now: ctx.now(), pinnedTo, binding: rightsOf(ctx) }
  return model.types
    .filter((type) => type.kind !== 'component')
    .map((type) => {
      const planned = planRead(request, { ...options, type, purpose: 'published', acrossTypes: true })
      if (planned.issues !== undefined) throw refuseQuery(planned.issues)
      return planned.plan
    })
}

interface Planning {
  model: Model
  pinnedTo?: Date | undefined
}

interface ReadByIds {
  answer: PublishedAnswer
  /** Of the rows. */
  modelVersion: number
}

/** The same by a request that was read already, from whatever the reader's viewpoint is. */
export async function readByIds(ctx: ReaderContext, ids: readonly string[], request: ReadRequest): Promise<ReadByIds> {
  const pinnedAt = await stateAskedFor(ctx, request)
  const pinnedTo = await timeOfState(ctx, request, pinnedAt)
  const whole = await ctx.store.models.current()
  const model = readableModel(whole, ctx.actor)
  const plans = planAcrossTypes(ctx, request, { model, pinnedTo })
  // An id that is spelled in any other way names nothing.
  const read = await ctx.store.reads.publishedByIds(ids.filter(isUuid), {
    plans,
    readableTypeIds: model.types.map((type) => type.id),
    rights: publishedRights(ctx.actor, whole, { now: ctx.now(), isSearch: false }),
    ...viewOf(ctx, pinnedAt),
  })
  const context: RenderContext = {
    model,
    read,
    now: ctx.now(),
    locales: plans[0]?.locales ?? [],
    mediaBase: ctx.mediaBase,
    partKey: ctx.partKey,
    richText: request.richText,
    sources: request.sourceMap ? new Map() : null,
    highlights: null,
    leaves: new Map(),
    included: null,
    asDocument: request.asDocument,
    fragments: null,
    shown: { entries: new Set(), media: new Set() },
  }
  const texts = ids.flatMap((id) => {
    const row = read.rows.find((candidate) => candidate.id === id)
    const plan = plans.find((candidate) => candidate.typeId === row?.typeId)
    return row === undefined || plan === undefined ? [] : [renderEntry(row, plan, { context, ancestors: [] })]
  })
  const typeIds = typesPickedFrom(plans.flatMap(({ include }) => include))
  const page = { limit: ids.length, next: null }
  const answer: PublishedAnswer = {
    body: `{"data":[${texts.join(',')}],"page":${JSON.stringify(page)}${sourceMapOf(context)}}`,
    seq: read.seq,
    pinned: pinnedAt !== null,
    shown: { entries: [...context.shown.entries], media: [...context.shown.media], types: typeNames(typeIds, model) },
    kept: keptBy(ctx, { read, model, mayBeKept: mayBeKept(request, plans) }, [...ids, ...typeIds]),
  }
  return { answer, modelVersion: read.modelVersion }
}
