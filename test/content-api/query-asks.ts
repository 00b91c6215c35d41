import { type Dice, poolOf } from './query-values.ts'
import type { Asked } from './query-oracle.ts'
import { type PlainField, type PlainState, type PlainType, type QueryWorld, typeOf } from './query-world.ts'

export interface Query {
  type: string
  locale: string
  fallback: boolean
  /** Which of the world's states; null for the present without saying so. */
  state: number | null
  filter: Asked | null
  sort: { path: string[]; descending: boolean }[]
  /** How it is written: as brackets, as JSON in the address, or as a body. */
  form: 'brackets' | 'json' | 'body'
  limit: number
  offset: number | null
  select: string[] | null
  omit: string[] | null
  include: Include[]
  dedupe: boolean
  /** In place of entries. */
  figures: { group: string[]; aggregates: string[] } | null
}

export interface Include {
  path: string[]
  limit?: number
  filter?: Asked
  sort?: { path: string[]; descending: boolean }[]
}

interface Asking {
  dice: Dice
  world: QueryWorld
  state: PlainState
}

export function randomQuery(dice: Dice, world: QueryWorld): Query {
  const type = dice.pick(['thing', 'thing', 'thing', 'other'])
  const state = dice.chance(0.3) ? dice.below(world.states.length) : null
  const asking = { dice, world, state: world.states[state ?? world.states.length - 1] as PlainState }
  const plain = typeOf(world.types, type)
  const isFigures = dice.chance(0.15)
  const choice = dice.below(6)
  const names = dice.some(
    plain.fields.map(({ name }) => name),
    0.3,
  )
  return {
    type,
    state,
    locale: dice.pick(Object.keys(world.chains)),
    fallback: dice.chance(0.8),
    filter: dice.chance(0.85) ? condition(plain, asking, { depth: dice.below(5), paths: 4 }) : null,
    sort: isFigures ? [] : sortKeys(plain, asking),
    form: dice.pick(['brackets', 'brackets', 'json', 'body']),
    limit: dice.pick([1, 2, 3, 250, 250]),
    offset: !isFigures && dice.chance(0.2) ? dice.below(6) : null,
    select: !isFigures && choice === 0 ? dice.some(['_id', '_type', '_locale', '_revision', ...names], 0.6) : null,
    omit: !isFigures && choice === 1 ? names : null,
    include: isFigures || dice.chance(0.5) ? [] : includes(plain, asking),
    dedupe: !isFigures && dice.chance(0.15),
    figures: isFigures ? figures(plain, asking) : null,
  }
}

const any = ['null'] as const
const equality = ['eq', 'ne', 'in', 'nin', 'null', 'empty'] as const
const ordered = [...equality, 'gt', 'gte', 'lt', 'lte', 'between'] as const
const textual = [...ordered, 'contains', 'startsWith', 'endsWith', 'icontains', 'istartsWith', 'iendsWith', 'ieq'] as const

/** The operators of each kind, as the contract lists them. */
function operatorsOf({ kind, many }: PlainField): readonly string[] {
  if (kind === '_id') return ['eq', 'ne', 'in', 'nin', 'null']
  if (kind === 'reference') return ['eq', 'ne', 'in', 'nin', 'null', ...(many === true ? ['hasAny', 'hasAll'] : [])]
  if (kind === 'json') return ['null', 'empty']
  if (kind === 'location') return ['null', 'empty', 'near', 'within']
  if (kind === 'component' || kind === 'blocks') return any
  if (kind === 'enum') return many === true ? ['hasAny', 'hasAll', 'empty', 'null'] : equality
  if (kind === 'boolean' || kind === 'color') return equality
  return ['integer', 'decimal', 'number', 'date', 'datetime'].includes(kind) ? ordered : textual
}

interface Bounds {
  depth: number
  /** Names that a path may still have. */
  paths: number
}

function condition(type: PlainType, asking: Asking, bounds: Bounds): Asked {
  const { dice } = asking
  const inner = () => condition(type, asking, { ...bounds, depth: bounds.depth - 1 })
  if (bounds.depth > 0 && dice.chance(0.55)) {
    const several = () => Array.from({ length: 1 + dice.below(3) }, inner)
    return dice.pick([() => ({ and: several() }), () => ({ or: several() }), () => ({ not: inner() })])()
  }
  const quantified = bounds.depth > 0 && dice.chance(0.4) ? quantifiedPath(type, asking, bounds) : null
  return quantified ?? comparison(type, asking, bounds.paths)
}

function comparison(type: PlainType, asking: Asking, length: number): Asked {
  const { dice } = asking
  if (type.fields.length > 0 && dice.chance(0.92)) {
    const field = dice.pick(type.fields)
    const deeper = length > 1 ? insideOf(field, asking) : []
    if (deeper.length > 0 && dice.chance(field.kind === 'reference' ? 0.6 : 0.9)) {
      const { type: inner, steps } = dice.pick(deeper)
      const found = comparison(inner, asking, length - 1)
      if ('op' in found && (inner.isComponent !== true || !found.path[0]?.startsWith('_')))
        return { ...found, path: [field.name, ...steps, ...found.path] }
    }
    return { path: [field.name], ...operation(field, asking) }
  }
  const system: PlainField = dice.pick([
    { name: '_id', kind: '_id' },
    { name: '_revision', kind: 'integer' },
  ])
  if (type.isComponent === true) return comparison(type, asking, length)
  return { path: [system.name], ...operation(system, asking) }
}

/** What stands behind a field, and the names on the way: those of blocks. A type that nobody may read has nothing. */
function insideOf(field: PlainField, { world }: Asking): { type: PlainType; steps: string[] }[] {
  const named = (names: readonly string[]) => names.map((name) => typeOf(world.types, name)).filter(({ isHidden }) => isHidden !== true)
  if (field.kind === 'reference') return named(field.to ?? []).map((type) => ({ type, steps: [] }))
  if (field.kind === 'component') return named(field.components ?? []).map((type) => ({ type, steps: [] }))
  return field.kind === 'blocks' ? named(field.blocks ?? []).map((type) => ({ type, steps: [type.name] })) : []
}

function operation(field: PlainField, asking: Asking): { op: string; value: unknown } {
  const { dice } = asking
  const op = dice.pick(operatorsOf(field))
  const pool = operandsOf(field, asking)
  const one = () => dice.pick(pool)
  // Only `eq` and what is in a list may be the empty text.
  const said = () => dice.pick(pool.filter((value) => value !== ''))
  if (op === 'null' || op === 'empty') return { op, value: dice.chance(0.5) }
  if (op === 'near')
    return { op, value: dice.pick(['52.52,13.405,1km', '52.52,13.405,30000m', '-17,179.9,100mi', '-90,0,20039km', '0,0,5000.5km']) }
  if (op === 'within') return { op, value: dice.pick(['47,5,55,15', '-20,177,-10,-179', '-90,-180,90,180', '0,0,0,0']) }
  if (op === 'between') return { op, value: [said(), said()] }
  if (op === 'in') return { op, value: dice.chance(0.1) ? [] : dice.some(pool, 0.3) }
  if (op === 'nin' || op === 'hasAny' || op === 'hasAll')
    return {
      op,
      value: dice.some(
        pool.filter((value) => value !== ''),
        0.3,
      ),
    }
  return { op, value: op === 'eq' ? one() : said() }
}

/** Values to compare with; of references the ids of everything, there or not. */
function operandsOf(field: PlainField, { state, dice }: Asking): readonly unknown[] {
  if (field.kind === 'reference' || field.kind === '_id') return dice.shuffled(state.entries.map(({ id }) => id)).slice(0, 6)
  const pool = poolOf(field)
  return field.kind === 'enum' || field.kind === 'slug' ? pool : pool
}

/** `any`, `all` or `none` of a list: what stands behind it is about its items. */
function quantifiedPath(type: PlainType, asking: Asking, bounds: Bounds): Asked | null {
  const { dice } = asking
  const lists = type.fields.filter((field) => field.many === true || field.kind === 'blocks')
  if (lists.length === 0) return null
  const field = dice.pick(lists)
  const quantifier = dice.pick(['any', 'all', 'none'] as const)
  const path = [field.name]
  const depth = bounds.depth - 1
  if (field.kind === 'enum')
    return { path, quantifier, of: { path: [], ...operation({ ...field, many: undefined } as unknown as PlainField, asking) } }
  const inside = insideOf(field, asking)
  if (inside.length === 0) return null
  const { type: inner, steps } = dice.pick(inside)
  // Of blocks a path begins with the name of one; of them only single conditions are made.
  if (field.kind !== 'blocks') return { path, quantifier, of: condition(inner, asking, { depth, paths: bounds.paths - 1 }) }
  const found = comparison(inner, asking, bounds.paths - 1)
  return 'op' in found ? { path, quantifier, of: { ...found, path: [...steps, ...found.path] } } : null
}

const sortable = ['text', 'slug', 'email', 'url', 'enum', 'integer', 'decimal', 'number', 'boolean', 'date', 'datetime', 'color']

function sortKeys(type: PlainType, asking: Asking): Query['sort'] {
  const { dice } = asking
  const keys = Array.from({ length: dice.below(4) }, () => singlePath(type, asking, 3)).filter((path) => path !== null)
  const unique = keys.filter((path, index) => keys.findIndex((other) => other.join() === path.join()) === index)
  return unique.map((path) => ({ path, descending: dice.chance(0.5) }))
}

/** A path to one value: through single references to one type, and single components. */
function singlePath(type: PlainType, asking: Asking, length: number): string[] | null {
  const { dice } = asking
  const usable = type.fields.filter(
    ({ kind, many, to, components }) =>
      many !== true &&
      (sortable.includes(kind) || (length > 1 && (components !== undefined || (to?.length === 1 && !to.includes('hidden'))))),
  )
  if (usable.length === 0 || dice.chance(0.08)) return type.isComponent === true ? null : [dice.pick(['_id', '_revision'])]
  const field = dice.pick(usable)
  if (sortable.includes(field.kind)) return [field.name]
  const rest = singlePath(typeOf(asking.world.types, field.to?.[0] ?? field.components?.[0] ?? ''), asking, length - 1)
  return rest === null ? null : [field.name, ...rest]
}

function includes(type: PlainType, asking: Asking): Include[] {
  const { dice } = asking
  const found = Array.from({ length: 1 + dice.below(3) }, () => includePath(type, asking, 3)).flatMap((one) => one ?? [])
  return found.filter(({ path }, index) => found.findIndex((other) => other.path.join() === path.join()) === index)
}

/** A path that ends at a reference, or at the references of a level; a list of targets may have options of its own. */
function includePath(type: PlainType, asking: Asking, length: number): Include | null {
  const { dice } = asking
  if (dice.chance(0.15)) return { path: ['*'] }
  const usable = type.fields.filter((field) => field.kind === 'reference' || (length > 1 && insideOf(field, asking).length > 0))
  if (usable.length === 0) return null
  const field = dice.pick(usable)
  const inside = insideOf(field, asking)
  if (field.kind === 'reference' && (length === 1 || inside.length === 0 || dice.chance(0.6)))
    return { path: [field.name], ...options(field, asking) }
  const { type: inner, steps } = dice.pick(inside)
  const found = includePath(inner, asking, length - 1)
  return found === null ? null : { ...found, path: [field.name, ...steps, ...found.path] }
}

function options(field: PlainField, asking: Asking): Omit<Include, 'path'> {
  const { dice } = asking
  const [target, ...more] = insideOf(field, asking).map(({ type }) => type)
  if (target === undefined || field.many !== true || dice.chance(0.5)) return {}
  return {
    ...(dice.chance(0.5) ? { limit: 1 + dice.below(2) } : {}),
    ...(more.length === 0 && dice.chance(0.5) ? { sort: sortKeys(target, asking) } : {}),
    ...(more.length === 0 && dice.chance(0.5) ? { filter: condition(target, asking, { depth: 1, paths: 2 }) } : {}),
  }
}

function figures(type: PlainType, asking: Asking): Query['figures'] {
  const { dice } = asking
  const path = (kinds: readonly string[]) => {
    const found = singlePath(type, asking, 2)
    const field = found === null ? undefined : lastField(type, found, asking.world)
    return found !== null && field !== undefined && kinds.includes(field.kind) ? found.join('.') : null
  }
  const groups = Array.from({ length: dice.below(3) }, () => path(sortable)).filter((one) => one !== null)
  const numbers = Array.from({ length: 3 }, () => path(['integer', 'decimal'])).filter((one) => one !== null)
  const values = Array.from({ length: 2 }, () =>
    path(sortable.filter((kind) => kind !== 'boolean' && kind !== 'color' && kind !== 'url')),
  ).filter((one) => one !== null)
  const aggregates = [
    'count',
    ...numbers.flatMap((one) => [`sum(${one})`, `avg(${one})`]),
    ...values.flatMap((one) => [`min(${one})`, `max(${one})`, `countDistinct(${one})`]),
  ]
  return { group: [...new Set(groups)], aggregates: [...new Set(aggregates)].slice(0, 10) }
}

/** The field that a path of single values ends at. */
export function lastField(type: PlainType, [name = '', ...rest]: readonly string[], world: QueryWorld): PlainField {
  if (name.startsWith('_')) return { name, kind: name === '_id' ? '_id' : 'integer' }
  const field = type.fields.find((candidate) => candidate.name === name)
  if (field === undefined) throw new Error(`${type.name} has no ${name}`)
  return rest.length === 0 ? field : lastField(typeOf(world.types, field.to?.[0] ?? field.components?.[0] ?? ''), rest, world)
}
