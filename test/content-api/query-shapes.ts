import { compareValues } from '../support/plain-values.ts'
import type { Include, Query } from './query-asks.ts'
import { comparingOf, holds, isList, type Item, reached, type Shown, shownById, shownOfType, type View } from './query-oracle.ts'
import { type PlainField, typeOf, type Values } from './query-world.ts'

/** The entries of a query in their order, all of them. */
export function listed(query: Query, view: View): Shown[] {
  const { filter, sort } = query
  const found = shownOfType(query.type, view).filter((thing) => filter === null || holds(filter, { thing }, view))
  return found.sort(inOrder(sort, view))
}

/** Nulls last in both directions, ties by id; enums by the order of their options. */
function inOrder(sort: Query['sort'], view: View): (one: Shown, other: Shown) => number {
  return (one, other) => {
    for (const { path, descending } of sort) {
      const [left, right] = [reached(one, path, view)[0], reached(other, path, view)[0]]
      if (left === undefined || right === undefined) {
        if (left !== right) return left === undefined ? 1 : -1
        continue
      }
      const result = compareItems(left, right)
      if (result !== 0) return descending ? -result : result
    }
    return String(one.entry?.id) < String(other.entry?.id) ? -1 : 1
  }
}

export function compareItems(one: Item, other: Item): number {
  if (!('plain' in one) || !('plain' in other)) throw new Error('Only plain values have an order')
  const { options } = one.field
  if (options !== undefined) return options.indexOf(String(one.plain)) - options.indexOf(String(other.plain))
  return compareValues(orderOf(one), orderOf(other), comparingOf(one.field))
}

/** Colours are compared by what they are, not by how they are written. */
function orderOf({ plain, field }: Extract<Item, { plain: unknown }>): unknown {
  return field.kind === 'color' ? comparableColour(String(plain)) : plain
}

export function comparableColour(text: string): string {
  const lower = text.toLowerCase()
  return lower.length > 5 ? lower : lower.replaceAll(/[0-9a-f]/g, '$&$&')
}

interface Rendering {
  view: View
  /** The entries above, which are not shown again inside themselves. */
  above: readonly string[]
  /** Where included entries come once, beside the data: those by id, and what was shown of them already. */
  beside: Map<string, Values> | null
}

/** An entry as its reader gets it, but for the times of publishing. */
export function rendered(thing: Shown, query: Query, { view, beside }: Pick<Rendering, 'view' | 'beside'>): Values {
  const { select, omit } = query
  // What isn't shown loads nothing.
  const isShown = (name: string) => (select === null || select.includes(name)) && omit?.includes(name) !== true
  const include = query.include.filter(({ path: [first = ''] }) => first === '*' || isShown(first))
  const fields = thing.type.fields.filter(({ name }) => isShown(name))
  const all = entryOf({ ...thing, type: { ...thing.type, fields } }, include, { view, above: [], beside })
  if (select !== null) {
    const system = ['_id', '_type', '_locale', '_revision'].filter(
      (name) => !select.some((one) => one.startsWith('_')) || select.includes(name),
    )
    return pick(all, [...system, ...select])
  }
  return all
}

function pick(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))
}

function entryOf({ type, values, entry }: Shown, include: readonly Include[], rendering: Rendering): Values {
  if (entry === undefined) throw new Error('Only entries have members of Verso’s')
  const inside = { ...rendering, above: [...rendering.above, entry.id] }
  const system = { _id: entry.id, _type: type.name, _locale: entry.locale, _revision: entry.revision }
  return { ...system, ...fieldsOf({ type, values }, include, inside) }
}

function fieldsOf({ type, values }: Shown, include: readonly Include[], rendering: Rendering): Values {
  return Object.fromEntries(
    type.fields.map((field) => [
      field.name,
      fieldValue(field, values[field.name], { include: below(field.name, include, field), rendering }),
    ]),
  )
}

/** What is included behind a name: by the name itself, or by a `*`, which stands for every reference, those inside components too. */
function below(name: string, include: readonly Include[], { kind }: PlainField): Include[] {
  return include.flatMap((one) => {
    const [first, ...rest] = one.path
    if (first === name) return [{ ...one, path: rest }]
    if (first !== '*') return []
    return kind === 'reference' ? [{ path: rest }] : kind === 'component' || kind === 'blocks' ? [{ path: one.path }] : []
  })
}

interface Inside {
  /** What is included from here on. */
  include: Include[]
  rendering: Rendering
}

function fieldValue(field: PlainField, value: unknown, { include, rendering }: Inside): unknown {
  if (field.kind === 'reference') return referenceValue(field, value, { include, rendering })
  if ((field.kind !== 'component' && field.kind !== 'blocks') || value === null) return value
  const items = [value].flat().map((one) => {
    const members = one as Values
    const name = field.kind === 'blocks' ? String(members._block) : (field.components?.[0] ?? '')
    const inner =
      field.kind === 'blocks'
        ? include.flatMap((one) => (one.path[0] === name ? [{ ...one, path: one.path.slice(1) }] : one.path[0] === '*' ? [one] : []))
        : include
    const own = pick(members, ['_key', '_block'])
    return { ...own, ...fieldsOf({ type: typeOf(rendering.view.world.types, name), values: members }, inner, rendering) }
  })
  return isList(field) ? items : items[0]
}

function referenceValue(field: PlainField, value: unknown, { include, rendering }: Inside): unknown {
  const { view } = rendering
  const ids = value === null ? [] : [value].flat().map((one) => (one as { _ref: string })._ref)
  const present = ids.flatMap((id) => shownById(id, view) ?? [])
  const isIncluded = include.some(({ path }) => path.length === 0) || include.length > 0
  // Who names a reference says more than a `*` that reaches it.
  const ways = include.filter(({ path }) => path.length === 0)
  const options = ways.find(({ limit, filter, sort }) => limit !== undefined || filter !== undefined || sort !== undefined) ?? ways[0]
  const chosen = isIncluded ? optionally(present, options, view) : present
  const texts = chosen.map((target) => targetOf(target, { isIncluded, include: include.filter(({ path }) => path.length > 0), rendering }))
  return field.many === true ? texts : (texts[0] ?? null)
}

function optionally(present: Shown[], options: Include | undefined, view: View): Shown[] {
  if (options === undefined || options.path.length > 0) return present
  const { filter, sort = [], limit } = options
  const kept = present.filter((thing) => filter === undefined || holds(filter, { thing }, view))
  // Without an order of their own they stay as they stand.
  const ordered = sort.length === 0 ? kept : kept.sort(inOrder(sort, view))
  return ordered.slice(0, limit ?? 100)
}

function targetOf(
  target: Shown,
  { isIncluded, include, rendering }: { isIncluded: boolean; include: Include[]; rendering: Rendering },
): unknown {
  const id = target.entry?.id ?? ''
  const address = { _ref: id, _type: target.type.name }
  if (!isIncluded) return address
  const { beside } = rendering
  if (beside !== null) {
    // Once for each way: what is behind it is loaded beside the data as well.
    beside.set(id, entryOf(target, include, rendering))
    return address
  }
  return rendering.above.includes(id) ? address : entryOf(target, include, rendering)
}
