import { allFields, type ContentType } from '@verso/model'
import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql'
import type { Building } from './building.ts'
import { connectionOf } from './connection-type.ts'
import { objectOf } from './entry-types.ts'
import { filterOf } from './filter-types.ts'
import { listOf } from './own-types.ts'
import { resolvedType } from './resolved-type.ts'
import { type RootContext, resolveRoot } from './root-results.ts'

type RootField = GraphQLFieldConfig<unknown, RootContext>

/** What can be asked: one entry of each type, and lists. */
export function rootType(building: Building): GraphQLObjectType {
  const { model, names, meanings } = building
  const fields = model.types.flatMap((type): [string, RootField][] => {
    if (type.kind === 'component') return []
    meanings.set('Query', type.name, { kind: 'root', type, read: type.kind === 'single' ? 'single' : 'one' })
    if (type.kind === 'single') return [[type.name, oneField(type, viewArgs(building), building)]]
    meanings.set('Query', names.listOf(type), { kind: 'root', type, read: 'list' })
    const slug = type.fields.some(({ id }) => id === type.slugField) ? { slug: { type: GraphQLString } } : {}
    return [
      [type.name, oneField(type, { id: { type: GraphQLID }, ...slug, ...viewArgs(building) }, building)],
      [names.listOf(type), listField(type, building)],
    ]
  })
  return new GraphQLObjectType<unknown, RootContext>({
    name: 'Query',
    description: 'All fields of one document read the same state.',
    fields: { _types: namesField(building), ...acrossTypes(building), ...Object.fromEntries(fields) },
  })
}

/** What is about entries of whichever types; names of Verso's begin with `_`, so that no type of a model has them. */
function acrossTypes(building: Building): Record<string, RootField> {
  const { own, meanings } = building
  meanings.set('Query', '_entries', { kind: 'across', read: 'entries' })
  meanings.set('Query', '_resolve', { kind: 'across', read: 'path' })
  const { fallback: _, ...view } = viewArgs(building)
  return {
    _entries: {
      type: new GraphQLNonNull(new GraphQLList(own.entry)),
      description: 'Entries of any type, in the order of their ids; null where none is published',
      args: { ids: { type: listOf(GraphQLID), description: 'Up to 100' }, ...viewArgs(building) },
      resolve: resolveRoot,
    },
    _resolve: {
      type: resolvedType(building),
      description: 'What lives at a path now, or where an old one leads by now; null where nothing does',
      args: {
        path: { type: new GraphQLNonNull(GraphQLString), description: 'Such as /about; of a type without a tree, / and the slug' },
        type: { type: GraphQLString, description: 'Only what is of this type, by its name' },
        ...view,
      },
      resolve: resolveRoot,
    },
  }
}

/** A reader who may see nothing has a schema all the same, and a type has fields. */
function namesField({ model }: Building): RootField {
  const names = model.types.filter(({ kind }) => kind !== 'component').map(({ name }) => name)
  return { type: listOf(GraphQLString), description: 'The names of the content types', resolve: () => names }
}

function oneField(type: ContentType, args: GraphQLFieldConfigArgumentMap, building: Building): RootField {
  const which = type.kind === 'single' ? '' : ' by its id or its slug'
  return { type: objectOf(type, building), description: `${type.label}${which}; null where none is published`, args, resolve: resolveRoot }
}

function listField(type: ContentType, building: Building): RootField {
  const isSearched = allFields(type).some(({ searchable }) => searchable === true)
  return {
    type: new GraphQLNonNull(connectionOf(type, building)),
    description: `A list of ${type.label}`,
    args: {
      filter: { type: filterOf(type, building) },
      sort: {
        type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
        description: 'Paths, - in front for descending: ["-_publishedAt", "author.name"]',
      },
      ...(isSearched ? { search: { type: GraphQLString, description: 'Words that an entry must hold' } } : {}),
      first: { type: GraphQLInt, defaultValue: 20, description: '1 to 250' },
      after: { type: GraphQLString, description: 'The cursor of the entry before' },
      offset: { type: GraphQLInt, description: 'Entries to pass over, in place of `after`' },
      ...viewArgs(building),
    },
    resolve: resolveRoot,
  }
}

/** Which content is meant. All that is named of a state or a perspective counts for the whole document. */
function viewArgs({ own }: Building): GraphQLFieldConfigArgumentMap {
  const same = 'It counts for the whole document'
  return {
    locale: { type: GraphQLString, description: 'Language; the default one when absent' },
    fallback: { type: GraphQLBoolean, defaultValue: true, description: 'Whether other languages stand in' },
    seq: { type: GraphQLInt, description: `Reads the published state of that point. ${same}` },
    at: { type: own.dateTime, description: `Reads the published state of that moment. ${same}` },
    minSeq: { type: GraphQLInt, description: `Waits until this server has seen that point. ${same}` },
    perspective: { type: GraphQLString, description: `With a preview token: drafts, or release:<id>. ${same}` },
  }
}

/** The arguments that are said of the state that is read, not of the entries. */
export const viewpointArguments = ['seq', 'at', 'minSeq', 'perspective'] as const
