import type { Model } from '@verso/model'
import type { IncludePlan, ReadPlan, Selection } from '@verso/query'
import { cursorOf } from './compile-order.ts'
import { type Languages, languagesOf } from './languages.ts'
import { hasPick, prepareRead } from './prepared-read.ts'
import { type RawPublished, toPublishedRows } from './published-row.ts'
import { nearWords } from './near-words.ts'
import type { Previewed } from './previewed.ts'
import { publishedByIdStatement, scoreOf } from './published-statements.ts'
import type { PublishedOptions, PublishedRead, PublishedRow } from './reads.ts'
import { type Resolvable, resolvableFields } from './resolvable-fields.ts'
import { resolveReferences } from './resolve-references.ts'
import type { RowRights } from './row-rights.ts'
import { searchText } from './search-sql.ts'
import type { Source } from './source.ts'

/** A list of one type as readers see it, with what its references lead to. */
export async function readPublished(
  source: Source,
  plan: ReadPlan,
  { readableTypeIds, rights, at = null, previewed, address }: Asked,
): Promise<PublishedRead> {
  const model = source.models.known() ?? (await source.models.current())
  const near = plan.search === null ? undefined : await nearWords(source, plan, { rights, previewed })
  const search = plan.search === null || near === undefined ? null : searchText(plan.search, near)
  const { fields, languages, followed, statement } = prepareRead(plan, model, { readableTypeIds, rights, at, previewed, address, search })
  const { rows, ...state } = await firstStatement(source, statement)
  const page = rows.filter((row) => followed.all.length === 0 || row.place !== null)
  const published = await toPublishedRows(page.slice(0, plan.limit), source.models, languages)
  const read = await complete(source, {
    ...state,
    fields,
    at,
    previewed,
    languages,
    readableTypeIds,
    rights,
    rows: near === undefined ? published : published.map((row, index) => ({ ...row, score: scoreOf(page[index] ?? {}, plan) })),
    found: hasPick(plan.include) ? null : await toPublishedRows(rows.slice(page.length), source.models, languages),
    isNamed: plan.richText !== null,
    wanted: () => plan,
    ...placesIn(page, plan),
  })
  return { ...read, ...(near === undefined ? {} : { near }) }
}

/** What names the places of a page's rows, and the place of the last one where more rows follow. */
export function placesIn(
  rows: readonly (Record<string, unknown> & { id: string })[],
  plan: ReadPlan,
): Pick<PublishedRead, 'keysOfRows' | 'next'> {
  const last = rows.length > plan.limit ? rows[plan.limit - 1] : undefined
  return {
    keysOfRows: () => rows.slice(0, plan.limit).map((row) => cursorOf(row, plan)),
    next: last === undefined ? null : cursorOf(last, plan),
  }
}

/** Published entries of several types by id, in no particular order. */
export async function readPublishedByIds(
  source: Source,
  ids: string[],
  { plans, readableTypeIds, rights, at = null, previewed }: Asked & { plans: ReadPlan[] },
): Promise<PublishedRead> {
  const model = await modelOf(source)
  const languages = languagesOf(model, plans[0] ?? { locales: [], ownOnly: false })
  const byType = new Map(plans.map((plan) => [plan.typeId, plan]))
  const typeIds = readableTypeIds.filter((id) => byType.has(id))
  const { rows, ...state } = await firstStatement(
    source,
    publishedByIdStatement({ ids, included: 'all' }, { languages, readableTypeIds: typeIds, rights, at, previewed, isFirst: true }),
  )
  return complete(source, {
    ...state,
    fields: resolvableFields(model),
    at,
    previewed,
    languages,
    readableTypeIds,
    rights,
    rows: await toPublishedRows(rows, source.models, languages),
    found: null,
    isNamed: plans.some(({ richText }) => richText !== null),
    wanted: (typeId) => byType.get(typeId),
    next: null,
    keysOfRows: () => [],
  })
}

type Asked = Omit<PublishedOptions, 'at'> & { at?: bigint | null }

/** By the newest model known here: ids of fields are permanent, and a read under an older one is planned again by its caller. */
async function modelOf({ models }: Source): Promise<Model> {
  return models.known() ?? (await models.current())
}

type Row = RawPublished & { id: string } & Record<string, unknown>

interface FirstStatement<Found = Row> {
  seq: bigint
  version: number
  total: number | undefined
  sizes: Record<string, number> | undefined
  rows: Found[]
}

/** The counter and the model's version come from the same snapshot as the rows, and come even when there are none. */
export async function firstStatement<Found extends object = Row>(
  { query }: Source,
  { text, values }: { text: string; values: unknown[] },
  name: 'document' | 'publicationId' = 'document',
): Promise<FirstStatement<Found>> {
  const found = await query<State & { [column in typeof name]?: string | null }>(text, values)
  const [first] = found
  if (first === undefined) throw new Error('The row of PublicationCounter is missing')
  const { seq, version, total, sizes } = first
  return { seq, version, total, sizes, rows: found.filter((row) => row[name] !== null) as unknown as Found[] }
}

interface State {
  seq: bigint
  version: number
  total?: number
  sizes?: Record<string, number>
}

interface Completing extends Omit<FirstStatement, 'rows'> {
  fields: Resolvable
  at: bigint | null
  previewed: Previewed | undefined
  languages: Languages
  readableTypeIds: string[]
  rights: RowRights | undefined
  rows: PublishedRow[]
  found: PublishedRow[] | null
  isNamed: boolean
  wanted: (typeId: string) => { selection: Selection; include: IncludePlan[] } | undefined
  next: PublishedRead['next']
  keysOfRows: PublishedRead['keysOfRows']
}

/** All later statements are pinned to the state that the first one showed, so that nothing published meanwhile gets in between. */
async function complete(
  source: Source,
  { rows, total, sizes, version, wanted, next, keysOfRows, ...first }: Completing,
): Promise<PublishedRead> {
  const seq = first.at ?? first.seq
  const shown = rows.flatMap((row) => {
    const want = wanted(row.typeId)
    return want === undefined ? [] : [{ row, selection: want.selection, include: want.include }]
  })
  const resolved = await resolveReferences(source, shown, { ...first, seq })
  if (resolved === null) throw new Error('Targets that can be read were not read')
  return {
    seq,
    newestSeq: first.seq,
    modelVersion: version,
    rows,
    ...resolved,
    next,
    keysOfRows,
    ...(total === undefined ? {} : { total }),
    ...(sizes === undefined ? {} : { sizes }),
  }
}
