import { type ContentType, isUuid } from '@verso/model'
import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import { DocumentFault } from './document-fault.ts'
import { argumentsOf, type AskedField, fieldsIn, type Reading, typeBelow } from './document-fields.ts'
import { graphLimits } from './graph-limits.ts'
import { faultsOf } from './lazy-schema.ts'
import type { GraphSchema } from './graph-schema.ts'
import { type Planning, planEntry } from './plan-selections.ts'
import { readConditions } from './read-conditions.ts'
import { viewpointArguments } from './root-type.ts'
import type { Shape } from './shown.ts'
import { newVariant, type ReadCount, type Variant } from './variants.ts'

/** One read that a field of the root comes to, in the terms of every other read. */
interface GraphRead {
  /** As in a JSON body. */
  parameters: Record<string, unknown>
  select: string[]
}

/** A field of the root, and the reads that give all it asks for: one nearly always. */
export interface RootRead {
  /** The name that the answer gives it. */
  key: string
  type: ContentType
  read: 'one' | 'single' | 'list'
  /** Of one entry: its id or slug. Null where nothing can be at what was asked for. */
  address: string | null
  reads: GraphRead[]
  shape: Shape
}

export interface DocumentRequest {
  document: DocumentNode
  operationName: string | null
  variables: Record<string, unknown>
}

/** Refuses what doesn't fit the schema. */
export function validateDocument({ schema }: GraphSchema, document: DocumentNode): void {
  const errors = faultsOf(schema, document)
  if (errors.length > 0) throw new DocumentFault('invalid_document', errors)
}

/** The operation that is asked for; only queries are run. */
export function operationOf({ document, operationName }: DocumentRequest): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName)
  if (operation === null || operation === undefined)
    throw wrong(
      operationName === null
        ? 'Name one of the operations with "operationName"'
        : `There is no operation "${operationName}" in the document`,
    )
  if (operation.operation !== OperationTypeNode.QUERY) throw wrong(`Content is only read here: there is no ${operation.operation}`)
  return operation
}

/** A valid document as reads. Nothing is looked up. */
export function planDocument(graph: GraphSchema, request: DocumentRequest): RootRead[] {
  const operation = operationOf(request)
  const { coerced, errors } = getVariableValues(graph.schema, operation.variableDefinitions ?? [], request.variables, { maxErrors: 20 })
  if (errors !== undefined) throw new DocumentFault('invalid_document', errors)
  const { definitions } = request.document
  const fragments = new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])))
  const reading: Reading = { graph, fragments, variables: coerced }
  const together = { count: { left: graphLimits.reads }, rows: { total: 0 } }
  const roots = [...rootsIn(operation, reading).values()].map((fields) => planRoot(fields, { ...reading, ...together }))
  return withOneViewpoint(roots.flatMap((root) => root ?? []))
}

/** By response key: the same field may be asked for in several places. */
function rootsIn({ selectionSet }: OperationDefinitionNode, reading: Reading): Map<string, AskedField[]> {
  const roots = new Map<string, AskedField[]>()
  for (const asked of fieldsIn(selectionSet, 'Query', reading)) {
    const before = roots.get(asked.key)
    if (before === undefined) roots.set(asked.key, [asked])
    else before.push(asked)
  }
  return roots
}

type RootPlanning = Reading & { count: ReadCount; rows: { total: number } }

function planRoot(fields: readonly AskedField[], planning: RootPlanning): RootRead | null {
  const [first] = fields
  const meaning = first === undefined ? undefined : planning.graph.meanings.get('Query', first.node.name.value)
  if (first === undefined || meaning?.kind !== 'root') return null
  const { type, read } = meaning
  const given = argumentsOf(first, planning)
  const { id, slug, first: limit, filter, ...others } = given
  const variants = [newVariant(planning.count)]
  const shape: Shape = { variant: 0, below: new Map() }
  const gathering: Planning = { ...planning, variants, isSearch: others['search'] !== undefined }
  const rows = read === 'list' && typeof limit === 'number' ? Math.max(1, limit) : 1
  const wishes = fields.map((asked) => (read === 'list' ? planList : planOne)(asked, { planning: gathering, shape, rows }))
  const parameters = {
    ...others,
    ...(limit === undefined ? {} : { limit }),
    ...(filter === undefined ? {} : { filter: readConditions(filter) }),
    ...(variants[0]?.select.has('_highlights') === true ? { highlight: true } : {}),
  }
  const isCounted = wishes.includes('total')
  const reads = variants.map((variant, index) => readOf(variant, index === 0 && isCounted ? { ...parameters, count: true } : parameters))
  return { key: first.key, type, read, address: read === 'one' ? addressOf(first, { id, slug }) : null, reads, shape }
}

function readOf({ select, include, richText }: Variant, parameters: Record<string, unknown>): GraphRead {
  return {
    parameters: {
      ...parameters,
      ...(include.size === 0 ? {} : { include: Object.fromEntries(include) }),
      ...(richText === undefined || richText === null ? {} : { richText }),
    },
    select: [...select],
  }
}

interface Gathering {
  planning: Planning
  shape: Shape
  rows: number
}

function planOne(asked: AskedField, gathering: Gathering): null {
  const type = typeBelow(asked, gathering.planning)
  if (asked.node.selectionSet !== undefined && type !== undefined) planEntry(asked.node.selectionSet, type.name, gathering)
  return null
}

/** Goes through what leads to the entries of a list; says whether its total is asked for. */
function planList(asked: AskedField, { planning, shape, rows }: Gathering): 'total' | null {
  const type = typeBelow(asked, planning)
  if (asked.node.selectionSet === undefined || type === undefined) return null
  let wish: 'total' | null = null
  for (const field of fieldsIn(asked.node.selectionSet, type.name, planning)) {
    const meaning = planning.graph.meanings.get(field.typeName, field.node.name.value)
    if (meaning?.kind === 'total') wish = 'total'
    if (meaning?.kind !== 'plumbing') continue
    const gathering = { planning, shape: below(field, shape), rows }
    if (field.node.name.value === 'nodes') planOne(field, gathering)
    else planEdges(field, gathering)
  }
  return wish
}

function planEdges(asked: AskedField, { planning, shape, rows }: Gathering): void {
  const type = typeBelow(asked, planning)
  if (asked.node.selectionSet === undefined || type === undefined) return
  for (const field of fieldsIn(asked.node.selectionSet, type.name, planning)) {
    const meaning = planning.graph.meanings.get(field.typeName, field.node.name.value)
    if (meaning?.kind === 'plumbing') planOne(field, { planning, shape: below(field, shape), rows })
  }
}

function below({ typeName, key }: AskedField, shape: Shape): Shape {
  const known = shape.below.get(`${typeName}.${key}`)
  const made = known ?? { variant: 0, below: new Map() }
  shape.below.set(`${typeName}.${key}`, made)
  return made
}

/** An id is no slug, and a slug no id. */
function addressOf({ node }: AskedField, { id, slug }: { id?: unknown; slug?: unknown }): string | null {
  if ((id === undefined) === (slug === undefined)) throw wrong(`Give "id" or "slug" to "${node.name.value}"`, node)
  if (typeof id === 'string') return isUuid(id) ? id : null
  return typeof slug === 'string' && slug !== '' && !isUuid(slug) ? slug : null
}

/** One document shows one state: whatever is said of it anywhere counts everywhere. */
function withOneViewpoint(roots: RootRead[]): RootRead[] {
  const viewpoint: Record<string, unknown> = {}
  for (const { parameters } of roots.flatMap(({ reads }) => reads)) {
    for (const name of viewpointArguments) {
      const value = parameters[name]
      if (value === undefined) continue
      if (viewpoint[name] !== undefined && viewpoint[name] !== value) throw wrong(`One document reads one state: "${name}" is given twice`)
      viewpoint[name] = value
    }
  }
  return roots.map((root) => ({
    ...root,
    reads: root.reads.map((read) => ({ ...read, parameters: { ...read.parameters, ...viewpoint } })),
  }))
}

function wrong(sentence: string, node?: AskedField['node']): DocumentFault {
  return new DocumentFault('invalid_query', [new GraphQLError(sentence, node === undefined ? {} : { nodes: [node] })])
}
