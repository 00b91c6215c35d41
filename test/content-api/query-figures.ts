import { scaled } from '../support/plain-values.ts'
import type { Query } from './query-asks.ts'
import { lastField } from './query-asks.ts'
import { holds, type Item, reached, type Shown, shownOfType, type View } from './query-oracle.ts'
import { compareItems, comparableColour } from './query-shapes.ts'
import { typeOf } from './query-world.ts'

type Plain = Extract<Item, { plain: unknown }>
type Key = (Plain | null)[]

/** Groups in their order, null last, with what is worked out of each; without groups one row. */
export function figuresOf(query: Query, view: View): Record<string, unknown>[] {
  const { filter, figures } = query
  if (figures === null) throw new Error('This query asks for entries')
  const rows = shownOfType(query.type, view).filter((thing) => filter === null || holds(filter, { thing }, view))
  if (figures.group.length === 0) return [row(rows, query, view)]
  const groups = new Map<string, { key: Key; rows: Shown[] }>()
  for (const thing of rows) {
    const key = figures.group.map((path) => valueAt(thing, path, view))
    const name = JSON.stringify(key.map(spelling))
    const group = groups.get(name) ?? { key, rows: [] }
    group.rows.push(thing)
    groups.set(name, group)
  }
  return [...groups.values()]
    .sort(({ key: one }, { key: other }) => compareKeys(one, other))
    .map(({ key, rows: members }) => ({
      group: Object.fromEntries(figures.group.map((path, index) => [path, spelling(key[index] ?? null)])),
      ...row(members, query, view),
    }))
}

function valueAt(thing: Shown, path: string, view: View): Plain | null {
  const [found] = reached(thing, path.split('.'), view)
  return found !== undefined && 'plain' in found ? found : null
}

/** One text for equal values. */
function spelling(item: Plain | null): unknown {
  if (item === null) return null
  if (item.field.kind === 'decimal') return exact(scaled(String(item.plain)))
  return item.field.kind === 'color' ? comparableColour(String(item.plain)) : item.plain
}

function compareKeys(one: Key, other: Key): number {
  for (const [index, left] of one.entries()) {
    const right = other[index] ?? null
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1
      continue
    }
    const result = compareItems(left, right)
    if (result !== 0) return result
  }
  return 0
}

function row(rows: readonly Shown[], { figures, type }: Query, view: View): Record<string, unknown> {
  return Object.fromEntries(
    (figures?.aggregates ?? []).map((label) => {
      if (label === 'count') return [label, rows.length]
      const [, name = '', path = ''] = /^(\w+)\((.+)\)$/.exec(label) ?? []
      const values = rows.flatMap((thing) => valueAt(thing, path, view) ?? [])
      const { kind } = lastField(typeOf(view.world.types, type), path.split('.'), view.world)
      return [label, figure(name, values, kind)]
    }),
  )
}

function figure(name: string, values: Plain[], kind: string): unknown {
  if (name === 'countDistinct') return new Set(values.map((one) => JSON.stringify(spelling(one)))).size
  const [first, ...more] = values
  if (first === undefined) return null
  if (name === 'min' || name === 'max') {
    const best = more.reduce((found, one) => (compareItems(one, found) * (name === 'min' ? 1 : -1) < 0 ? one : found), first)
    return kind === 'decimal' ? exact(scaled(String(best.plain))) : best.plain
  }
  const sum = values.reduce((total, { plain }) => total + scaled(String(plain)), 0n)
  return name === 'sum' ? exact(sum) : Number(sum) / 1e100 / values.length
}

/** A number of a hundred places as a text without the zeros at its end. */
function exact(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(101, '0')
  const fraction = digits.slice(-100).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -100)}${fraction === '' ? '' : `.${fraction}`}`
}

/** What the server says, in the same spelling: exact numbers without zeros at their end, averages as numbers. */
export function comparableFigures(rows: readonly Record<string, unknown>[]): unknown[] {
  return rows.map((found) =>
    Object.fromEntries(
      Object.entries(found).map(([label, value]) => [label, label === 'group' ? comparableGroup(value) : comparableFigure(label, value)]),
    ),
  )
}

function comparableGroup(group: unknown): unknown {
  return Object.fromEntries(
    Object.entries(group as Record<string, unknown>).map(([path, value]) => [path, path.endsWith('decimal') ? withoutZeros(value) : value]),
  )
}

function comparableFigure(label: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (label.startsWith('avg(')) return Number(value)
  return label.startsWith('sum(') || label.endsWith('decimal)') ? withoutZeros(value) : value
}

function withoutZeros(value: unknown): unknown {
  return typeof value === 'string' ? exact(scaled(value)) : value
}
