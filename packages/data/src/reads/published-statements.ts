import { type ReadPlan, unservedBy } from '@verso/query'
import { compileOrder, type Order } from './compile-order.ts'
import type { Languages } from './languages.ts'
import { idLiteral, integerLiteral, type Parameters, useAll } from './parameters.ts'
import { publicationsFrom, referencesFrom } from './previewed.ts'
import { bind, toParameter } from './operator-sql.ts'
import type { Address } from './reads.ts'
import { documentOf, publishedColumns, publishedNames } from './published-row.ts'
import { createView, grantOf, refersIn, rowScope, shownIn, type View, type ViewOptions } from './published-scope.ts'
import { compileRowCondition } from './row-condition.ts'
import { hiddenFields } from './row-rights.ts'
import { type Scope, searchOf } from './scope.ts'
import { plannedByValues } from '../statement-names.ts'
import { isServedCondition } from './served.ts'

export interface Statement {
  text: string
  values: unknown[]
}

/** The fields whose references are followed at once, and those among them whose targets' bodies are wanted. */
export interface FollowedFields {
  all: string[]
  included: string[]
  /** Reference fields inside components, by their own ids. */
  includedInside: string[]
}

/**
 * With `none` followed, only which rows they are. Otherwise:
 * Rows of one type that meet the plan's condition, in its order: a page and one more, which says that there are more. With
 * them come the targets of the followed fields, since nearly every read needs them and a further statement costs as much again.
 */
export function publishedListStatement(
  plan: ReadPlan,
  { followed, address, ...options }: ViewOptions & { followed: FollowedFields | 'none'; address?: Address | undefined },
): Statement & { addressPlace: number | null } {
  const view = createView(options)
  const { parameters } = view
  const scope = rowScope(view, 'p', { search: options.search ?? null, typeId: plan.typeId })
  // Said in the statement itself: an index of one type's field may serve, and a plan for all values costs PostgreSQL no more than one for these, so that
  // it doesn't plan anew each time.
  const type = `${idLiteral(plan.typeId)}::uuid`
  const condition = plan.where === null ? '' : ` and ${compileRowCondition(view, { ...plan, where: plan.where }, scope)}`
  const addressed = address === undefined ? '' : ` and ${compileAddress(address, scope)}`
  const addressPlace = address === undefined ? null : parameters.values.length - 1
  const where = `p."typeId" = ${type} and ${shownIn(view, 'p', [plan.typeId])}${addressed}${condition}`
  const order = compileOrder(plan, scope)
  const score = isScored(plan) ? `, ${searchOf(scope).score.out} as score` : ''
  const hidden = hiddenOf(view, 'p', [plan.typeId])
  const columns = `${followed === 'none' ? whichColumns : publishedColumns('p')}${hidden.column}${order.columns}${score}`
  const from = publicationsFrom(view.previewed, 'p')
  const rows = pageOf(plan, {
    columns,
    ...(isRanked(plan) ? newestOf(view, { from, where }) : { from, where }),
    order,
    names: namesOf(plan, (followed === 'none' ? whichNames : publishedNames) + hidden.name, score),
    parameters,
  })
  const total = plan.count
    ? totalOf(view, {
        type,
        where,
        all: plan.where === null && !readsAlike(options.languages, plan.typeId) && view.rights === undefined,
      })
    : null
  const state = withState(
    followed === 'none' || followed.all.length === 0
      ? rows
      : withTargets(view, { rows, followed, keys: keysOf(plan, score), hasHidden: hidden.name !== '' }),
    { total, sizes: view.seq === null && view.previewed === null && view.rights === undefined ? sizesOf(plan, parameters) : null },
  )
  return {
    // A word or a value may be everywhere or nowhere, and what is the best way differs by a thousand times.
    text: useAll(plan.search !== null || isServedCondition(plan.where) ? plannedByValues + state : state, parameters, 'where'),
    values: parameters.values,
    addressPlace,
  }
}

/** Which fields of a row the reader may not see, where rights tell rows apart: wherever there are such rights the column is there. */
function hiddenOf(view: View, alias: string, typeIds: readonly string[]): { column: string; name: string } {
  if (view.rights === undefined) return { column: '', name: '' }
  return { column: `, ${hiddenFields(view.rights, typeIds, grantOf(view, alias)) ?? 'null::text[]'} as hidden`, name: ', hidden' }
}

/** What names a row, for whoever has the rest. */
const whichColumns = 'p."entryId" as id, p.id as "publicationId"'
const whichNames = 'id, "publicationId"'

function compileAddress({ column, value }: Address, scope: Scope): string {
  const { sql, type } = scope.system(column)
  return `${sql} = ${bind(value, type, scope.parameters)}`
}

/** The same statement for another address of the same kind. */
export function withAddress(
  { text, values, addressPlace }: ReturnType<typeof publishedListStatement>,
  address: Address | undefined,
): Statement {
  if (address === undefined || addressPlace === null) return { text, values }
  return { text, values: values.with(addressPlace, toParameter(address.value, address.column === 'id' ? 'uuid' : 'text')) }
}

/** As many of the hits of a search are ranked: each takes reading all of its words. */
const rankedHits = 1_000

/** Whether the best answers of a search are asked for. */
function isRanked({ search, sort }: ReadPlan): boolean {
  return search !== null && sort[0]?.target.kind === 'score'
}

/**
 * The newest of what is found. Rare words are looked up in their index; of frequent ones enough are met soon along the newest. Where a row lies is all
 * that is sorted: thousands of whole rows would be carried along.
 */
function newestOf({ previewed }: View, { from, where }: { from: string; where: string }): { from: string; where: string } {
  const newest = (columns: string) =>
    `select ${columns} from ${from} where ${where} order by p."publishedAt" desc, p."entryId" limit ${integerLiteral(rankedHits)}`
  return previewed === null ? { from, where: `p.ctid = any(array(${newest('p.ctid')}))` } : { from: `(${newest('p.*')}) p`, where: 'true' }
}

interface Page {
  columns: string
  from: string
  where: string
  order: Order
  names: string
  parameters: Parameters
}

function pageOf({ limit, offset }: ReadPlan, { columns, from, where, order, names, parameters }: Page): string {
  const many = `limit ${integerLiteral(limit + 1)}`
  // Documents are put together of those that are given, not of all that are sorted.
  const page = (beyond: string) => `(select p.* from ${from} where ${where}${beyond} order by ${order.by} ${many}${skipped}) p`
  const skipped = offset === null ? '' : ` offset ${parameters.add(offset, 'bigint')}`
  const { after } = order
  if (after === null || after.length === 1) return `select ${columns} from ${page(after === null ? '' : ` and ${after[0]}`)}`
  const parts = after.map((part, index) => `select ${index} as part, row_number() over () as nth, ${columns} from ${page(` and ${part}`)}`)
  return `select ${names} from (${parts.join(' union all ')}) found order by part, nth ${many}`
}

function namesOf(plan: ReadPlan, names: string, score: string): string {
  return [names, ...keysOf(plan, score)].join(', ')
}

/** Names of what rows are sorted by, and of their score where they tell it beside. */
function keysOf({ sort }: ReadPlan, score: string): string[] {
  return [...sort.map((_, index) => `k${index}`), ...(score === '' ? [] : ['score'])]
}

/** Whether rows tell their score beside the keys that they are sorted by. */
function isScored({ search, sort }: ReadPlan): boolean {
  return search !== null && sort.every(({ target }) => target.kind !== 'score')
}

/** The score of a row, which is one of its keys where it is sorted by it. */
export function scoreOf(row: Record<string, unknown>, { sort }: ReadPlan): number {
  const key = sort.findIndex(({ target }) => target.kind === 'score')
  return Number(key === -1 ? row['score'] : row[`k${key}`])
}

/** The rows, and behind them the targets that they lead to, each once: a row of the page has a place, a target has none. */
function withTargets(
  view: View,
  { rows, followed, keys, hasHidden }: { rows: string; followed: FollowedFields; keys: string[]; hasHidden: boolean },
): string {
  const { parameters } = view
  const own = `r."fieldId" = any(${parameters.add(followed.included, 'uuid[]')})`
  const inside =
    followed.includedInside.length === 0 ? '' : ` or right(r."inner", 36) = any(${parameters.add(followed.includedInside, 'text[]')})`
  const included = `bool_or(${own}${inside}) as included`
  // The rows say which of their fields are hidden, where any may be.
  const hidden = hasHidden ? hiddenOf(view, 't', view.readableTypeIds).column : ''
  return `
    with page as materialized (select row_number() over () as place, found.* from (${rows}) found)
    select ${['place', 'id', 'document', ...(hasHidden ? ['hidden'] : []), ...keys].join(', ')} from page
    union all
    select null, link.id, ${documentOf('t', 'case when link.included then t.body end')}${hidden}${', null'.repeat(keys.length)}
    from (
      select r."toEntryId" as id, ${included}
      from page join ${referencesFrom(view.previewed, 'r')} on r.origin = 'published' and r."fromEntryId" = page.id and r.locale = page.locale and ${refersIn(view, 'r')}
      where r."fieldId" = any(${parameters.add(followed.all, 'uuid[]')}) and r."toEntryId" is not null
      group by r."toEntryId"
    ) link
    join ${publicationsFrom(view.previewed, 't')} on t."entryId" = link.id and t."typeId" = any(${parameters.add(view.readableTypeIds, 'uuid[]')}) and ${shownIn(view, 't', view.readableTypeIds)}
    order by place nulls last`
}

/** Rows by id; the bodies of some. With `isFirst` it also says which state it shows, as the first statement of a read does. */
export function publishedByIdStatement(
  { ids, included }: { ids: string[]; included: string[] | 'all' },
  { isFirst, ...options }: ViewOptions & { isFirst: boolean },
): Statement {
  const view = createView(options)
  const { parameters } = view
  const body = included === 'all' ? 'p.body' : `case when p."entryId" = any(${parameters.add(included, 'uuid[]')}) then p.body end`
  const rows = `
    select ${documentOf('p', body)} as document${hiddenOf(view, 'p', options.readableTypeIds).column}
    from ${publicationsFrom(view.previewed, 'p')}
    where p."entryId" = any(${parameters.add(ids, 'uuid[]')}) and p."typeId" = any(${parameters.add(options.readableTypeIds, 'uuid[]')}) and ${shownIn(view, 'p', options.readableTypeIds)}`
  const text = isFirst ? withState(rows, { total: null, sizes: null }) : rows
  return { text: useAll(text, parameters, isFirst ? 'where' : 'and'), values: parameters.values }
}

/**
 * One row of the state, joined to the rows asked for. A nested loop is the only way to run a join without a condition, and it
 * keeps the order of its inner side.
 */
function withState(rows: string, beside: Record<'total' | 'sizes', string | null>): string {
  const more = Object.entries(beside).map(([name, sql]) => (sql === null ? '' : `, ${sql} as ${name}`))
  return `
    select c.*, r.*
    from (
      select (select seq from "PublicationCounter" where id = 1) as seq, (select version from "ModelHead" where id = 1) as version${more.join('')}
    ) c
    left join lateral (${rows}) r on true`
}

/** How large the types are in which no index serves the plan, by what the log has counted; null where there are none. */
function sizesOf(plan: ReadPlan, parameters: Parameters): string | null {
  const unserved = unservedBy(plan)
  const typeIds = [...new Set(unserved.flatMap((one) => one.typeIds))]
  if (typeIds.length === 0) return null
  const trigrams = unserved.some(({ byTrigrams }) => byTrigrams)
    ? ` || jsonb_build_object('trigrams', (select count(*) from pg_extension where extname = 'pg_trgm'))`
    : ''
  return `(
    select coalesce(jsonb_object_agg(s.id, s.size), '{}')${trigrams}
    from (select "typeId" as id, sum(total)::int as size from "PublishedTotal" where "typeId" = any(${parameters.add(typeIds, 'uuid[]')}) group by 1) s
  )`
}

function readsAlike({ alike }: Languages, typeId: string): boolean {
  return alike.locales.length > 1 && alike.typeIds.includes(typeId)
}

/** How many there are. Of a whole type in one language the log keeps count; everything else is counted when it is asked for. */
function totalOf(view: View, { type, where, all }: { type: string; where: string; all: boolean }): string {
  if (all && view.seq === null && view.previewed === null && view.locale !== null)
    return `coalesce((select total from "PublishedTotal" where "typeId" = ${type} and locale = ${view.locale}), 0)`
  return `(select count(*)::int from ${publicationsFrom(view.previewed, 'p')} where ${where})`
}
