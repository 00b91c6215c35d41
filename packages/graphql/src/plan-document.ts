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
import { addFigures, type ListWishes, newWishes } from './list-wishes.ts'
import { type GraphRead, readOf } from './graph-read.ts'
import type { GraphSchema } from './graph-schema.ts'
import { type AcrossRoot, planAcross, type RootPlanning } from './plan-across.ts'
import { type Planning, planEntry, shapeAt } from './plan-selections.ts'
import { readConditions } from './read-conditions.ts'
import { viewpointArguments } from './root-type.ts'
import type { Shape } from './shown.ts'
import { newVariant } from './variants.ts'

export type RootRead = TypeRoot | AcrossRoot

/** A field of the root about one type, and the reads that give all it asks for: one nearly always. */
export interface TypeRoot {
  /** The name that the answer gives it. */
  key: string
  type: ContentType
  read: 'one' | 'single' | 'list'
  /** Of one entry: its id or slug. Null where nothing can be at what was asked for. */
  address: string | null
  reads: GraphRead[]
  /** Figures about a list: each is a read of its own, which its answer is known by. */
  figures: { key: string; parameters: Record<string, unknown> }[]
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

function planRoot(fields: readonly AskedField[], planning: RootPlanning): RootRead | null {
  const [first, ...again] = fields
  const meaning = first === undefined ? undefined : planning.graph.meanings.get('Query', first.node.name.value)
  if (first !== undefined && meaning?.kind === 'across') return planAcross([first, ...again], meaning.read, planning)
  if (first === undefined || meaning?.kind !== 'root') return null
  const { type, read } = meaning
  const given = argumentsOf(first, planning)
  const { id, slug, first: limit, filter, ...others } = given
  const variants = [newVariant(planning.count)]
  const shape: Shape = { variant: 0, below: new Map() }
  const gathering: Planning = { ...planning, variants, isSearch: others['search'] !== undefined }
  const rows = read === 'list' && typeof limit === 'number' ? Math.max(1, limit) : 1
  const wishes = newWishes()
  for (const asked of fields) (read === 'list' ? planList : planOne)(asked, { planning: gathering, shape, rows, wishes })
  const parameters = {
    ...others,
    ...(limit === undefined ? {} : { limit }),
    ...(filter === undefined ? {} : { filter: readConditions(filter) }),
    ...(variants[0]?.select.has('_highlights') === true ? { highlight: true } : {}),
  }
  const beside = { ...(wishes.isCounted ? { count: true } : {}), ...(wishes.facets.size === 0 ? {} : { facets: [...wishes.facets] }) }
  const reads = variants.map((variant, index) => readOf(variant, index === 0 ? { ...parameters, ...beside } : parameters))
  const address = read === 'one' ? addressOf(first, { id, slug }) : null
  return { key: first.key, type, read, address, reads, figures: figuresOf(wishes, parameters), shape }
}

/** Figures are about what the list is about, of which its order and pages say nothing. */
function figuresOf({ figures }: ListWishes, parameters: Record<string, unknown>): TypeRoot['figures'] {
  const about = Object.entries(parameters).filter(([name]) => aboutLists.includes(name))
  return [...figures].map(([key, asked]) => {
    const said = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null)
    const parts = asked.aggregate === undefined && asked.group === undefined ? { aggregate: ['count'] } : {}
    return { key, parameters: { ...Object.fromEntries([...about, ...said]), ...parts } }
  })
}

const aboutLists: readonly string[] = ['locale', 'fallback', 'filter', 'search', ...viewpointArguments]

interface Gathering {
  planning: Planning
  shape: Shape
  rows: number
  wishes: ListWishes
}

function planOne(asked: AskedField, gathering: Omit<Gathering, 'wishes'>): void {
  const type = typeBelow(asked, gathering.planning)
  if (asked.node.selectionSet !== undefined && type !== undefined) planEntry(asked.node.selectionSet, type.name, gathering)
}

/** Goes through what leads to the entries of a list, and notes what is asked for beside them. */
function planList(asked: AskedField, { planning, shape, rows, wishes }: Gathering): void {
  const type = typeBelow(asked, planning)
  if (asked.node.selectionSet === undefined || type === undefined) return
  for (const field of fieldsIn(asked.node.selectionSet, type.name, planning)) {
    const meaning = planning.graph.meanings.get(field.typeName, field.node.name.value)
    if (meaning?.kind === 'total') wishes.isCounted = true
    if (meaning?.kind === 'facets') for (const path of argumentsOf(field, planning)['paths'] as string[]) wishes.facets.add(path)
    if (meaning?.kind === 'figures') addFigures(wishes, argumentsOf(field, planning), planning.count)
    if (meaning?.kind !== 'plumbing') continue
    const gathering = { planning, shape: shapeAt(field, shape, 0), rows }
    if (field.node.name.value === 'nodes') planOne(field, gathering)
    else planEdges(field, gathering)
  }
}

function planEdges(asked: AskedField, { planning, shape, rows }: Omit<Gathering, 'wishes'>): void {
  const type = typeBelow(asked, planning)
  if (asked.node.selectionSet === undefined || type === undefined) return
  for (const field of fieldsIn(asked.node.selectionSet, type.name, planning)) {
    const meaning = planning.graph.meanings.get(field.typeName, field.node.name.value)
    if (meaning?.kind === 'plumbing') planOne(field, { planning, shape: shapeAt(field, shape, 0), rows })
  }
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
  for (const said of roots.flatMap(parametersOf)) {
    for (const name of viewpointArguments) {
      const value = said[name]
      if (value === undefined) continue
      if (viewpoint[name] !== undefined && viewpoint[name] !== value) throw wrong(`One document reads one state: "${name}" is given twice`)
      viewpoint[name] = value
    }
  }
  const within = <T extends { parameters: Record<string, unknown> }>(read: T): T => ({
    ...read,
    parameters: { ...read.parameters, ...viewpoint },
  })
  return roots.map((root) =>
    'figures' in root
      ? { ...root, reads: root.reads.map(within), figures: root.figures.map(within) }
      : { ...root, reads: root.reads.map(within), question: root.question === null ? null : { ...root.question, ...viewpoint } },
  )
}

function parametersOf(root: RootRead): Record<string, unknown>[] {
  const ofReads = root.reads.map(({ parameters }) => parameters)
  return 'question' in root && root.question !== null ? [...ofReads, root.question] : ofReads
}

function wrong(sentence: string, node?: AskedField['node']): DocumentFault {
  return new DocumentFault('invalid_query', [new GraphQLError(sentence, node === undefined ? {} : { nodes: [node] })])
}
