import type { AcrossRoot } from '@verso/graphql'
import { isPlainObject, type Model } from '@verso/model'
import type { ParameterName, ReadRequest } from '@verso/query'
import { type AnswerBody, bodyText } from '../answer-body.ts'
import { Refusal } from '../../refusal.ts'
import type { ReaderContext } from '../published-answer.ts'
import { planAcrossTypes, readByIds } from '../read-published-by-ids.ts'
import { checkQuestion, type PathQuestion, resolveIn, viewpointParameters } from '../resolve-path.ts'
import { parseQueryBody } from '../run-read.ts'
import { dataOf, type Facts, factsOf, type Found, refused, withState } from './read-facts.ts'

/** A field of the root that is about entries of whichever types, and its requests. */
export interface PlannedAcross extends AcrossRoot {
  requests: ReadRequest[]
  /** What `resolve` is asked first, of a path. */
  asked: { question: Omit<PathQuestion, 'viewpoint'>; viewpoint: ReadRequest } | null
}

const ofEntries: readonly ParameterName[] = ['ids', 'locale', 'fallback', 'include', 'richText', ...viewpointParameters]

/** The requests of all reads. Each is planned for every type, so that nothing is looked up where one of them is wrong. */
export function planAcross(ctx: ReaderContext, model: Model, root: AcrossRoot): PlannedAcross {
  const requests = root.reads.map(({ parameters, select }): ReadRequest => {
    const request = { ...parseQueryBody(parameters, ofEntries), select, asDocument: true }
    planAcrossTypes(ctx, request, { model })
    return request
  })
  if (root.question === null) return { ...root, requests, asked: null }
  const { path, locale, type, ...viewpoint } = root.question
  const question = { path: String(path), locale: textOf(locale), type: textOf(type) }
  orWrong(() => checkQuestion(ctx, model, question))
  return { ...root, requests, asked: { question, viewpoint: parseQueryBody(viewpoint, viewpointParameters) } }
}

/** A type that isn't there is a fault of the document, as any other name in it that nothing has. */
function orWrong(check: () => unknown): void {
  try {
    check()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
    throw new Refusal('invalid_query', error.message, { issues: [{ parameter: 'type', code: 'unknown_type', message: error.message }] })
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export async function readAcross(ctx: ReaderContext, root: PlannedAcross): Promise<Found> {
  if (root.asked === null) {
    const { byId, found } = await readAll(ctx, root.ids, root.requests)
    return { result: { kind: 'entries', entries: root.ids.map(byId) }, found }
  }
  try {
    return await readAtPath(ctx, root, root.asked)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
    return { result: refused(error), found: [] }
  }
}

async function readAtPath(
  ctx: ReaderContext,
  { requests }: PlannedAcross,
  { question, viewpoint }: NonNullable<PlannedAcross['asked']>,
): Promise<Found> {
  const answer = await resolveIn(ctx, question, viewpoint)
  const resolved = answer.body === undefined ? undefined : dataOf(bodyText(answer.body))
  if (resolved === undefined) return { result: { kind: 'one', entry: [] }, found: [factsOf(answer)] }
  const { id } = resolved
  const { byId, found } = await readAll(withState(ctx, answer), typeof id === 'string' ? [id] : [], requests)
  return { result: { kind: 'path', found: resolved, entry: typeof id === 'string' ? byId(id) : [] }, found: [factsOf(answer), ...found] }
}

type Entry = Record<string, unknown>

/** Entries by their ids, out of each read. */
async function readAll(ctx: ReaderContext, ids: readonly string[], requests: readonly ReadRequest[]) {
  const found: Facts[] = []
  const reads: Map<unknown, Entry>[] = []
  if (ids.length > 0)
    for (const request of requests) {
      const { answer, modelVersion } = await readByIds(withState(ctx, found[0]), ids, request)
      found.push({ ...factsOf(answer), version: modelVersion })
      reads.push(entriesIn(answer.body))
    }
  return { found, byId: (id: string) => reads.map((entries) => entries.get(id)) }
}

function entriesIn(body: AnswerBody | undefined): Map<unknown, Entry> {
  const { data } = body === undefined ? { data: [] } : (JSON.parse(bodyText(body)) as { data: unknown[] })
  return new Map(data.filter(isPlainObject).map((entry) => [entry['_id'], entry]))
}
