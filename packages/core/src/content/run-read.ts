import { meantBy, type Model } from '@verso/model'
import type { Address, Previewed, PublishedOptions, PublishedRead, PublishedRow } from '@verso/data'
import {
  decodeQuery,
  type ParameterName,
  parseRead,
  parseReadJson,
  planRead,
  type PlanOptions,
  type ReadPlan,
  type ReadRequest,
  withPresentNames,
} from '@verso/query'
import { Refusal, refuseQuery } from '../refusal.ts'
import type { FinishedEntry } from './answer-body.ts'
import type { ReaderFragments } from './kept/fragments.ts'
import { mayBeKept } from './kept/may-be-kept.ts'
import type { ReaderContext } from './published-answer.ts'
import { idsOfTypes, publishedRights, readableModel, readingRights } from './readable-model.ts'
import { readRows } from './read-rows.ts'
import { rememberedPlan, rememberedRequest } from './remembered-plans.ts'
import { historyRefused } from './reach-back.ts'
import { timeOfState } from './time-of-state.ts'
import { waitForSeq } from './wait-for-seq.ts'

/** A read that was planned against the model that the rows were written under. */
export interface PlannedRead {
  plan: ReadPlan
  read: PublishedRead
  /** The model as the reader may see it. */
  model: Model
  /** The state that was asked for; null for the present one. */
  pinnedAt: bigint | null
  /** The state was asked for by its number, which means the same for good; a moment may still get a later event. */
  isPinned: boolean
  mayBeKept: boolean
  /** What was rendered before of the rows, where they are those that are kept. */
  fragments: ReaderFragments | null
  /** The finished texts of all rows, where they are known; then of what these lead to nothing is read. */
  finished: ReadonlyMap<PublishedRow, FinishedEntry> | null
}

/** Reads the parameters of a query string, or says every one that is wrong. */
export function parseQuery(query: string, allow: readonly ParameterName[]): ReadRequest {
  return rememberedRequest(query, allow, () => {
    const decoded = decodeQuery(query)
    if (decoded.issues !== undefined) throw refuseQuery(decoded.issues)
    return readParameters(decoded.pairs, allow)
  })
}

/** The same for parameters that were decoded already. */
export function readParameters(pairs: [string, string][], allow: readonly ParameterName[]): ReadRequest {
  const parsed = parseRead(pairs, { allow })
  if (parsed.issues !== undefined) throw refuseQuery(parsed.issues)
  return parsed.request
}

/** Reads the same parameters as the members of a JSON body. */
export function parseQueryBody(body: unknown, allow: readonly ParameterName[]): ReadRequest {
  const parsed = parseReadJson(body, { allow })
  if (parsed.issues !== undefined) throw refuseQuery(parsed.issues)
  return parsed.request
}

/** What a read is narrowed by beside its parameters: the entry that an address names. */
export interface Narrowing {
  typeName: string
  request: ReadRequest
  narrow?: (plan: ReadPlan, model: Model) => Address | undefined
  /** The time of the state that is read, where its conditions speak of `now`. */
  pinnedTo?: Date | undefined
}

/** Plan → authorise → execute. */
export async function runRead(ctx: ReaderContext, narrowing: Narrowing): Promise<PlannedRead> {
  const { request } = narrowing
  const pinnedAt = await stateAskedFor(ctx, request)
  const pinnedTo = await timeOfState(ctx, request, pinnedAt)
  const done = await underPresentModel(ctx, {
    isSearch: request.search !== null,
    planFor(model) {
      const plan = planFor(ctx, { ...narrowing, pinnedTo, model })
      return { plan, address: narrowing.narrow?.(plan, model) }
    },
    execute: ({ plan, address }, options) =>
      readRows(ctx, plan, { ...options, ...viewOf(ctx, pinnedAt), address, mayBeKept: mayBeKept(request, [plan]) }),
  })
  const { plan, model, read } = done
  return {
    plan: plan.plan,
    model,
    read: read.read,
    fragments: read.fragments,
    finished: read.finished,
    pinnedAt,
    isPinned: request.seq !== null,
    mayBeKept: mayBeKept(request, [plan.plan]),
  }
}

interface Execution<Plan, Read> {
  planFor: (model: Model) => Plan
  /** Whether the read searches, which goes by fields that the reader may see. */
  isSearch: boolean
  execute: (plan: Plan, options: Pick<PublishedOptions, 'readableTypeIds' | 'rights'>) => Promise<Read>
}

/**
 * The plan is made against the model that this process knows; when the rows come from a newer one, it is made again, so that a change of the
 * model is seen by the next request everywhere.
 */
export async function underPresentModel<Plan, Read extends { modelVersion: number }>(
  ctx: ReaderContext,
  { planFor: plan, isSearch, execute }: Execution<Plan, Read>,
): Promise<{ plan: Plan; read: Read; model: Model }> {
  let whole = ctx.store.models.known() ?? (await ctx.store.models.current())
  for (let tries = 0; tries < 3; tries += 1) {
    const model = readableModel(whole, ctx.actor)
    const planned = orRefusal(() => plan(model))
    if (planned.refusal === undefined) {
      const rights = publishedRights(ctx.actor, whole, { now: ctx.now(), isSearch })
      const read = await execute(planned.plan, { readableTypeIds: idsOfTypes(model), ...(rights === undefined ? {} : { rights }) })
      if (read.modelVersion === whole.version) return { plan: planned.plan, read, model }
    }
    // What asks for too much is not made smaller by another model: nothing is looked up for it.
    if (planned.refusal?.code === 'query_too_large') throw planned.refusal
    // The model has moved on, or may have: what is unknown here can be known by now.
    const present = await ctx.store.models.current()
    if (planned.refusal !== undefined && present.version === whole.version) throw planned.refusal
    whole = present
  }
  throw new Refusal('busy', 'The model is being changed; try again')
}

function orRefusal<Plan>(plan: () => Plan): { plan: Plan; refusal?: never } | { refusal: Refusal } {
  try {
    return { plan: plan() }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error }
    throw error
  }
}

/** Plans a read of one type of the model as this reader may see it, or says what is wrong with it. */
export function planFor(ctx: ReaderContext, narrowing: Omit<Narrowing, 'narrow'> & { model: Model }): ReadPlan {
  // A preview may be of a moment to come, when other names are over.
  if (ctx.previewed !== undefined) return planAnew(ctx, narrowing)
  return rememberedPlan({ ...narrowing, now: ctx.now() }, () => planAnew(ctx, narrowing))
}

function planAnew(ctx: ReaderContext, narrowing: Omit<Narrowing, 'narrow'> & { model: Model }): ReadPlan {
  const planned = planRead(...asked(ctx, narrowing))
  if (planned.issues !== undefined) throw refuseQuery(planned.issues)
  return planned.plan
}

/** A request in present names, and what it is planned by. */
export function asked(
  ctx: ReaderContext,
  { model, typeName, request, pinnedTo }: Narrowing & { model: Model },
): [request: ReadRequest, options: PlanOptions] {
  const now = ctx.now()
  const type = meantBy(
    model.types.filter((candidate) => candidate.kind !== 'component'),
    typeName,
    now,
  )
  if (type === undefined && ctx.actor.isAboutPast === true) throw historyRefused()
  if (type === undefined) throw new Refusal('not_found', `There is no content type "${typeName}"`)
  const options: PlanOptions = { model, type, locales: model.locales, now, pinnedTo, purpose: 'published', binding: rightsOf(ctx) }
  return [withPresentNames(request, type, { model, now }), options]
}

/** Stands for the rights that a cursor was made under: it is good for all who may read the same. */
export function rightsOf(ctx: ReaderContext): string {
  return readingRights(ctx.actor)
}

/** Waits until this server has seen the state that is asked for; gives it when it is a fixed one. */
export async function stateAskedFor(
  ctx: ReaderContext,
  { seq, at = null, minSeq }: Pick<ReadRequest, 'seq' | 'minSeq'> & Partial<Pick<ReadRequest, 'at'>>,
): Promise<bigint | null> {
  if (ctx.previewed !== undefined) return null
  if (ctx.state !== undefined) return ctx.state
  const wanted = seq ?? minSeq ?? null
  if (wanted !== null) await waitForSeq(ctx.store, BigInt(wanted))
  if (at !== null) return stateAt(ctx, new Date(at))
  return seq === undefined || seq === null ? null : BigInt(seq)
}

/** What reads look at: a state of the log, or what would be public. */
export function viewOf({ previewed }: ReaderContext, pinnedAt: bigint | null): { at?: bigint; previewed?: Previewed } {
  return { ...(pinnedAt === null ? {} : { at: pinnedAt }), ...(previewed === undefined ? {} : { previewed }) }
}

/** What readers had at a moment. */
async function stateAt(ctx: ReaderContext, at: Date): Promise<bigint> {
  if (at > ctx.now()) {
    const issue = { parameter: 'at', code: 'out_of_range', message: 'Nobody knows yet what will be published then' }
    throw new Refusal('invalid_query', '"at" lies in the future', { issues: [issue] })
  }
  return ctx.store.log.seqAt(at)
}
