import { createHash, randomBytes } from 'node:crypto'
import { CompactedError } from '@verso/data'
import { type ContentType, type Model, modelHashInput } from '@verso/model'
import { Refusal } from '../../refusal.ts'
import type { PublishedAnswer, ReaderContext } from '../published-answer.ts'
import { publishedRights, readableModel, readingRights, readsByConditions } from '../readable-model.ts'
import { timeOfState } from '../time-of-state.ts'
import { readOf, readSyncRequest, type SyncRequest, wrong } from './read-sync-request.ts'
import { runStep } from './run-step.ts'
import { stepsOf } from './sync-steps.ts'
import { encodePlace, type SyncPlace } from './sync-token.ts'
import type { Walk } from './walk.ts'

/** Steps that one request may take: those without anything to tell cost little, and a page should not be empty for them. */
const maxSteps = 40

/**
 * Everything published that a reader may see, at one `seq` and in pages; or what has changed since a position, so that what was
 * there and the changes together are what is there now. Rights, model and history decide whether a position is still good; when
 * not, the answer is to sync anew, never a part of the truth.
 */
export async function syncContent(ctx: ReaderContext, query: string): Promise<PublishedAnswer> {
  const key = String(await ctx.store.settings.putFirst('syncKey', randomBytes(32).toString('base64url')))
  const request = readSyncRequest(query, key)
  const whole = await ctx.store.models.current()
  const model = readableModel(whole, ctx.actor)
  const rights = publishedRights(ctx.actor, whole, { now: ctx.now(), isSearch: false })
  const presentHash = createHash('sha256').update(modelHashInput(model)).digest('base64url').slice(0, 22)
  const history = String(await ctx.store.settings.putFirst('epoch', ctx.newId()))
  // What was told under other conditions is nothing to go on from.
  const epoch = readsByConditions(ctx.actor) ? `${history} ${readingRights(ctx.actor)}` : history
  const place = await placeOf(ctx, request, { epoch, presentHash })
  const types = typesOf(place, model, 'start' in request)
  refuseOutdated(place, { epoch, presentHash, types, model })
  const to = place.to ?? 0n
  const moments = await momentsOf(ctx, { ...place, to })
  const walk: Walk = { ctx, model, rights, moments, place: { ...place, to }, steps: stepsOf(place.scope, model, types) }
  const { items, step, after } = await collectKept(walk)
  const isLast = step >= walk.steps.length
  const readable = types.map(({ id }) => id)
  const next = isLast ? null : encodePlace({ ...place, step, after }, key)
  const position = isLast
    ? encodePlace({ ...place, from: to, to: null, modelHash: presentHash, readable, step: 0, after: null }, key)
    : null
  return {
    body: `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}${position === null ? '' : `,"position":${JSON.stringify(position)}`}}`,
    seq: to,
    pinned: false,
    shown: { entries: [], media: [], types: types.map(({ name }) => name) },
  }
}

async function momentsOf(ctx: ReaderContext, { scope, from, to }: Walk['place']): Promise<Walk['moments']> {
  const request = readOf(scope, 'any')
  const at = async (seq: bigint | null) => timeOfState(ctx, request, seq)
  return { to: await at(to), from: await at(from) }
}

async function placeOf(
  ctx: ReaderContext,
  request: SyncRequest,
  { epoch, presentHash }: { epoch: string; presentHash: string },
): Promise<SyncPlace> {
  if ('next' in request) return request.next
  const to = await ctx.store.log.seq()
  if ('from' in request) return { ...request.from, to, presentHash, step: 0, after: null }
  return { scope: request.start, epoch, from: null, to, modelHash: presentHash, presentHash, readable: [], step: 0, after: null }
}

/** The types that the sync is about; a name that is unknown later on was renamed, removed or forbidden meanwhile. */
function typesOf({ scope }: SyncPlace, model: Model, isStart: boolean): ContentType[] {
  const types = model.types.filter((type) => type.kind !== 'component')
  if (scope.locale !== null && !model.locales.some(({ code }) => code === scope.locale)) {
    if (isStart) throw wrong('locale', 'unknown_locale', `There is no language "${scope.locale}"`)
    throw anew('This language is not there any more')
  }
  if (scope.types === null) return types
  return scope.types.map((name) => {
    const type = types.find((candidate) => candidate.name === name)
    if (type !== undefined) return type
    if (isStart) throw wrong('types', 'unknown_type', `There is no content type "${name}"`)
    throw anew(`There is no content type "${name}" any more`)
  })
}

interface Present {
  epoch: string
  presentHash: string
  types: ContentType[]
  model: Model
}

function refuseOutdated(place: SyncPlace, { epoch, presentHash, types }: Present): void {
  if (place.epoch !== epoch) throw anew('This position is from another history, such as one before a restored backup')
  if (place.presentHash !== presentHash) throw anew('The model or your rights have changed while this sync was read')
  if (place.from !== null && place.to !== null && place.from > place.to) throw anew('This position is ahead of the history')
  const readable = new Set(types.map(({ id }) => id))
  if (place.readable.some((id) => !readable.has(id))) throw anew('Your rights have changed since this position')
}

function anew(detail: string): Refusal {
  return new Refusal('sync_anew', detail)
}

/** What was compacted meanwhile, or before, is only known for sure after reading. */
async function collectKept(walk: Walk): ReturnType<typeof collect> {
  const { ctx, place } = walk
  const collected = await collect(walk).catch((error: unknown) => {
    throw error instanceof CompactedError ? anew(compactedSentence) : error
  })
  const horizon = await ctx.store.history.horizon()
  if (place.to < horizon || (place.from !== null && place.from < horizon)) throw anew(compactedSentence)
  return collected
}

const compactedSentence = 'What has happened since this position is not all kept any more'

async function collect(walk: Walk): Promise<{ items: string[]; step: number; after: SyncPlace['after'] }> {
  const { place, steps } = walk
  const items: string[] = []
  let { step, after } = place
  for (let taken = 0; taken < maxSteps && step < steps.length && items.length < place.scope.limit; taken += 1) {
    const current = steps[step]
    if (current === undefined) break
    const page = await runStep(walk, current, { after, limit: place.scope.limit - items.length })
    items.push(...page.items)
    after = page.after
    if (after === null) step += 1
  }
  return { items, step, after }
}
