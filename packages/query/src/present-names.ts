import { type ContentType, componentTypesOf, type Field, formerNamesOf, meantBy, type Model } from '@verso/model'
import { leadsToEntries, targetTypes } from './plan-context.ts'
import type { FilterNode, IncludeOnType, IncludeRequest, ReadRequest } from './read-request.ts'

interface Now {
  model: Model
  now: Date
}

/**
 * A request whose paths say the present names of fields. Readers may use the names from before a rename for a while; behind this
 * function nobody has to know that.
 */
export function withPresentNames(request: ReadRequest, type: ContentType, at: Now): ReadRequest {
  if (!hasFormerNames(at)) return request
  const path = (text: string) => presentPath(text, [type], at).path
  return {
    ...request,
    select: request.select?.map(path) ?? null,
    omit: request.omit?.map(path) ?? null,
    sort: request.sort.map((key) => ({ ...key, path: path(key.path) })),
    group: request.group?.map(path) ?? null,
    aggregate: request.aggregate?.map((one) => ({ ...one, path: one.path === null ? null : path(one.path) })) ?? null,
    filter: request.filter === null ? null : presentFilter(request.filter, [type], at),
    include: request.include.map((include) => {
      const { path: own, types } = presentPath(include.path, [type], at)
      return { ...include, path: own, ...presentOptions(include, types, at), on: include.on.map((one) => presentOnType(one, types, at)) }
    }),
  }
}

function presentOptions(
  { select, filter, sort }: Pick<IncludeRequest, 'select' | 'filter' | 'sort'>,
  types: readonly ContentType[],
  at: Now,
) {
  return {
    select: select?.map((text) => presentPath(text, types, at).path) ?? null,
    filter: filter === null ? null : presentFilter(filter, types, at),
    sort: sort.map((key) => ({ ...key, path: presentPath(key.path, types, at).path })),
  }
}

function presentOnType(one: IncludeOnType, types: readonly ContentType[], at: Now): IncludeOnType {
  const type = meantBy(types, one.type, at.now)
  if (type === undefined) return one
  const { select, filter } = presentOptions({ ...one, sort: [] }, [type], at)
  return { ...one, type: type.name, select, filter }
}

// Hardly any model has a renamed field at any time: all others cost one look.
const mayHave = new WeakMap<Model, boolean>()

function hasFormerNames({ model, now }: Now): boolean {
  const known = mayHave.get(model) ?? model.types.some((type) => type.fields.some((field) => field.formerNames !== undefined))
  mayHave.set(model, known)
  return known && model.types.some((type) => type.fields.some((field) => formerNamesOf(field, now).length > 0))
}

function presentFilter(node: FilterNode, types: readonly ContentType[], at: Now): FilterNode {
  if (node.kind === 'compare') return { ...node, path: presentPath(node.path, types, at).path }
  if (node.kind === 'not') return { ...node, of: presentFilter(node.of, types, at) }
  if (node.kind !== 'quantified')
    return {
      ...node,
      of: node.of.map((part) => presentFilter(part, types, at)),
    }
  const { path, types: behind } = presentPath(node.path, types, at)
  return { ...node, path, of: presentFilter(node.of, behind, at) }
}

/** The path in present names, and the types that it leads to. What no field is meant by stays as it is, for the plan to refuse. */
function presentPath(text: string, types: readonly ContentType[], at: Now): { path: string; types: ContentType[] } {
  let here = [...types]
  const names = text.split('.').map((name) => {
    const fields = here.flatMap((type) => meantBy(type.fields, name, at.now) ?? [])
    const present = fields.some((field) => field.name === name) ? name : (fields[0]?.name ?? name)
    here = fields.length > 0 ? fields.flatMap((field) => typesBehind(field, at)) : here.filter((type) => type.name === name)
    return present
  })
  return { path: names.join('.'), types: here }
}

function typesBehind(field: Field, { model }: Now): readonly ContentType[] {
  return leadsToEntries(field) ? targetTypes(field, model) : componentTypesOf(field)
}
