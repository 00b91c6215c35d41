import { answerDocument, DocumentFault, type DocumentRequest, operationOf, parseDocument, planDocument } from '@verso/graphql'
import type { Model } from '@verso/model'
import { Refusal } from '../../refusal.ts'
import { inPerspective, type Viewpoint } from '../in-perspective.ts'
import type { PublishedAnswer, ReaderContext } from '../published-answer.ts'
import { underPresentModel } from '../run-read.ts'
import { type KnownSchema, fittingDocument, schemaFor } from './graph-schemas.ts'
import { planRoots, type PlannedRoot, readRoots } from './read-roots.ts'

/** A document with what it is asked with. */
export interface GraphQuestion {
  query: string
  operationName: string | null
  variables: Record<string, unknown>
}

/** A document within the limits, that has an operation to run. */
export interface GraphDocument extends GraphQuestion {
  parsed: DocumentRequest['document']
}

interface Plan {
  schema: KnownSchema
  request: DocumentRequest
  roots: PlannedRoot[]
  model: Model
}

/** Looks at the text alone: what isn't GraphQL, changes something or is too large is refused. */
export function parseGraph(question: GraphQuestion): GraphDocument {
  return orRefusal(() => {
    const parsed = parseDocument(question.query)
    operationOf({ ...question, document: parsed })
    return { ...question, parsed }
  })
}

/**
 * Published content through GraphQL: each field of the root is the read that its address would be, planned, authorised and run like that one,
 * and all of them read one state. What is wrong or too large is refused before any content is looked up.
 */
export async function readGraph(ctx: ReaderContext, asked: GraphDocument): Promise<PublishedAnswer> {
  const { read } = await underPresentModel(ctx, {
    isSearch: false,
    planFor: (model) => orRefusal(() => planFor(ctx, asked, model)),
    execute: (plan) => execute(ctx, plan),
  })
  if (read.answer === null) throw new Error('An answer was given under a model that is over')
  return read.answer
}

function planFor(ctx: ReaderContext, { query, parsed, ...asked }: GraphDocument, model: Model): Plan {
  const schema = schemaFor(ctx, model)
  const request = { ...asked, document: fittingDocument(schema, { text: query, parsed }) }
  return { schema, request, roots: planRoots(ctx, model, planDocument(schema.graph, request)), model }
}

interface Execution {
  /** Null where the model has moved on, and everything is to be done again under the new one. */
  answer: PublishedAnswer | null
  modelVersion: number
}

async function execute(ctx: ReaderContext, plan: Plan): Promise<Execution> {
  try {
    return await answerPlanned(ctx, plan)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Each read goes by the model of its moment. What one refuses under a newer model is for the document to be told of, under that one.
    const { version } = await ctx.store.models.current()
    if (version === plan.model.version) throw error
    return { answer: null, modelVersion: version }
  }
}

async function answerPlanned(ctx: ReaderContext, { schema, request, roots, model }: Plan): Promise<Execution> {
  let modelVersion = model.version
  const answer = await inPerspective(ctx, viewpointOf(roots), async (reader) => {
    const { seq, newestVersion, results, ...facts } = await readRoots(reader, roots, model)
    modelVersion = newestVersion
    // Under another model everything is done again: names may lead elsewhere by now.
    const body = modelVersion === model.version ? answerDocument(schema.graph, request, { roots: results }) : null
    return { body: JSON.stringify(body), seq, ...facts }
  })
  return { answer, modelVersion }
}

/** Every read of a document has the same one. */
function viewpointOf(roots: readonly PlannedRoot[]): Viewpoint {
  const requests = roots.flatMap((root) => [...root.requests, ...('asked' in root && root.asked !== null ? [root.asked.viewpoint] : [])])
  const [first] = requests
  const search = requests.find((request) => request.search !== null)?.search ?? null
  return first === undefined ? { seq: null, minSeq: null, perspective: null } : { ...first, search }
}

/** The faults of a document as an answer. */
function orRefusal<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error
    const code = error.code === 'query_too_large' ? error.code : 'invalid_query'
    const errors = error.errors.map((one) => ({ ...one.toJSON(), extensions: { ...one.extensions, code } }))
    throw new Refusal(code, error.message, { facts: { errors, isDocument: error.code === 'invalid_document' } })
  }
}
