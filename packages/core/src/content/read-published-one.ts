import { type ContentType, isUuid, type Model } from '@verso/model'
import type { Condition, ReadPlan } from '@verso/query'
import { Refusal } from '../refusal.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { renderRows } from './render-rows.ts'
import { parseQuery, runRead } from './run-read.ts'

const parameters = ['locale', 'fallback', 'select', 'omit', 'include', 'seq', 'minSeq'] as const

/** One published entry by its id, or by its slug where the type has one. */
export async function readPublishedOne(
  ctx: ReaderContext,
  { type: typeName, idOrSlug }: { type: string; idOrSlug: string },
  query: string,
): Promise<PublishedAnswer> {
  return readOnly(ctx, typeName, {
    query,
    missing: `There is no published "${typeName}" at "${idOrSlug}"`,
    narrow: (plan, model) => addressed(typeOf(plan, model), idOrSlug),
  })
}

/** The published entry of a single type. */
export async function readPublishedSingle(ctx: ReaderContext, typeName: string, query: string): Promise<PublishedAnswer> {
  return readOnly(ctx, typeName, {
    query,
    missing: `"${typeName}" is not published`,
    narrow: (plan, model) => {
      if (typeOf(plan, model).kind !== 'single')
        throw new Refusal('invalid_query', `"${typeName}" is not a single type: read it at /content/v1/entries/${typeName}`)
      return { kind: 'and', of: [] }
    },
  })
}

interface One {
  query: string
  missing: string
  narrow: (plan: ReadPlan, model: Model) => Condition
}

async function readOnly(ctx: ReaderContext, typeName: string, { query, missing, narrow }: One): Promise<PublishedAnswer> {
  const done = await runRead(ctx, { typeName, request: { ...parseQuery(query, parameters), limit: 1 }, narrow })
  const { texts, shown } = renderRows(ctx, done)
  const [text] = texts
  const facts = { seq: done.read.seq, pinned: done.pinnedAt !== null }
  // The absence is an answer too: it names its state, and is purged with the type.
  if (text === undefined) return { ...facts, missing, shown: { entries: [], media: [], types: [typeName] } }
  return { ...facts, body: `{"data":${text}}`, shown: { ...shown, types: [] } }
}

function typeOf(plan: ReadPlan, model: Model): ContentType {
  const type = model.types.find((candidate) => candidate.id === plan.typeId)
  if (type === undefined) throw new Error('A plan names a type that is not in its model')
  return type
}

/** Slugs can't look like ids, so an address is never both. */
function addressed(type: ContentType, idOrSlug: string): Condition {
  if (isUuid(idOrSlug))
    return { kind: 'compare', target: { kind: 'system', column: 'id', comparison: 'id' }, operator: 'eq', operand: idOrSlug }
  // A slug field that this reader may not see is no way to ask about entries.
  if (!type.fields.some((field) => field.id === type.slugField))
    throw new Refusal('not_found', `Entries of "${type.name}" have no slug; ask by id`)
  return { kind: 'compare', target: { kind: 'system', column: 'slug', comparison: 'text' }, operator: 'eq', operand: idOrSlug }
}
