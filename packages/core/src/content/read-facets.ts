import type { AggregateRow } from '@verso/data'
import type { Json } from '@verso/model'
import { type AggregatePlan, planFacet, type ReadRequest } from '@verso/query'
import { refuseQuery } from '../refusal.ts'
import type { ReaderContext } from './published-answer.ts'
import { asked, type PlannedRead, underPresentModel, viewOf } from './run-read.ts'
import { timeOfState } from './time-of-state.ts'
import { typesLookedAt } from './types-looked-at.ts'

export interface Facets {
  /** The member of an answer that holds them; empty where nobody asked. */
  beside: string
  byPath: Record<string, { value: Json; count: Json }[]>
  /** Ids of the types that were looked at. */
  typeIds: string[]
}

/** How many of the entries that a list is about have each value, whatever page is shown: of the state that its page was read at. */
export async function readFacets(
  ctx: ReaderContext,
  { typeName, request }: { typeName: string; request: ReadRequest },
  { read, pinnedAt }: Pick<PlannedRead, 'read' | 'pinnedAt'>,
): Promise<Facets> {
  const { facets } = request
  if (facets === null) return { beside: '', byPath: {}, typeIds: [] }
  const pinnedTo = await timeOfState(ctx, request, pinnedAt)
  const found: [path: string, rows: AggregateRow[]][] = []
  const typeIds = new Set<string>()
  for (const path of facets) {
    const count = (at: bigint | null) =>
      underPresentModel(ctx, {
        isSearch: request.search !== null,
        planFor: (model) => planOf(ctx, { model, typeName, request: { ...request, group: [path] }, pinnedTo }),
        execute: (plan, options) => ctx.store.reads.aggregates(plan, { ...options, ...viewOf(ctx, at) }),
      })
    const first = await count(pinnedAt)
    // Something was published since the page was read: it is counted by what was there then.
    const { plan, read: figures } = first.read.seq === read.seq ? first : await count(read.seq)
    found.push([path, figures.rows])
    const sort = plan.group.map((key) => ({ ...key, descending: false }))
    for (const id of typesLookedAt({ ...plan, sort, include: [] })) typeIds.add(id)
  }
  const views = found.map(([path, rows]): [string, Facets['byPath'][string]] => [
    path,
    rows.map(({ group, figures }) => ({ value: group[0] ?? null, count: figures[0] ?? 0 })),
  ])
  const byPath = Object.fromEntries(views)
  return { beside: `,"facets":${JSON.stringify(byPath)}`, byPath, typeIds: [...typeIds] }
}

/** Says what is wrong with the paths of facets, where nothing is to be looked up before that is clear. */
export function checkFacets(ctx: ReaderContext, { request, ...about }: Parameters<typeof asked>[1]): void {
  for (const path of request.facets ?? []) planOf(ctx, { ...about, request: { ...request, group: [path] } })
}

function planOf(ctx: ReaderContext, about: Parameters<typeof asked>[1]): AggregatePlan {
  const planned = planFacet(...asked(ctx, about))
  if (planned.issues !== undefined) throw refuseQuery(planned.issues)
  return planned.plan
}
