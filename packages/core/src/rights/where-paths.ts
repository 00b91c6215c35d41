import { componentTypesOf, type ContentType, type Field, isNested, isPlainObject, type Json, type Model } from '@verso/model'
import { isOperatorName, isQuantifierName } from '@verso/query'
import type { RuleWhere } from '@verso/data'

type Rename = (path: string) => string | null

/** The condition of a rule with what its paths mean: in each type that has all of them, ids in place of names. */
export function whereWithIds(filter: Json, types: readonly ContentType[], model: Model): RuleWhere {
  const paths = [...new Set(pathsIn(filter))]
  const known = types.flatMap((type) => {
    const found = paths.map((path) => [path, idsOfPath(path, type, model)] as const)
    return found.every(([, ids]) => ids !== null) ? [[type.id, Object.fromEntries(found)] as const] : []
  })
  return { filter, paths: Object.fromEntries(known) as RuleWhere['paths'] }
}

/** The condition in the present names of a type; null where a path leads to what isn't there, or is called differently in several types. */
export function whereInNames({ filter, paths }: RuleWhere, typeId: string, model: Model): Json | null {
  const ofType = paths[typeId]
  if (ofType === undefined) return null
  const names = namesById(model)
  return renamed(filter, { prefix: '', rename: (path) => nameOfPath(ofType[path], names) })
}

/** The same as people wrote it, in the names of the first type that it means something in. */
export function writtenWhere(where: RuleWhere, model: Model): Json {
  for (const typeId of Object.keys(where.paths)) {
    const written = whereInNames(where, typeId, model)
    if (written !== null) return written
  }
  return where.filter
}

interface Walk {
  /** The path of the list that a quantifier looks at the items of. */
  prefix: string
  rename: Rename
}

function renamed(filter: Json, walk: Walk): Json | null {
  if (!isPlainObject(filter)) return filter
  const members: [string, Json][] = []
  for (const [name, value] of Object.entries(filter as Record<string, Json>)) {
    const member = renamedMember(name, value, walk)
    if (member === null) return null
    members.push(member)
  }
  return Object.fromEntries(members)
}

function renamedMember(name: string, value: Json, walk: Walk): [string, Json] | null {
  if (name === 'and' || name === 'or') {
    if (!Array.isArray(value)) return [name, value]
    const parts = value.map((part) => renamed(part, walk))
    return parts.includes(null) ? null : [name, parts as Json[]]
  }
  if (name === 'not') {
    const part = renamed(value, walk)
    return part === null ? null : [name, part]
  }
  if (!isPath(name, walk)) return [name, value]
  const path = whole(name, walk)
  const called = walk.rename(path)
  if (called === null) return null
  const tail = called
    .split('.')
    .slice(path.split('.').length - name.split('.').length)
    .join('.')
  const inner = renamedConditions(value, { ...walk, prefix: path })
  return inner === null ? null : [tail, inner]
}

/** Operators stay; what stands behind a quantifier is about the items. */
function renamedConditions(value: Json, walk: Walk): Json | null {
  if (!isPlainObject(value)) return value
  const members: [string, Json][] = []
  for (const [name, operand] of Object.entries(value as Record<string, Json>)) {
    const inner = isQuantifierName(name) ? renamed(operand, walk) : operand
    if (inner === null) return null
    members.push([name, inner])
  }
  return Object.fromEntries(members)
}

/** Below a quantifier an operator may stand alone; members of Verso's have no ids. */
function isPath(name: string, { prefix }: Pick<Walk, 'prefix'>): boolean {
  return !name.startsWith('_') && !(prefix !== '' && isOperatorName(name))
}

function whole(name: string, { prefix }: Pick<Walk, 'prefix'>): string {
  return prefix === '' ? name : `${prefix}.${name}`
}

function pathsIn(filter: Json): string[] {
  const paths: string[] = []
  renamed(filter, {
    prefix: '',
    rename: (path) => {
      paths.push(path)
      return path
    },
  })
  return paths
}

/** Segments are ids (several where several types are meant), or `=` and a word that is no name of the model. Null for what isn't there. */
function idsOfPath(path: string, type: ContentType, model: Model): string | null {
  let holders: readonly ContentType[] = [type]
  let blocks: readonly ContentType[] | null = null
  const ids: string[] = []
  for (const segment of path.split('.')) {
    if (blocks !== null) {
      holders = blocks.filter(({ name }) => name === segment)
      blocks = null
      if (holders.length === 0) return null
      ids.push(holders.map(({ id }) => id).join('|'))
      continue
    }
    const fields = holders.flatMap((holder) => holder.fields.filter(({ name }) => name === segment))
    if (fields.length === 0) {
      if (ids.length === 0 || !(segment.startsWith('_') || fileMembers.has(segment))) return null
      ids.push(`=${segment}`)
      continue
    }
    ids.push(fields.map(({ id }) => id).join('|'))
    holders = fields.flatMap((field) => typesBehind(field, model))
    blocks = fields.some(({ kind }) => kind === 'blocks') ? holders : null
  }
  return ids.join('.')
}

const fileMembers = new Set(['filename', 'mimeType', 'width', 'height'])

function typesBehind(field: Field, model: Model): readonly ContentType[] {
  if (isNested(field)) return componentTypesOf(field)
  return (field.to ?? []).flatMap((id) => model.types.find((type) => type.id === id) ?? [])
}

function nameOfPath(ids: string | undefined, names: ReadonlyMap<string, string>): string | null {
  if (ids === undefined) return null
  const segments = ids.split('.').map((segment) => {
    if (segment.startsWith('=')) return segment.slice(1)
    const called = new Set(segment.split('|').flatMap((id) => names.get(id) ?? []))
    const [name] = called
    return called.size === 1 && name !== undefined ? name : null
  })
  return segments.includes(null) ? null : segments.join('.')
}

const namesOfModels = new WeakMap<Model, ReadonlyMap<string, string>>()

function namesById(model: Model): ReadonlyMap<string, string> {
  const known = namesOfModels.get(model)
  if (known !== undefined) return known
  const made = new Map(
    model.types.flatMap((type) => [[type.id, type.name] as const, ...type.fields.map((field) => [field.id, field.name] as const)]),
  )
  namesOfModels.set(model, made)
  return made
}
