import type { ListResult, RootRead, RootResult, TypeRoot } from '@verso/graphql'
import { type Model, nextNameEnd } from '@verso/model'
import { encodeCursor, type ParameterName, type ReadRequest } from '@verso/query'
import { Refusal } from '../../refusal.ts'
import { lookedThrough } from '../looked-through.ts'
import { bodyText, entryText } from '../answer-body.ts'
import { keptBy } from '../kept/kept-by.ts'
import type { KeptAnswer, PublishedAnswer, ReaderContext } from '../published-answer.ts'
import { planFigures, readAggregates } from '../read-aggregates.ts'
import { checkFacets, readFacets } from '../read-facets.ts'
import { runList } from '../read-published-list.ts'
import { readOneByRequest, readSingleByRequest } from '../read-published-one.ts'
import { parseQueryBody, planFor } from '../run-read.ts'
import { slowNotice } from '../slow-notice.ts'
import { type PlannedAcross, planAcross, readAcross } from './read-across.ts'
import { dataOf, type Facts, factsOf, type Found, refused, withState } from './read-facts.ts'

export type PlannedRoot = PlannedOfType | PlannedAcross

/** A field of the root about one type, and the requests of its reads. */
interface PlannedOfType extends TypeRoot {
  requests: ReadRequest[]
  figureRequests: { key: string; request: ReadRequest }[]
}

const ofOne: readonly ParameterName[] = ['locale', 'fallback', 'include', 'richText', 'seq', 'at', 'minSeq', 'perspective']
const ofLists: readonly ParameterName[] = [...ofOne, 'filter', 'sort', 'search', 'highlight', 'limit', 'offset', 'after', 'count', 'facets']
const ofFigures: readonly ParameterName[] = [
  'locale',
  'fallback',
  'seq',
  'at',
  'minSeq',
  'perspective',
  'filter',
  'search',
  'limit',
  'group',
  'aggregate',
]

/** The requests of all reads. Each is planned, so that nothing is looked up where one of them is wrong. */
export function planRoots(ctx: ReaderContext, model: Model, roots: readonly RootRead[]): PlannedRoot[] {
  return roots.map((root): PlannedRoot => {
    if (!('figures' in root)) return planAcross(ctx, model, root)
    const requests = root.reads.map(({ parameters, select }): ReadRequest => {
      const request = parseQueryBody(parameters, root.read === 'list' ? ofLists : ofOne)
      return { ...request, select, asDocument: true }
    })
    const about = { model, typeName: root.type.name }
    for (const request of requests) {
      planFor(ctx, { ...about, request })
      checkFacets(ctx, { ...about, request })
    }
    const figureRequests = root.figures.map(({ key, parameters }) => ({ key, request: parseQueryBody(parameters, ofFigures) }))
    for (const { request } of figureRequests) planFigures(ctx, { ...about, request })
    return { ...root, requests, figureRequests }
  })
}

/** What was found for every field of the root, by response key, all of it at one state. */
export interface RootsRead extends Pick<PublishedAnswer, 'seq' | 'pinned' | 'shown' | 'kept' | 'notice'> {
  results: Map<string, { shape: RootRead['shape']; result: RootResult }>
  /** Of the model that the rows came from, or of the present one where there were none. */
  newestVersion: number
}

export async function readRoots(ctx: ReaderContext, roots: readonly PlannedRoot[], model: Model): Promise<RootsRead> {
  const results: RootsRead['results'] = new Map()
  const facts: Facts[] = []
  let reader = ctx
  for (const root of roots) {
    const { result, found } = await readRoot(reader, root)
    results.set(root.key, { shape: root.shape, result })
    facts.push(...found)
    const [first] = facts
    // What the first read showed is what all others look at.
    if (first !== undefined && reader.state === undefined) reader = { ...ctx, state: first.seq }
  }
  return { results, ...(await together(ctx, facts, model)) }
}

async function together(ctx: ReaderContext, facts: readonly Facts[], model: Model): Promise<Omit<RootsRead, 'results'>> {
  const [first] = facts
  if (first === undefined) return aboutModel(ctx, model)
  const notices = facts.flatMap(({ notice }) => notice ?? [])
  const versions = facts.flatMap(({ version }) => version ?? [])
  return {
    seq: first.seq,
    pinned: first.pinned,
    shown: {
      entries: unique(facts.flatMap(({ shown }) => shown.entries)),
      media: unique(facts.flatMap(({ shown }) => shown.media)),
      types: unique(facts.flatMap(({ shown }) => shown.types)),
    },
    kept: keptTogether(facts),
    ...(notices.length === 0 ? {} : { notice: unique(notices).join('; ') }),
    newestVersion: versions.length === 0 ? (await ctx.store.models.current()).version : Math.max(...versions),
  }
}

/** Where nothing was read: what the schema says of itself is another with another model alone. */
async function aboutModel({ store, now }: ReaderContext, model: Model): Promise<Omit<RootsRead, 'results'>> {
  const seq = await store.log.seq()
  const { version } = await store.models.current()
  const kept = { seq, tags: [], until: nextNameEnd(model, now()), modelVersion: model.version }
  return { seq, pinned: false, shown: { entries: [], media: [], types: model.types.map(({ name }) => name) }, kept, newestVersion: version }
}

/** As long as each of its parts; absent where one of them may not be kept. */
function keptTogether(facts: readonly Facts[]): KeptAnswer | undefined {
  const kept = facts.flatMap((one) => one.kept ?? [])
  const [first] = kept
  if (first === undefined || kept.length < facts.length || kept.some(({ modelVersion }) => modelVersion !== first.modelVersion))
    return undefined
  return {
    modelVersion: first.modelVersion,
    // Later parts are read at the state of the first: what happened since may have changed any of them.
    seq: kept.map(({ seq }) => seq).sort((one, other) => Number(one - other))[0] ?? first.seq,
    until: Math.min(...kept.map(({ until }) => until)),
    tags: unique(kept.flatMap(({ tags }) => tags)),
  }
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)]
}

/** An entry that isn't there is null; where there is more to say of that, a fault of the field says it. */
async function readRoot(ctx: ReaderContext, root: PlannedRoot): Promise<Found> {
  if (!('figures' in root)) return readAcross(ctx, root)
  if (root.read === 'list') return readList(ctx, root)
  if (root.read === 'one' && root.address === null) return { result: { kind: 'one', entry: [] }, found: [] }
  try {
    return await readOne(ctx, root)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
    return { result: refused(error), found: [] }
  }
}

async function readOne(ctx: ReaderContext, { type, address, requests }: PlannedOfType): Promise<Found> {
  const found: PublishedAnswer[] = []
  for (const request of requests) {
    const reader = withState(ctx, found[0])
    found.push(
      address === null
        ? await readSingleByRequest(reader, type.name, request)
        : await readOneByRequest(reader, { type: type.name, idOrSlug: address }, request),
    )
  }
  const gone = found.find((answer) => answer.body === undefined && (answer.gone !== undefined || answer.movedTo !== undefined))
  if (gone?.body === undefined && gone !== undefined) return { result: absentFor(gone), found: found.map(factsOf) }
  return {
    result: { kind: 'one', entry: found.map(({ body }) => (body === undefined ? undefined : dataOf(bodyText(body)))) },
    found: found.map(factsOf),
  }
}

function absentFor({ gone, movedTo, missing }: PublishedAnswer & { missing: string }): RootResult {
  if (gone !== undefined) return refused(new Refusal(gone, 'It was published then, and has been taken out of the past since'))
  return refused(new Refusal('moved', missing, { facts: { movedTo } }))
}

async function readList(ctx: ReaderContext, { type, requests, figureRequests }: PlannedOfType): Promise<Found> {
  const found: Facts[] = []
  const entries: Record<string, unknown>[][] = []
  let list: Omit<ListResult, 'entries' | 'figures'> | null = null
  for (const request of requests) {
    const { done, texts, shown } = await runList(withState(ctx, found[0]), type.name, request)
    const { read, plan, isPinned } = done
    const facets = await readFacets(withState(ctx, found[0]), { typeName: type.name, request }, done)
    found.push({
      seq: read.seq,
      pinned: isPinned,
      shown,
      kept: keptBy(ctx, done, [...lookedThrough(plan), ...facets.typeIds]),
      notice: slowNotice(done),
      version: read.modelVersion,
    })
    entries.push(texts.map((text) => JSON.parse(entryText(text))))
    list ??= {
      cursors: read.keysOfRows().map((keys) => encodeCursor(keys, plan.cursorKey)),
      hasMore: read.next !== null,
      isContinued: request.after !== null || (request.offset ?? 0) > 0,
      total: read.total,
      facets: facets.byPath,
    }
  }
  if (list === null || entries.some(({ length }) => length !== entries[0]?.length))
    throw new Refusal('busy', 'The content is being changed; try again')
  const figures = await readFigures(withState(ctx, found[0]), type.name, figureRequests)
  return { result: { kind: 'list', list: { ...list, entries, figures: figures.byKey } }, found: [...found, ...figures.found] }
}

async function readFigures(ctx: ReaderContext, typeName: string, requests: PlannedOfType['figureRequests']) {
  const byKey = new Map<string, unknown[]>()
  const found: Facts[] = []
  for (const { key, request } of requests) {
    const answer = await readAggregates(ctx, typeName, request)
    found.push(factsOf(answer))
    byKey.set(key, answer.body === undefined ? [] : (JSON.parse(bodyText(answer.body)).data as unknown[]))
  }
  return { byKey, found }
}
