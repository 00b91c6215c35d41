import { createGraphSchema, type GraphSchema, type parseDocument, validateDocument } from '@verso/graphql'
import { type Model, nextNameEnd } from '@verso/model'
import type { ReaderContext } from '../published-answer.ts'
import { readingRights } from '../readable-model.ts'

type ParsedDocument = ReturnType<typeof parseDocument>

/** A schema, and the documents that were found to fit it. */
export interface KnownSchema {
  graph: GraphSchema
  documents: Map<string, ParsedDocument>
  /** When the next name from before a rename is over, in milliseconds. */
  until: number
}

const maxSchemas = 20
const maxDocuments = 200
/** Longer texts are rare, and would make the memory that is used anybody's guess. */
const maxKeptText = 20_000

// Per store, since versions of models count from one in each.
const schemasByStore = new WeakMap<ReaderContext['store'], Map<string, KnownSchema>>()

/** The schema of the model as this reader may see it, made once for all who may read the same, for each version of the model. */
export function schemaFor(ctx: Pick<ReaderContext, 'store' | 'actor' | 'now'>, model: Model): KnownSchema {
  const schemas = schemasByStore.get(ctx.store) ?? new Map<string, KnownSchema>()
  schemasByStore.set(ctx.store, schemas)
  const key = `${model.version} ${readingRights(ctx.actor)}`
  const known = schemas.get(key)
  if (known !== undefined && known.until > ctx.now().getTime()) return keep(schemas, [key, known], maxSchemas)
  const now = ctx.now()
  const made = { graph: createGraphSchema(model, now), documents: new Map(), until: nextNameEnd(model, now) }
  return keep(schemas, [key, made], maxSchemas)
}

/** A document that fits the schema; of one that was seen before neither is looked at again. */
export function fittingDocument(
  { graph, documents }: KnownSchema,
  { text, parsed }: { text: string; parsed: ParsedDocument },
): ParsedDocument {
  const known = documents.get(text)
  if (known === undefined) validateDocument(graph, parsed)
  if (text.length <= maxKeptText) keep(documents, [text, known ?? parsed], maxDocuments)
  return known ?? parsed
}

/** The longest unused goes first. */
function keep<T>(map: Map<string, T>, [key, value]: [string, T], max: number): T {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > max && oldest !== undefined) map.delete(oldest)
  return value
}
