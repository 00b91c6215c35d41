import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLObjectType,
  GraphQLSchema,
  KnownTypeNamesRule,
  specifiedRules,
  specifiedScalarTypes,
  validate,
  visit,
} from 'graphql'
import type { Building } from './building.ts'
import { isEntryType } from './building.ts'
import { objectOf } from './entry-types.ts'
import { filterOf } from './filter-types.ts'

/**
 * A schema whose types have their fields worked out when a document first comes to them: a document is about a few types, and a model may have
 * hundreds, each with all conditions on what stands behind its fields. Only who asks what there is (introspection, a name that isn't known)
 * has all of it worked out.
 */
export function lazySchema(query: GraphQLObjectType, building: Building): GraphQLSchema {
  const { model, own, types } = building
  for (const type of [query, ...specifiedScalarTypes, ...Object.values(own)]) types.set(type.name, type)
  const entries = () => model.types.filter(isEntryType).map((type) => objectOf(type, building))
  let known: GraphQLSchema | undefined
  const whole = () => (known ??= new GraphQLSchema({ query, types: [own.entry], assumeValid: true }))
  // What names are made of is checked where types are named; a schema with no root says nothing by itself.
  const schema = new GraphQLSchema({ assumeValid: true })
  for (const type of model.types) {
    objectOf(type, building)
    if (isEntryType(type)) filterOf(type, building)
  }
  schema.getQueryType = () => query
  schema.getTypeMap = () => whole().getTypeMap()
  schema.getType = (name) => types.get(name) ?? whole().getType(name)
  schema.getImplementations = (of) => ({ objects: of === own.entry ? entries() : [], interfaces: [] })
  return schema
}

/** The faults of a document. The rule about names looks at the names of all types: it is left out where the document's are known ones. */
export function faultsOf(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  const named = new Map<string, GraphQLNamedType | undefined>()
  visit(document, {
    NamedType({ name }) {
      named.set(name.value, schema.getType(name.value))
    },
  })
  const areKnown = [...named.values()].every((type) => type !== undefined)
  return validate(schema, document, areKnown ? specifiedRules.filter((rule) => rule !== KnownTypeNamesRule) : specifiedRules, {
    maxErrors: 20,
  })
}
