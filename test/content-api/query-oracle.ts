import { type Comparing, compareValues, folded, isInBox, metresBetween, scaled, type Spot } from '../support/plain-values.ts'
import {
  holdsLocalized,
  type PlainEntry,
  type PlainField,
  type PlainState,
  type PlainType,
  type QueryWorld,
  typeOf,
  type Values,
} from './query-world.ts'

/** A condition as the contract has it, before anybody writes it into an address or JSON. An empty path is the item of a list itself. */
export type Asked =
  | { and: Asked[] }
  | { or: Asked[] }
  | { not: Asked }
  | { path: string[]; op: string; value: unknown }
  | { path: string[]; quantifier: 'any' | 'all' | 'none'; of: Asked }

export interface View {
  world: QueryWorld
  state: PlainState
  locale: string
  /** Without it only own values show. */
  fallback: boolean
}

/** What a reader sees of an entry, or of an item inside one: values by name, as they are displayed. */
export interface Shown {
  type: PlainType
  values: Values
  /** One of a list of blocks: a path from it begins with the name of its block. */
  isBlock?: true
  /** Absent for an item inside an entry. */
  entry?: PlainEntry & { locale: string; revision: number }
}

/** What is shown of an entry by its id; undefined where it isn't there for readers. */
export function shownById(id: string, view: View): Shown | undefined {
  const entry = view.state.entries.find((candidate) => candidate.id === id)
  return entry === undefined ? undefined : shown(entry, view)
}

export function shownOfType(name: string, view: View): Shown[] {
  return view.state.entries.filter(({ type }) => type === name).flatMap((entry) => shown(entry, view) ?? [])
}

function shown(entry: PlainEntry, { world, locale, fallback }: View): Shown | undefined {
  const type = typeOf(world.types, entry.type)
  if (type.isHidden === true) return undefined
  const isAlike = !holdsLocalized(type, world.types)
  const chain = world.chains[locale] ?? []
  const looked = isAlike ? ['en'] : fallback ? chain : [locale]
  const found = looked.find((code) => entry.published.has(code))
  const publication = found === undefined ? undefined : entry.published.get(found)
  if (found === undefined || publication === undefined) return undefined
  // Stand-ins are taken when it is published, along the chain of the language that it is published in.
  const standIns = fallback ? (world.chains[found] ?? []) : [found]
  const { content, revision } = publication
  return { type, values: displayed(content, type, { world, chain: standIns }), entry: { ...entry, locale: found, revision } }
}

interface Displaying {
  world: QueryWorld
  chain: readonly string[]
  /** Inside of a value of one language nothing else has languages. */
  isOfLocale?: boolean
}

function displayed(content: Values, type: PlainType, displaying: Displaying): Values {
  return Object.fromEntries(type.fields.map((field) => [field.name, displayedValue(field, content[field.name], displaying)]))
}

function displayedValue(field: PlainField, stored: unknown, displaying: Displaying): unknown {
  const isByLocale = field.localized === true && displaying.isOfLocale !== true
  const byLocale = stored as Record<string, unknown> | null | undefined
  const code = isByLocale ? displaying.chain.find((one) => byLocale?.[one] !== undefined && byLocale[one] !== null) : undefined
  const value = isByLocale ? (code === undefined ? undefined : byLocale?.[code]) : stored
  if (value === undefined || value === null) return isList(field) ? [] : null
  if (field.kind !== 'component' && field.kind !== 'blocks') return value
  const inside = { ...displaying, isOfLocale: displaying.isOfLocale === true || isByLocale }
  const items = [value].flat().map((item) => {
    const members = item as Values
    const name = field.kind === 'blocks' ? String(members._block) : (field.components?.[0] ?? '')
    const own = { ...(members._key === undefined ? {} : { _key: members._key }), ...(field.kind === 'blocks' ? { _block: name } : {}) }
    return { ...own, ...displayed(members, typeOf(displaying.world.types, name), inside) }
  })
  return isList(field) ? items : items[0]
}

export function isList({ kind, many }: PlainField): boolean {
  return many === true || kind === 'blocks' || kind === 'richText'
}

/** The items of a value: entries for references, things with values for components and blocks, and plain values. */
export type Item = { thing: Shown } | { plain: unknown; field: PlainField }

/** All that a path leads to from something that is shown: through lists to each of their items. */
export function reached(from: Shown, path: readonly string[], view: View): Item[] {
  const [name = '', ...rest] = path
  if (from.isBlock === true) return name === from.type.name ? reached({ type: from.type, values: from.values }, rest, view) : []
  if (name === '_id' || name === '_revision')
    return from.entry === undefined || rest.length > 0
      ? []
      : [{ plain: name === '_id' ? from.entry.id : from.entry.revision, field: { name, kind: name === '_id' ? '_id' : 'integer' } }]
  const field = from.type.fields.find((candidate) => candidate.name === name)
  if (field === undefined) return []
  const things = itemsOf(field, from.values[name], view)
  if (rest.length === 0) return things
  return things.flatMap((item) => {
    if (!('thing' in item)) return []
    return reached(item.thing, rest, view)
  })
}

function itemsOf(field: PlainField, value: unknown, view: View): Item[] {
  if (value === null || value === undefined) return []
  if (field.kind === 'richText') return (value as unknown[]).length === 0 ? [] : [{ plain: textOf(value), field }]
  if (!isList(field) && !['reference', 'component'].includes(field.kind)) return [{ plain: value, field }]
  return [value].flat().flatMap((one): Item[] => {
    if (field.kind === 'reference') {
      const thing = shownById((one as { _ref: string })._ref, view)
      return thing === undefined ? [] : [{ thing }]
    }
    if (field.kind !== 'component' && field.kind !== 'blocks') return [{ plain: one, field }]
    const name = field.kind === 'blocks' ? (one as { _block: string })._block : (field.components?.[0] ?? '')
    return [
      { thing: { type: typeOf(view.world.types, name), values: one as Values, ...(field.kind === 'blocks' ? { isBlock: true } : {}) } },
    ]
  })
}

function textOf(blocks: unknown): string {
  return (blocks as { children: { text: string }[] }[]).map(({ children }) => children.map(({ text }) => text).join('')).join('\n')
}

/** Whether a condition holds for something that is shown, or for one plain item of a list. */
export function holds(asked: Asked, item: Item, view: View): boolean {
  if ('and' in asked) return asked.and.every((one) => holds(one, item, view))
  if ('or' in asked) return asked.or.some((one) => holds(one, item, view))
  if ('not' in asked) return !holds(asked.not, item, view)
  const found = asked.path.length === 0 ? [item] : 'thing' in item ? reached(item.thing, asked.path, view) : []
  if (!('quantifier' in asked)) return compares(asked, found)
  const passes = (one: Item) => holds(asked.of, one, view)
  return asked.quantifier === 'any' ? found.some(passes) : asked.quantifier === 'all' ? found.every(passes) : !found.some(passes)
}

/** What is compared of an item: of an entry its id. */
function plainOf(item: Item): { value: unknown; comparing: Comparing } {
  if ('thing' in item) return { value: item.thing.entry?.id ?? null, comparing: 'bytes' }
  return { value: item.plain, comparing: comparingOf(item.field) }
}

export function comparingOf({ kind, bigint }: PlainField): Comparing {
  if (bigint === true || kind === 'decimal') return 'exact'
  if (kind === 'integer' || kind === 'number') return 'number'
  return ['text', 'longText', 'markdown', 'slug', 'email', 'url', 'richText', 'enum'].includes(kind) ? 'text' : 'bytes'
}

/** "Some item …", each operator by what the contract says of it. */
function compares({ op, value }: { op: string; value: unknown }, found: readonly Item[]): boolean {
  const isOne = (item: Item, operand: unknown) => isEqual(item, operand)
  const list = [value].flat()
  switch (op) {
    case 'eq':
      return found.some((item) => isOne(item, value))
    case 'ne':
      return !found.some((item) => isOne(item, value))
    case 'in':
    case 'hasAny':
      return found.some((item) => list.some((one) => isOne(item, one)))
    case 'nin':
      return !found.some((item) => list.some((one) => isOne(item, one)))
    case 'hasAll':
      return list.every((one) => found.some((item) => isOne(item, one)))
    case 'null':
      return (found.length === 0) === value
    case 'empty':
      return found.every(isEmpty) === value
    default:
      return found.some((item) => passes(op, item, list))
  }
}

function isEmpty(item: Item): boolean {
  return 'plain' in item && ['""', '[]', '{}'].includes(JSON.stringify(item.plain))
}

function isEqual(item: Item, operand: unknown): boolean {
  const { value, comparing } = plainOf(item)
  if ('plain' in item && item.field.kind === 'color') return colour(value) === colour(operand)
  return comparing === 'exact' ? scaled(String(value)) === scaled(String(operand)) : String(value) === String(operand)
}

/** A short form says each digit twice. */
function colour(value: unknown): string {
  const text = String(value).toLowerCase()
  return text.length > 5 ? text : text.replaceAll(/[0-9a-f]/g, '$&$&')
}

function passes(op: string, item: Item, [operand, other]: readonly unknown[]): boolean {
  const { value, comparing } = plainOf(item)
  const by = (one: unknown) => compareValues(value, one, comparing)
  const [text, part] = op.startsWith('i') ? [folded(value), folded(operand)] : [String(value), String(operand)]
  switch (op) {
    case 'gt':
      return by(operand) > 0
    case 'gte':
      return by(operand) >= 0
    case 'lt':
      return by(operand) < 0
    case 'lte':
      return by(operand) <= 0
    case 'between':
      return by(operand) >= 0 && by(other) <= 0
    case 'ieq':
      return text === part
    case 'near':
      return isNear(value as Spot, String(operand))
    case 'within':
      return isInBox(value as Spot, String(operand).split(',').map(Number))
    default:
      return holdsText(op.replace(/^i(?=[csE])/, '').toLowerCase(), text, part)
  }
}

function holdsText(op: string, text: string, part: string): boolean {
  if (op.endsWith('contains')) return text.includes(part)
  return op.endsWith('startswith') ? text.startsWith(part) : text.endsWith(part)
}

const metres: Record<string, number> = { m: 1, km: 1000, mi: 1609.344 }

function isNear(spot: Spot, operand: string): boolean {
  const [lat, lng, length = ''] = operand.split(',')
  const [, digits, unit = ''] = /^([\d.]+)([a-z]+)$/.exec(length) ?? []
  return metresBetween(spot, { lat: Number(lat), lng: Number(lng) }) <= Number(digits) * (metres[unit] ?? 0)
}
