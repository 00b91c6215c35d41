import type { WebhookSettings } from '@verso/data'
import { type ContentType, isPlainObject, type Json } from '@verso/model'
import { entryText } from '../content/answer-body.ts'
import type { ReaderContext } from '../content/published-answer.ts'
import { renderRows } from '../content/render-rows.ts'
import { parseQueryBody, planFor, runRead } from '../content/run-read.ts'
import { readableModel } from '../content/readable-model.ts'
import type { Context } from '../context.ts'
import type { MediaPlace } from '../media/file-address.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'

type Projection = NonNullable<WebhookSettings['projection']>

const parameters = ['filter', 'select', 'omit', 'include', 'richText', 'locale', 'fallback', 'limit', 'seq'] as const
/** As many as one condition takes. */
const atOnce = 200

/** A reader for what is told of: without what only requests have. */
export function tellingReader(ctx: Context, { mediaBase, partKey }: MediaPlace): ReaderContext {
  return { ...ctx, mediaBase, partKey, hits: { add: () => {} } }
}

/** What is wrong with a projection, as the language of queries says it; it has to mean something in each type. */
export async function projectionFaults(
  ctx: Context,
  projection: Projection | undefined,
  types: readonly ContentType[],
): Promise<RefusalIssue[]> {
  if (projection === undefined) return []
  const reader = tellingReader(ctx, { mediaBase: '' })
  const model = readableModel(await ctx.model(), ctx.actor)
  try {
    const request = parseQueryBody(projection, parameters)
    for (const type of types) planFor(reader, { model, typeName: type.name, request })
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [fault] = error.issues
    return [{ path: '/projection', code: fault?.code ?? error.code, message: fault?.message ?? error.message }]
  }
}

export interface EntriesOfState {
  typeName: string
  ids: readonly string[]
  locale: string | null
  seq: bigint
}

/** Entries of a type as they are read at a state, by id; those that aren't there are left out. */
export async function projectedEntries(
  reader: ReaderContext,
  projection: Projection,
  { typeName, ids, locale, seq }: EntriesOfState,
): Promise<Map<string, Json>> {
  const found = new Map<string, Json>()
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce)
    const request = parseQueryBody({ ...projection, ...stateOf({ ids: some, locale, seq }) }, parameters)
    const done = await runRead(reader, { typeName, request })
    const { texts } = renderRows(reader, done)
    for (const [index, row] of done.read.rows.entries()) found.set(row.id, JSON.parse(entryText(texts[index] ?? 'null')) as Json)
  }
  return found
}

/** Ids of those that meet a condition at a state. */
export async function meetingAt(reader: ReaderContext, filter: Json, { typeName, ids, locale, seq }: EntriesOfState): Promise<Set<string>> {
  const found = new Set<string>()
  for (let at = 0; at < ids.length; at += atOnce) {
    const state = stateOf({ ids: ids.slice(at, at + atOnce), locale, seq })
    // Beside it rather than around it: a condition may be as deep as any can be.
    const both = isPlainObject(filter) && !('_id' in filter) ? { ...(filter as object), ...state.filter } : { and: [state.filter, filter] }
    const request = parseQueryBody({ ...state, filter: both, select: '_id' }, parameters)
    const { read } = await runRead(reader, { typeName, request })
    for (const row of read.rows) found.add(row.id)
  }
  return found
}

function stateOf({ ids, locale, seq }: Omit<EntriesOfState, 'typeName'>) {
  const inLocale = locale === null ? {} : { locale, fallback: false }
  return { filter: { _id: { in: [...ids] } }, ...inLocale, limit: atOnce, seq: Number(seq) }
}
