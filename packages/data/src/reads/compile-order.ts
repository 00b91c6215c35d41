import type { Json } from '@verso/model'
import type { ReadPlan, SortKey, TargetPick } from '@verso/query'
import { bind, bindKey } from './operator-sql.ts'
import { idLiteral } from './parameters.ts'
import { type Scope, targetValue } from './scope.ts'
import { isServed, placeAmong } from './served.ts'
import type { SqlValue } from './sql-value.ts'

/** The order of a list, and the place in it after which a page begins. */
export interface Order {
  /** What `order by` takes. */
  by: string
  /** Columns for the cursor: one for each sort key, `k0`, `k1` …, each with a comma before it. */
  columns: string
  /**
   * What is true for rows after the cursor; null without one. Where an index holds the first key these are parts that come one behind the other,
   * each a stretch of the index: PostgreSQL doesn't see where to begin in an alternative of them.
   */
  after: string[] | null
}

interface Key {
  sql: string
  out: string
  descending: boolean
  nullable: boolean
  isIndexed: boolean
  /** The value of a cursor, in SQL. */
  operand: (value: Json) => string
}

/** Nulls come last in both directions; ties are broken by id, so that the order is total and a cursor marks one place. */
export function compileOrder({ sort, after }: Pick<ReadPlan, 'sort' | 'after'>, scope: Scope): Order {
  const keys = sort.map((key) => compileKey(key, scope))
  const id = scope.system('id')
  return {
    by: [...keys.map(orderOf), id.sql].join(', '),
    columns: keys.map((key, index) => `, ${key.out} as k${index}`).join(''),
    after: after === null ? null : beyond(keys, { id, values: after, scope }),
  }
}

/** Reads a cursor out of a row. */
export function cursorOf(row: Record<string, unknown> & { id: string }, { sort }: Pick<ReadPlan, 'sort'>): Json[] {
  return [...sort.map((_, index) => toJson(row[`k${index}`])), row.id]
}

function toJson(value: unknown): Json {
  return value instanceof Date ? value.toISOString() : (value as Json)
}

/** An order of rows of several types, each by keys of its own; ties are broken by id. `type` is the id of a row's type in SQL. */
export function compileOrderOfTypes(sort: TargetPick['sort'], { scope, type }: { scope: Scope; type: string }): string {
  const orders = sort.map(({ descending, keys }) => {
    const cases = Object.entries(keys).map(
      ([typeId, key]) => `when ${idLiteral(typeId)}::uuid then ${compileKey({ ...key, descending }, scope).sql}`,
    )
    return orderOf({ sql: `(case ${type} ${cases.join(' ')} end)`, descending, nullable: true })
  })
  return [...orders, scope.system('id').sql].join(', ')
}

function orderOf({ sql, descending, nullable }: Pick<Key, 'sql' | 'descending' | 'nullable'>): string {
  // Said only where it matters: an index in PostgreSQL's own order of nulls serves a column without nulls as well.
  return `${sql}${descending ? ' desc' : ''}${nullable ? ' nulls last' : ''}`
}

function compileKey({ target, through, descending }: SortKey, scope: Scope): Key {
  const { value, wrap } = throughReferences(scope, { target, through })
  const nullable = value.nullable || through.length > 0
  const isIndexed = through.length === 0 && (isServed(target) || isOfPublishing(target))
  if (target.kind === 'field' && target.order !== undefined) {
    // Options sort in the order that people gave them.
    const { order } = target
    const sql = placeAmong(order, value.key)
    const out = wrap(`case when ${sql} is not null then ${value.out} end`)
    return {
      sql: wrap(sql),
      out,
      descending,
      nullable: true,
      isIndexed,
      operand: (one) => placeAmong(order, bind(one, 'text', scope.parameters)),
    }
  }
  return {
    sql: wrap(value.key) + value.collation,
    out: wrap(value.out),
    descending,
    nullable,
    isIndexed,
    operand: (one) => bindKey(one, value, scope.parameters),
  }
}

/** Newest first is an order that every type has an index of. */
function isOfPublishing(target: SortKey['target']): boolean {
  return target.kind === 'system' && target.column === 'publishedAt'
}

/** A key that stands behind references is a subquery: a single reference has one target at most. */
export function throughReferences(
  scope: Scope,
  { target, through }: Pick<SortKey, 'target' | 'through'>,
): { value: SqlValue; wrap: (sql: string) => string } {
  const [link, ...rest] = through
  if (link === undefined) return { value: targetValue(scope, target), wrap: (sql) => sql }
  const { from, where, target: next } = scope.follow(link)
  const inner = throughReferences(next, { target, through: rest })
  return { value: inner.value, wrap: (sql) => `(select ${inner.wrap(sql)} from ${from} where ${where} limit 1)` }
}

/** Later at the first key, or level with it and later at the next, and so on; the id decides last. */
function beyond(keys: Key[], { id, values, scope }: { id: SqlValue; values: Json[]; scope: Scope }): string[] {
  let rest = `${id.sql} > ${bind(values[keys.length] ?? null, 'uuid', scope.parameters)}`
  for (const [index, key] of [...keys.entries()].reverse()) {
    if (index === 0 && key.isIndexed) return parts(key, values[index] ?? null, rest)
    rest = step(key, values[index] ?? null, rest)
  }
  return [rest]
}

/** The rest of those that are level with it, those beyond, and those without a value. */
function parts({ sql, descending, nullable, operand }: Key, value: Json, rest: string): string[] {
  if (value === null) return [`${sql} is null and ${rest}`]
  const place = operand(value)
  return [`${sql} = ${place} and ${rest}`, `${sql} ${descending ? '<' : '>'} ${place}`, ...(nullable ? [`${sql} is null`] : [])]
}

function step({ sql, descending, nullable, operand }: Key, value: Json, rest: string): string {
  if (value === null) return `(${sql} is null and ${rest})`
  const place = operand(value)
  const sign = descending ? '<' : '>'
  if (nullable) return `(${sql} ${sign} ${place} or ${sql} is null or (${sql} = ${place} and ${rest}))`
  // The bound before the bracket says nothing new, but is one that an index can begin at.
  return `(${sql} ${sign}= ${place} and (${sql} ${sign} ${place} or ${rest}))`
}
