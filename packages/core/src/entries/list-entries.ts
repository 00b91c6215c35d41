import type { EntryRow } from '@verso/data'
import type { ContentType, Model } from '@verso/model'
import { type Condition, encodeCursor, planRead, type ReadPlan, type ReadRequest } from '@verso/query'
import { authoriseKind } from '../authorise.ts'
import { parseQuery } from '../content/run-read.ts'
import type { Context } from '../context.ts'
import { draftModel } from '../readable-fields.ts'
import { Refusal, refuseQuery } from '../refusal.ts'
import { rowRightsOf } from '../rights/row-rights.ts'
import { type EntryDetail, entryDetails } from './entry-detail.ts'

const parameters = ['type', 'filter', 'sort', 'limit', 'offset', 'after', 'count', 'search', 'locale', 'fallback'] as const

export interface EntryList {
  entries: EntryDetail[]
  page: { limit: number; offset?: number; next: string | null; total?: number }
}

/** Drafts of one type in the language of queries. The trash is listed only by `filter[_status]=trashed`. */
export async function listEntries(ctx: Context, query: string): Promise<EntryList> {
  const { rows, page } = await readDrafts(ctx, query)
  return { entries: await entryDetails(ctx, ctx.store, rows), page }
}

/** The same list, of which just the ids are wanted. */
export async function listEntryIds(ctx: Context, query: string): Promise<{ ids: string[]; next: string | null }> {
  const { rows, page } = await readDrafts(ctx, query)
  return { ids: rows.map(({ id }) => id), next: page.next }
}

async function readDrafts(ctx: Context, query: string): Promise<{ rows: EntryRow[]; page: EntryList['page'] }> {
  authoriseKind(ctx.actor, 'read')
  const request = parseQuery(query, parameters)
  const whole = await ctx.model()
  const model = draftModel(ctx.actor, whole)
  const { locales } = model
  const type = typeOf(model, request)
  const planned = planRead(request, {
    model,
    type,
    locales,
    now: ctx.now(),
    purpose: 'draft',
    binding: `draft ${ctx.actor.id ?? ctx.actor.kind}`,
  })
  if (planned.issues !== undefined) throw refuseQuery(planned.issues)

  const { plan } = planned
  const rights = rowRightsOf({ actor: ctx.actor, model: whole, purpose: 'draft', now: ctx.now() })
  const read = await ctx.store.reads.drafts(plan, { trashed: asksForTrash(plan.where), rights })
  return { rows: read.rows, page: pageOf(plan, read) }
}

function typeOf(model: Model, { type: name }: ReadRequest): ContentType {
  if (name === null) {
    throw new Refusal('invalid_query', 'Say which type to list', {
      issues: [{ parameter: 'type', code: 'required', message: 'Name a content type, such as type=post' }],
    })
  }
  const type = model.types.find((candidate) => candidate.name === name)
  if (type !== undefined) return type
  throw new Refusal('invalid_query', 'There is no such content type', {
    issues: [{ parameter: 'type', code: 'unknown_type', message: `There is no content type "${name}"` }],
  })
}

function pageOf(plan: ReadPlan, { next, total }: { next: Parameters<typeof encodeCursor>[0] | null; total?: number }): EntryList['page'] {
  return {
    limit: plan.limit,
    ...(plan.offset === null ? {} : { offset: plan.offset }),
    next: next === null ? null : encodeCursor(next, plan.cursorKey),
    ...(total === undefined ? {} : { total }),
  }
}

/** Whoever asks for the status `trashed` looks into the trash; every other list leaves it out. */
function asksForTrash(condition: Condition | null): boolean {
  if (condition === null) return false
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.some(asksForTrash)
  if (condition.kind !== 'compare' || condition.target.kind !== 'system' || condition.target.column !== 'status') return false
  const { operator, operand } = condition
  return operator === 'eq' ? operand === 'trashed' : operator === 'in' && Array.isArray(operand) && operand.includes('trashed')
}
