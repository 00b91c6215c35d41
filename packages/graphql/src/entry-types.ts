import { allFields, comparisonOf, componentTypesOf, type ContentType, type Field, isItemList, namesBeside } from '@verso/model'
import { entriesBeside, targetTypes } from '@verso/query'
import {
  GraphQLFloat,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLList,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql'
import { type Building, isEntryType, noted } from './building.ts'
import { filterOf } from './filter-types.ts'
import { meaningOf } from './meanings.ts'
import { listOf } from './own-types.ts'
import { resolveBlock, resolveEntry, resolveInside, resolveRichText, resolveValue, type Shown } from './shown.ts'

type FieldConfig = GraphQLFieldConfig<Shown, unknown>

/** The object type of a content type: of entries with what is Verso's, of components with their key. */
export function objectOf(type: ContentType, building: Building): GraphQLObjectType {
  const known = building.objects.get(type.id)
  if (known !== undefined) return known
  const name = building.names.typeOf(type)
  const isEntry = isEntryType(type)
  const made = new GraphQLObjectType<Shown>({
    name,
    description: type.description ?? type.label,
    interfaces: isEntry ? [building.own.entry] : [],
    fields: () => ({ ...(isEntry ? systemFields(type, building) : keyField(name, building)), ...ownFields(type, building) }),
  })
  building.objects.set(type.id, made)
  return noted(building, made)
}

function keyField(typeName: string, { meanings }: Building): GraphQLFieldConfigMap<Shown, unknown> {
  meanings.set(typeName, '_key', { kind: 'plumbing' })
  return { _key: { type: GraphQLString, description: 'Names the item in its list', resolve: resolveValue } }
}

function systemFields(type: ContentType, building: Building): GraphQLFieldConfigMap<Shown, unknown> {
  const { own, meanings, names } = building
  const typeName = names.typeOf(type)
  const shared = own.entry.toConfig().fields
  const inTree: [string, GraphQLOutputType][] = [
    ...(type.fields.some(({ id }) => id === type.slugField) ? [['_path', GraphQLString] as [string, GraphQLOutputType]] : []),
    ['_parent', GraphQLID],
  ]
  const tree = type.tree === true ? inTree : []
  const found = allFields(type).some(({ searchable }) => searchable === true)
    ? ([
        ['_score', GraphQLFloat],
        ['_highlights', own.json],
      ] as const)
    : []
  for (const name of [...Object.keys(shared), ...tree.map(([one]) => one)]) meanings.set(typeName, name, { kind: 'value', name })
  for (const [name] of found) meanings.set(typeName, name, { kind: 'found', name })
  return Object.fromEntries([
    ...Object.entries(shared).map(([name, { type: of, description }]) => [name, { type: of, description, resolve: resolveValue }]),
    ...tree.map(([name, of]) => [name, { type: of, resolve: resolveValue }]),
    ...found.map(([name, of]) => [name, { type: of, description: 'Of a search; else null', resolve: resolveValue }]),
  ])
}

function ownFields(type: ContentType, building: Building): GraphQLFieldConfigMap<Shown, unknown> {
  const typeName = building.names.typeOf(type)
  const fields = type.fields.flatMap((field) => {
    const config = fieldConfig(field, type, building)
    if (config === null) return []
    const former = namesBeside(type, field, building.now)
    for (const name of [field.name, ...former]) building.meanings.set(typeName, name, meaningOf(field))
    const deprecated = former.map((name) => [name, { ...config, deprecationReason: `It is called "${field.name}" now` }] as const)
    return [[field.name, config] as const, ...deprecated, ...wordsField(field, type, building)]
  })
  return Object.fromEntries(fields)
}

/** The entries of a rich text stand beside it: whoever shows its words finds in them what their addresses name. */
function wordsField(field: Field, owner: ContentType, { own, meanings, names }: Building): [string, FieldConfig][] {
  if (field.kind !== 'richText') return []
  const name = entriesBeside(field)
  meanings.set(names.typeOf(owner), name, { kind: 'words', name: field.name })
  const args = {
    filter: { type: own.json, description: 'Which entries are given' },
    limit: { type: GraphQLInt, description: '1 to 250; 100 when absent' },
  }
  const type = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(own.entry)))
  return [
    [name, { type, description: `The entries that ${field.label} leads to, as they come in it, each once`, args, resolve: resolveInside }],
  ]
}

/** Null where there is nothing that this reader could be given. */
function fieldConfig(field: Field, owner: ContentType, building: Building): FieldConfig | null {
  const description = descriptionOf(field)
  const { own } = building
  switch (field.kind) {
    case 'richText':
      return {
        type: new GraphQLNonNull(own.richText),
        description,
        args: { format: { type: own.richTextForm, description: 'Portable Text when absent' } },
        resolve: resolveRichText,
      }
    case 'reference':
      return referenceConfig(field, owner, building)
    case 'component': {
      const [first] = componentTypesOf(field)
      if (first === undefined) return null
      const type = objectOf(first, building)
      return { type: isItemList(field) ? listOf(type) : type, description, resolve: resolveInside }
    }
    case 'blocks':
      return blocksConfig(field, owner, building)
    case 'media':
      return { type: field.many === true ? listOf(own.media) : own.media, description, resolve: resolveValue }
    case 'location':
      return { type: own.place, description, resolve: resolveValue }
    default: {
      const type = field.kind === 'json' ? own.json : building.scalars[comparisonOf(field)]
      return { type: field.many === true ? listOf(type) : type, description, resolve: resolveValue }
    }
  }
}

function descriptionOf({ label, help, options }: Field): string {
  const choices = options === undefined ? [] : [`One of: ${options.map(({ value }) => value).join(', ')}`]
  return [label, ...(help === undefined ? [] : [help]), ...choices].join('. ')
}

function referenceConfig(field: Field, owner: ContentType, building: Building): FieldConfig | null {
  const types = targetTypes(field, building.model)
  const [first] = types
  if (first === undefined) return null
  const target = types.length === 1 ? objectOf(first, building) : unionOf(field, owner, { types, building, resolveType: resolveEntry })
  const conditions = types.length === 1 ? filterOf(first, building) : building.own.json
  const args = {
    filter: { type: conditions, description: 'Which targets are given' },
    ...(field.many === true
      ? {
          limit: { type: GraphQLInt, description: '1 to 250; 100 when absent' },
          sort: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
        }
      : {}),
  }
  const type = field.many === true ? new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(target))) : target
  return { type, description: descriptionOf(field), args, resolve: resolveInside }
}

function blocksConfig(field: Field, owner: ContentType, building: Building): FieldConfig | null {
  const types = componentTypesOf(field)
  if (types.length === 0) return null
  const union = unionOf(field, owner, { types, building, resolveType: resolveBlock })
  return { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(union))), description: descriptionOf(field), resolve: resolveInside }
}

interface Union {
  types: readonly ContentType[]
  building: Building
  /** The name of the content type that a value is of. */
  resolveType: (shown: Shown) => unknown
}

function unionOf(field: Field, owner: ContentType, { types, building, resolveType }: Union): GraphQLUnionType {
  const { names } = building
  const byName = new Map(types.map((type) => [type.name, names.typeOf(type)]))
  const made = new GraphQLUnionType({
    name: names.ofField(owner, field),
    types: () => types.map((type) => objectOf(type, building)),
    resolveType: (shown: Shown) => byName.get(String(resolveType(shown))),
  })
  return noted(building, made)
}
