import type { AggregateRead, AggregateRow } from '@verso/data'
import { type AggregatePlan, encodeCursor, planAggregate, type ReadRequest } from '@verso/query'
import { refuseQuery } from '../refusal.ts'
import { keptUntilMoved } from './kept/kept-by.ts'
import { mayBeKept } from './kept/may-be-kept.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { refuseSingle } from './refuse-single.ts'
import { asked, stateAskedFor, underPresentModel, viewOf } from './run-read.ts'
import { timeOfState } from './time-of-state.ts'
import { typeNames, typesLookedAt } from './types-looked-at.ts'

/** Figures about the published entries of one type, by groups, in place of the entries: under the same rights, languages and states. */
export async function readAggregates(ctx: ReaderContext, typeName: string, request: ReadRequest): Promise<PublishedAnswer> {
  const pinnedAt = await stateAskedFor(ctx, request)
  const pinnedTo = await timeOfState(ctx, request, pinnedAt)
  const { plan, read, model } = await underPresentModel(ctx, {
    isSearch: request.search !== null,
    planFor: (readable) => planFigures(ctx, { model: readable, typeName, request, pinnedTo }),
    execute: (figures, options) => ctx.store.reads.aggregates(figures, { ...options, ...viewOf(ctx, pinnedAt) }),
  })
  refuseSingle(model, plan, typeName)
  const sort = [...plan.group, ...plan.aggregates].flatMap((key) => ('through' in key ? [{ ...key, descending: false }] : []))
  const typeIds = typesLookedAt({ ...plan, sort, include: [] })
  return {
    body: JSON.stringify({ data: read.rows.map((row) => toView(row, plan)), page: pageOf(read, plan) }),
    seq: read.seq,
    pinned: request.seq !== null,
    shown: { entries: [], media: [], types: typeNames(typeIds, model) },
    kept: keptUntilMoved(ctx, {
      newestSeq: read.newestSeq,
      model,
      tags: mayBeKept(request, [{ where: plan.where, include: [] }]) ? typeIds : null,
    }),
  }
}

export function planFigures(ctx: ReaderContext, about: Parameters<typeof asked>[1]): AggregatePlan {
  const planned = planAggregate(...asked(ctx, about))
  if (planned.issues !== undefined) throw refuseQuery(planned.issues)
  return planned.plan
}

function toView({ group, figures }: AggregateRow, plan: AggregatePlan) {
  const figuresByLabel = Object.fromEntries(plan.aggregates.map(({ label }, index) => [label, figures[index] ?? null]))
  if (plan.group.length === 0) return figuresByLabel
  return { group: Object.fromEntries(plan.group.map(({ path }, index) => [path, group[index] ?? null])), ...figuresByLabel }
}

function pageOf({ next, total }: AggregateRead, { limit, offset, cursorKey }: AggregatePlan) {
  return {
    limit,
    ...(offset === null ? {} : { offset }),
    next: next === null ? null : encodeCursor(next, cursorKey),
    ...(total === undefined ? {} : { total }),
  }
}
