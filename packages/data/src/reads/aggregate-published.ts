import type { Json } from '@verso/model'
import type { AggregateKey, AggregatePlan, ValuePath } from '@verso/query'
import { compileCondition, listOf } from './compile-condition.ts'
import { throughReferences } from './compile-order.ts'
import { languagesOf } from './languages.ts'
import { bind } from './operator-sql.ts'
import { integerLiteral, useAll } from './parameters.ts'
import { publicationsFrom } from './previewed.ts'
import { nearWords } from './near-words.ts'
import { createView, rowScope, shownIn } from './published-scope.ts'
import type { AggregateRead, AggregateRow, PublishedOptions } from './reads.ts'
import { type Scope, targetValue } from './scope.ts'
import { type SearchText, searchText } from './search-sql.ts'
import type { Source } from './source.ts'
import { itemValue, type SqlValue } from './sql-value.ts'

type Cell = string | number | Date | null
type Row = { seq: bigint; version: number; total?: number; there: boolean | null } & Record<`g${number}` | `a${number}`, Cell>

/** Figures about the published entries of one type, in one statement: exact where values are, and of values as they are displayed. */
export async function aggregatePublished(
  source: Source,
  plan: AggregatePlan,
  { readableTypeIds, rights, at, previewed }: PublishedOptions,
): Promise<AggregateRead> {
  const { query, models } = source
  const languages = languagesOf(models.known() ?? (await models.current()), plan)
  const search = plan.search === null ? null : searchText(plan.search, await nearWords(source, plan, { rights, previewed }))
  const view = createView({ languages, readableTypeIds, rights, at: at ?? null, previewed, search })
  const { text, values } = aggregateStatement(plan, { view, search })
  const found = await query<Row>(text, values)
  const [first] = found
  if (first === undefined) throw new Error('The row of PublicationCounter is missing')
  const rows = found.filter(({ there }) => there === true).map((row) => toAggregateRow(row, plan))
  const last = plan.group.length > 0 && rows.length > plan.limit ? rows[plan.limit - 1] : undefined
  return {
    seq: at ?? first.seq,
    newestSeq: first.seq,
    modelVersion: first.version,
    rows: rows.slice(0, plan.limit),
    next: last === undefined ? null : last.group,
    ...(first.total === undefined ? {} : { total: first.total }),
  }
}

function toAggregateRow(row: Row, { group, aggregates }: AggregatePlan): AggregateRow {
  return {
    group: group.map(({ target }, index) => plainValue(row[`g${index}`] ?? null, target.comparison)),
    figures: aggregates.map((key, index) => figureOf(row[`a${index}`] ?? null, key)),
  }
}

function figureOf(cell: Cell, key: AggregateKey): Json {
  if (key.name === 'count' || key.name === 'countDistinct') return Number(cell)
  if (cell === null) return null
  const { comparison } = key.target
  // What is exact goes as text: a sum of whole numbers may be larger than any of them.
  const isExact = key.name !== 'min' && key.name !== 'max' && comparison !== 'number'
  return isExact ? String(cell) : plainValue(cell, comparison)
}

function plainValue(cell: Cell, comparison: ValuePath['target']['comparison']): Json {
  if (cell === null) return null
  if (cell instanceof Date) return cell.toISOString()
  if (comparison === 'integer' || comparison === 'number') return Number(cell)
  return comparison === 'boolean' ? cell === 'true' : String(cell)
}

type View = ReturnType<typeof createView>

function aggregateStatement(
  plan: AggregatePlan,
  { view, search }: { view: View; search: SearchText | null },
): { text: string; values: unknown[] } {
  const { parameters } = view
  const scope = rowScope(view, 'p', { search, typeId: plan.typeId })
  const type = parameters.add(plan.typeId, 'uuid')
  const groups = plan.group.map((key, index) => groupOf(key, { index, scope }))
  const figures = plan.aggregates.map((key, index) => figureSql(key, { index, scope }))
  const condition = plan.where === null ? '' : ` and ${compileCondition(plan.where, scope)}`
  const listed = [...groups.map(({ from }) => from), ...figures.map(({ from }) => from)].filter((column) => column !== null)
  const columns = [...groups.map((_, index) => `g${index}`), ...figures.map(({ sql }, index) => `${sql} as a${index}`)]
  const order = [...(plan.largestFirst ? ['a0 desc'] : []), ...groups.map(({ order: sql }, index) => `${sql(`g${index}`)} nulls last`)]
  const after = plan.after === null ? '' : ` where ${beyond(groups, plan.after)}`
  const text = `
    with listed as (
      select ${listed.length === 0 ? 'null as nothing' : listed.join(', ')}
      from ${publicationsFrom(view.previewed, 'p')} ${groups.map(({ join }) => join).join(' ')}
      where p."typeId" = ${type} and ${shownIn(view, 'p', [plan.typeId])}${condition}
    ),
    grouped as (select ${columns.join(', ')} from listed${groups.length === 0 ? '' : ` group by ${groups.map((_, index) => `g${index}`).join(', ')}`})
    select c.*, r.*
    from (
      select (select seq from "PublicationCounter" where id = 1) as seq, (select version from "ModelHead" where id = 1) as version${plan.count ? ', (select count(*)::int from grouped) as total' : ''}
    ) c
    left join lateral (
      select true as there, * from grouped${after}${order.length === 0 ? '' : ` order by ${order.join(', ')}`}
      limit ${integerLiteral(plan.limit + 1)}${plan.offset === null ? '' : ` offset ${parameters.add(plan.offset, 'bigint')}`}
    ) r on true`
  return { text: useAll(text, parameters, 'where'), values: parameters.values }
}

interface Group {
  /** Brings the values of an entry, where there may be several or none to be found by a subquery. */
  join: string
  /** The column of the value. */
  from: string
  /** What groups stand in order by. */
  order: (column: string) => string
  operand: (value: Json) => string
}

function groupOf({ target, through }: ValuePath, { index, scope }: { index: number; scope: Scope }): Group {
  // Asked of the row itself only for what kind of value it is; where it stands is said below.
  const value = targetValue(scope, target)
  const isPlain = through.length === 0 && value.items === null
  const one = value.items === null ? value : itemValue('item.value', target.comparison)
  const place = placeOf(target, scope)
  const alias = `v${index}`
  return {
    join: isPlain
      ? ''
      : `left join lateral (select distinct v from (${valuesBehind({ target, through }, scope)}) found where v is not null) ${alias} on true`,
    from: `${isPlain ? value.sql : `${alias}.v`} as g${index}`,
    order: (column) => place?.(column) ?? column + one.collation,
    operand: (operand) => {
      const bound = bind(operand, one.type, scope.parameters)
      return place?.(bound) ?? bound
    },
  }
}

/** Options stand in the order that people gave them. */
function placeOf(target: ValuePath['target'], { parameters }: Scope): ((sql: string) => string) | null {
  if (target.kind !== 'field' || target.order === undefined) return null
  const { order } = target
  return (sql) => `array_position(${parameters.add(order, 'text[]')}, ${sql})`
}

/** All values that a path leads to from a row: those of every target, and of every item. */
function valuesBehind({ target, through }: ValuePath, scope: Scope): string {
  const [link, ...rest] = through
  if (link !== undefined) {
    const { from, where, target: next } = scope.follow(link)
    return `select x.v from ${from} cross join lateral (${valuesBehind({ target, through: rest }, next)}) x where ${where}`
  }
  const value = targetValue(scope, target)
  if (value.items === null) return `select ${value.sql} as v`
  return `select ${itemValue('item.value', target.comparison).sql} as v from jsonb_array_elements(${listOf(value.items)}) as item (value)`
}

/** The value that a figure is made of, and the figure. */
function figureSql(key: AggregateKey, { index, scope }: { index: number; scope: Scope }): { from: string | null; sql: string } {
  if (key.name === 'count') return { from: null, sql: 'count(*)::int' }
  const { value, wrap } = throughReferences(scope, key)
  return { from: `${wrap(value.sql)} as f${index}`, sql: figure(key, { column: `f${index}`, value, scope }) }
}

interface Figure {
  column: string
  value: SqlValue
  scope: Scope
}

function figure({ name, target }: Exclude<AggregateKey, { name: 'count' }>, { column, value, scope }: Figure): string {
  if (name === 'countDistinct') return `count(distinct ${column})::int`
  if (target.kind === 'field' && target.order !== undefined) {
    const options = scope.parameters.add(target.order, 'text[]')
    return `(${options})[${name}(array_position(${options}, ${column}))]`
  }
  const whole = `${name}(${column}${value.collation})`
  if (value.type !== 'numeric') return whole
  if (target.comparison !== 'decimal') return `trim_scale(${whole})::text`
  // With as many places as the values are written with; an average may have more, but no zeros that only say how exactly it was worked out.
  return name === 'avg' ? `round(${whole}, greatest(scale(trim_scale(${whole})), max(scale(${column}))))::text` : `${whole}::text`
}

/** Groups behind one: later at the first key, or level with it and later at the next. Null is the last group of each. */
function beyond(groups: readonly Group[], values: readonly Json[]): string {
  let rest = 'false'
  for (const [index, { order, operand }] of [...groups.entries()].reverse()) {
    const column = order(`g${index}`)
    const value = values[index] ?? null
    rest =
      value === null
        ? `(g${index} is null and ${rest})`
        : `(${column} > ${operand(value)} or g${index} is null or (${column} = ${operand(value)} and ${rest}))`
  }
  return rest
}
