import type { PublishedOptions, PublishedRead, PublishedRow } from '@verso/data'
import type { IncludePlan, ReadPlan } from '@verso/query'
import type { FinishedEntry } from './answer-body.ts'
import type { ReaderFragments } from './kept/fragments.ts'
import type { TotalQuestion } from './kept/totals.ts'
import { lookedThrough } from './looked-through.ts'
import type { ReaderContext } from './published-answer.ts'
import { readingRights } from './readable-model.ts'
import { formOf } from './remembered-plans.ts'

interface RowsRead {
  read: PublishedRead
  fragments: ReaderFragments | null
  finished: ReadonlyMap<PublishedRow, FinishedEntry> | null
  modelVersion: number
}

/** Executes a plan with what is kept of other reads: publications, what was rendered of them, and totals. */
export async function readRows(ctx: ReaderContext, plan: ReadPlan, options: PublishedOptions & { mayBeKept: boolean }): Promise<RowsRead> {
  const { mayBeKept, ...asked } = options
  const { totals } = ctx
  if (totals === undefined || !plan.count || !mayBeKept || !isPresent(asked) || asked.rights !== undefined)
    return readPage(ctx, plan, asked)
  const question = questionOf(ctx, plan)
  await totals.know(question, () => countRows(ctx, plan, asked))
  const done = await readPage(ctx, uncounted(plan), asked)
  const total = totals.at(question, done.read.seq)
  // Something was published between the two: both are asked for in one statement.
  return total === undefined ? readPage(ctx, plan, asked) : { ...done, read: { ...done.read, total } }
}

const uncountedPlans = new WeakMap<ReadPlan, ReadPlan>()

/** The same object for the same plan, by which what was prepared for it is found. */
function uncounted(plan: ReadPlan): ReadPlan {
  const known = uncountedPlans.get(plan) ?? { ...plan, count: false }
  uncountedPlans.set(plan, known)
  return known
}

const questions = new WeakMap<ReadPlan, TotalQuestion>()

/** A plan is made for one set of rights, and so is its question. */
function questionOf(ctx: ReaderContext, plan: ReadPlan): TotalQuestion {
  const known = questions.get(plan)
  if (known !== undefined) return known
  const { modelVersion, typeId, where, locales, ownOnly } = plan
  const made = {
    key: JSON.stringify([modelVersion, readingRights(ctx.actor), typeId, where, locales, ownOnly]),
    tags: lookedThrough({ ...plan, sort: [], include: [] }),
  }
  questions.set(plan, made)
  return made
}

async function countRows(ctx: ReaderContext, plan: ReadPlan, options: PublishedOptions) {
  const counting = { ...plan, limit: 1, offset: null, after: null, sort: [], include: [], selection: { system: [], fields: [] } }
  const { total = 0, newestSeq, modelVersion } = await ctx.store.reads.published(counting, options)
  return { total, seq: newestSeq, isSound: modelVersion === plan.modelVersion }
}

/** From what is kept, where reads like this one have found everything there; else from the database alone. */
async function readPage(ctx: ReaderContext, plan: ReadPlan, options: PublishedOptions): Promise<RowsRead> {
  const fragments = fragmentsFor(ctx, plan, options)
  if (fragments?.isPromising() === true) {
    const done = await readKept(ctx, plan, { options, fragments })
    if (done !== null) return done
    fragments.hasMissed()
  }
  const read = await ctx.store.reads.published(plan, options)
  if (read.modelVersion === plan.modelVersion) fragments?.keep(read)
  return { read, fragments: null, finished: null, modelVersion: read.modelVersion }
}

/** One statement says which rows are meant. Where their texts are finished, nothing else is looked at; where one isn't here at all, null. */
async function readKept(
  { store }: ReaderContext,
  plan: ReadPlan,
  { options, fragments }: { options: PublishedOptions; fragments: ReaderFragments },
): Promise<RowsRead | null> {
  const which = await store.reads.which(plan, options)
  const { modelVersion } = which
  if (modelVersion !== plan.modelVersion || !fragments.isOf(which.seq)) return null
  const finished = fragments.finished(which.page)
  if (finished === null) {
    const read = await store.reads.held(plan, which, { ...options, held: fragments })
    return read === null ? null : { read, fragments, finished, modelVersion }
  }
  const { page: _, ...state } = which
  const lookedFor = new Set(finished.flatMap(({ askedFor }) => askedFor))
  const read = { ...state, ...nothingBeside, rows: finished.map(({ row }) => row), lookedFor }
  return { read, fragments, finished: new Map(finished.map((entry) => [entry.row, entry])), modelVersion }
}

/** Of what finished texts lead to nothing is needed. */
const nothingBeside = { targets: new Map(), media: new Map(), chosen: new Map(), linked: new Set<string>() }

/** Only what is public now is kept, and only where rows are all that is asked for. */
function fragmentsFor(ctx: ReaderContext, plan: ReadPlan, options: PublishedOptions): ReaderFragments | null {
  if (ctx.fragments === undefined || !isPresent(options) || plan.search !== null || options.rights !== undefined) return null
  if (hasPick(plan.include)) return null
  const { modelVersion, locales, ownOnly, typeId, selection, include } = plan
  const shape = `${typeId} ${options.address?.column ?? ''} ${selection.fields.length} ${include.length}`
  return ctx.fragments.of({ modelVersion, rights: readingRights(ctx.actor), locales, ownOnly, shape, form: formOf(plan) })
}

function hasPick(include: readonly IncludePlan[]): boolean {
  return include.some(({ pick, include: inner }) => pick !== undefined || Object.values(inner).some(hasPick))
}

function isPresent({ at, previewed }: PublishedOptions): boolean {
  return at === undefined && previewed === undefined
}
