import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { DocumentFault } from './document-fault.ts'
import type { GraphSchema } from './graph-schema.ts'

/** A valid document with the values of its variables. */
export interface Reading {
  graph: GraphSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  variables: Record<string, unknown>
}

/** A field that is asked for, and the type that it is a field of. */
export interface AskedField {
  node: FieldNode
  typeName: string
  /** The name that the answer gives it. */
  key: string
}

/** The fields of a selection with its fragments put in, without what is skipped, and without those about the schema. */
export function* fieldsIn({ selections }: SelectionSetNode, typeName: string, reading: Reading): Generator<AskedField> {
  for (const selection of selections) {
    if (!isIncluded(selection, reading)) continue
    if (selection.kind === Kind.FIELD) {
      if (!selection.name.value.startsWith('__')) yield { node: selection, typeName, key: selection.alias?.value ?? selection.name.value }
      continue
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : reading.fragments.get(selection.name.value)
    if (fragment !== undefined) yield* fieldsIn(fragment.selectionSet, fragment.typeCondition?.name.value ?? typeName, reading)
  }
}

function isIncluded(selection: SelectionNode, { variables }: Reading): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables)
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables)
  return skip?.if !== true && include?.if !== false
}

/** The arguments of a field that have a value; null is as good as absent. */
export function argumentsOf({ node, typeName }: AskedField, { graph, variables }: Reading): Record<string, unknown> {
  const definition = fieldOf(graph, typeName, node.name.value)
  try {
    const values = definition === undefined ? {} : getArgumentValues(definition, node, variables)
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))
  } catch (error) {
    throw error instanceof GraphQLError ? new DocumentFault('invalid_document', [error]) : error
  }
}

/** The type that stands below a field. */
export function typeBelow({ node, typeName }: AskedField, { graph }: Reading): GraphQLNamedType | undefined {
  const definition = fieldOf(graph, typeName, node.name.value)
  return definition === undefined ? undefined : getNamedType(definition.type)
}

function fieldOf({ schema }: GraphSchema, typeName: string, name: string) {
  const type = schema.getType(typeName)
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
}
