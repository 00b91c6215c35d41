import { encodeCursor, type ReadRequest } from '@verso/query'
import { inPerspective } from './in-perspective.ts'
import { keptBy } from './kept/kept-by.ts'
import { lookedThrough } from './looked-through.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { readAggregates } from './read-aggregates.ts'
import { readFacets } from './read-facets.ts'
import { refuseSingle } from './refuse-single.ts'
import { renderRows } from './render-rows.ts'
import { parseQuery, parseQueryBody, type PlannedRead, runRead } from './run-read.ts'
import { slowNotice } from './slow-notice.ts'
import { typeNames } from './types-looked-at.ts'

const parameters = [
  'locale',
  'fallback',
  'sourceMap',
  'dedupe',
  'group',
  'aggregate',
  'facets',
  'select',
  'omit',
  'include',
  'richText',
  'search',
  'highlight',
  'filter',
  'sort',
  'limit',
  'offset',
  'after',
  'count',
  'seq',
  'at',
  'minSeq',
  'perspective',
] as const

/** A list of what is published of one type, in the language of queries. */
export async function readPublishedList(ctx: ReaderContext, typeName: string, query: string): Promise<PublishedAnswer> {
  return listOf(ctx, typeName, parseQuery(query, parameters))
}

/** The same list, by parameters that are too long for an address and so came as a JSON body. */
export async function queryPublishedList(ctx: ReaderContext, typeName: string, body: unknown): Promise<PublishedAnswer> {
  return listOf(ctx, typeName, parseQueryBody(body, parameters))
}

async function listOf(ctx: ReaderContext, typeName: string, request: ReadRequest): Promise<PublishedAnswer> {
  return inPerspective(ctx, request, (reader) => readList(reader, typeName, request))
}

async function readList(ctx: ReaderContext, typeName: string, request: ReadRequest): Promise<PublishedAnswer> {
  if (request.group !== null || request.aggregate !== null) return readAggregates(ctx, typeName, request)
  const { done, texts, beside, shown, typeIds } = await runList(ctx, typeName, request)
  const { plan, read, model, isPinned } = done
  const facets = await readFacets(ctx, { typeName, request }, done)
  const page = {
    limit: plan.limit,
    ...(plan.offset === null ? {} : { offset: plan.offset }),
    next: read.next === null ? null : encodeCursor(read.next, plan.cursorKey),
    ...(read.total === undefined ? {} : { total: read.total }),
  }
  return {
    body: { before: '{"data":[', entries: texts, after: `],"page":${JSON.stringify(page)}${facets.beside}${beside}}` },
    seq: read.seq,
    pinned: isPinned,
    shown: { ...shown, types: typeNames([...new Set([...typeIds, ...facets.typeIds])], model) },
    notice: slowNotice(done),
    kept: keptBy(ctx, done, [...lookedThrough(plan), ...facets.typeIds]),
  }
}

/** The entries of a list, each as its JSON text. */
export async function runList(
  ctx: ReaderContext,
  typeName: string,
  request: ReadRequest,
): Promise<{ done: PlannedRead } & ReturnType<typeof renderRows>> {
  const done = await runRead(ctx, { typeName, request })
  refuseSingle(done.model, done.plan, typeName)
  return { done, ...renderRows(ctx, done) }
}
