import type { ContentType } from '@verso/model'
import {
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLString,
} from 'graphql'
import { type Building, noted } from './building.ts'
import { objectOf } from './entry-types.ts'
import { type Figures, figuresKey } from './list-wishes.ts'
import { listOf } from './own-types.ts'
import type { ListResult, Page } from './root-results.ts'
import { shapeBelow, type Shown } from './shown.ts'

interface Edge extends Page {
  index: number
}

/** A page of a list in the form that GraphQL clients know: edges with cursors, and the entries by themselves. */
export function connectionOf(type: ContentType, building: Building): GraphQLObjectType {
  const { names, own, meanings } = building
  const name = names.own(`${names.typeOf(type)}Connection`)
  const edge = edgeOf(type, building)
  for (const field of ['edges', 'nodes']) meanings.set(name, field, { kind: 'plumbing' })
  meanings.set(name, 'totalCount', { kind: 'total' })
  meanings.set(name, 'facets', { kind: 'facets' })
  meanings.set(name, 'aggregates', { kind: 'figures' })
  const made = new GraphQLObjectType<Page>({
    name,
    fields: () => ({
      edges: {
        type: listOf(edge),
        resolve: ({ shape, list }, _args, _context, info) =>
          list.cursors.map((_, index): Edge => ({ shape: shapeBelow(shape, info), list, index })),
      },
      nodes: {
        type: listOf(objectOf(type, building)),
        resolve: ({ shape, list }, _args, _context, info) => list.cursors.map((_, index) => entryAt({ shape, list, index }, info)),
      },
      pageInfo: { type: new GraphQLNonNull(own.pageInfo), resolve: ({ list }) => pageInfoOf(list) },
      totalCount: { type: new GraphQLNonNull(GraphQLInt), resolve: ({ list }) => list.total },
      facets: facetsField(building),
      aggregates: figuresField(building),
    }),
  })
  return noted(building, made)
}

const paths = new GraphQLList(new GraphQLNonNull(GraphQLString))

function facetsField({ own }: Building): GraphQLFieldConfig<Page, unknown> {
  return {
    type: listOf(own.facet),
    description: 'Of all entries that the list is about, whatever the page shows',
    args: { paths: { type: new GraphQLNonNull(paths), description: 'Up to 5 in all of a list' } },
    resolve: ({ list }, { paths: asked }: { paths: string[] }) => asked.map((path) => ({ path, values: list.facets[path] ?? [] })),
  }
}

function figuresField({ own }: Building): GraphQLFieldConfig<Page, unknown> {
  return {
    type: listOf(own.json),
    description: 'Figures about all entries that the list is about, by groups, in the form that addresses give them',
    args: {
      group: { type: paths, description: 'Up to 3 paths' },
      aggregate: { type: paths, description: 'count, countDistinct(path), min(path), max(path), sum(path), avg(path); count when absent' },
      limit: { type: GraphQLInt, description: 'Groups, 1 to 250; 20 when absent' },
    },
    resolve: ({ list }, figures: Figures) => list.figures.get(figuresKey(figures)),
  }
}

function edgeOf(type: ContentType, building: Building): GraphQLObjectType {
  const name = building.names.own(`${building.names.typeOf(type)}Edge`)
  building.meanings.set(name, 'node', { kind: 'plumbing' })
  const made = new GraphQLObjectType<Edge>({
    name,
    fields: () => ({
      node: { type: new GraphQLNonNull(objectOf(type, building)), resolve: (edge, _args, _context, info) => entryAt(edge, info) },
      cursor: { type: new GraphQLNonNull(GraphQLString), resolve: ({ list, index }) => list.cursors[index] },
    }),
  })
  return noted(building, made)
}

function entryAt({ shape, list, index }: Edge, info: GraphQLResolveInfo): Shown {
  return { shape: shapeBelow(shape, info), values: list.entries.map((entries) => entries[index]) }
}

function pageInfoOf({ cursors, hasMore, isContinued }: ListResult) {
  return {
    hasNextPage: hasMore,
    hasPreviousPage: isContinued,
    startCursor: cursors[0] ?? null,
    endCursor: cursors.at(-1) ?? null,
  }
}
