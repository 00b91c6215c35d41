import { GraphQLBoolean, type GraphQLFieldConfigMap, GraphQLID, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql'
import { type Building, noted } from './building.ts'
import type { ResolvedPath } from './root-results.ts'
import { shapeBelow } from './shown.ts'

/** What lives at a path, in the words of `resolve`, and the entry itself. */
export function resolvedType(building: Building): GraphQLObjectType {
  const { names, own, meanings } = building
  const name = names.own('Resolved')
  meanings.set(name, 'entry', { kind: 'entry' })
  const made = new GraphQLObjectType<ResolvedPath>({
    name,
    description: 'What lives at a path now',
    fields: {
      ...facts,
      entry: {
        type: own.entry,
        description: 'The entry; null where the path leads out of the content',
        resolve: ({ shape, entry }, _args, _context, info) => {
          const below = shapeBelow(shape, info)
          return entry[below.variant] === undefined ? null : { shape: below, values: entry }
        },
      },
    },
  })
  return noted(building, made)
}

const fact = (
  type: typeof GraphQLString | typeof GraphQLID | GraphQLNonNull<typeof GraphQLBoolean> | typeof GraphQLBoolean,
  description: string,
) => ({
  type,
  description,
  resolve: ({ found }: ResolvedPath, _args: unknown, _context: unknown, { fieldName }: { fieldName: string }) => found[fieldName],
})

const facts: GraphQLFieldConfigMap<ResolvedPath, unknown> = {
  id: fact(GraphQLID, 'Null where the path leads out of the content'),
  type: fact(GraphQLString, 'The name of the content type'),
  locale: fact(GraphQLString, 'The language that the path is of'),
  path: fact(GraphQLString, 'The path to use: the present one of an entry that has moved, or where a redirect leads'),
  slug: fact(GraphQLString, 'The slug of the entry'),
  moved: fact(new GraphQLNonNull(GraphQLBoolean), 'Whether another path is to be used in place of the one that was asked for'),
  permanent: fact(GraphQLBoolean, 'Whether it has moved for good; null where it has not moved'),
}
