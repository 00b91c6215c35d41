import type { PublishedRow, RowRights } from '@verso/data'
import type { ContentType } from '@verso/model'
import { type Condition, type ReadPlan, someCondition } from '@verso/query'
import { entryText } from '../answer-body.ts'
import { renderRows } from '../render-rows.ts'
import { planFor } from '../run-read.ts'
import { readOf } from './read-sync-request.ts'
import type { SyncStep } from './sync-steps.ts'
import { type Asked, idOf, nextOf, type StepPage, type Walk } from './walk.ts'

type Entries = Extract<SyncStep, { kind: 'entries' }>

/** Documents of one type in one language: all that are there, or those that differ from what the reader has. */
export async function syncEntries(walk: Walk, step: Entries, asked: Asked): Promise<StepPage> {
  const { place } = walk
  return place.from === null || !place.readable.includes(step.type.id)
    ? allEntries(walk, step, asked)
    : changed(walk, step, { ...asked, from: place.from })
}

async function allEntries(walk: Walk, step: Entries, { after, limit }: Asked): Promise<StepPage> {
  const plan = { ...planOf(walk, step), limit, after }
  const { items, read } = await rendered(walk, step, plan)
  return { items: items.map(({ text }) => text), after: read.next }
}

async function changed(walk: Walk, step: Entries, { after, limit, from }: Asked & { from: bigint }): Promise<StepPage> {
  const { ctx, place } = walk
  const plan = planOf(walk, step)
  // Under another model every document may read differently; and a condition on a target, of rights as of filters, or one that speaks of now, may
  // come true without the entry's doing.
  const isMoving = walk.rights !== undefined || (plan.where !== null && looksElsewhere(plan.where))
  const all = place.modelHash !== place.presentHash || walk.moments.to !== undefined || isMoving
  const ids = await ctx.store.reads.changes.entries({ typeId: step.type.id, all, from, to: place.to, after: idOf(after), limit })
  if (ids.length === 0) return { items: [], after: null }
  const among = { ...plan, where: oneOf(ids, plan.where), limit: ids.length }
  const { items } = await rendered(walk, step, among)
  const there = new Set(items.map(({ row }) => row.id))
  const before = { ...planOf(walk, step, walk.moments.from), limit: ids.length, selection: { system: [], fields: [] }, include: [] }
  const past = await ctx.store.reads.published({ ...before, where: oneOf(ids, before.where) }, { ...readable(walk), at: from })
  const gone = past.rows.filter((row) => isOf(row, step) && !there.has(row.id))
  const deletes = gone.map(({ id, locale }) => JSON.stringify({ kind: 'entry', op: 'delete', id, type: step.type.name, locale }))
  return { items: [...items.map(({ text }) => text), ...deletes], after: nextOf(ids, limit) }
}

/** Whether an entry is published at the state that the sync leads to. */
export async function stillThere(walk: Walk, { type, locale, id }: { type: ContentType; locale: string; id: string }): Promise<boolean> {
  const plan = planOf(walk, { type, locale })
  const read = await walk.ctx.store.reads.published(
    { ...plan, where: oneOf([id], plan.where), limit: 1, selection: { system: [], fields: [] }, include: [] },
    { ...readable(walk), at: walk.place.to },
  )
  return read.rows.some((row) => row.locale === locale)
}

function planOf({ ctx, model, place, moments }: Walk, { type, locale }: Pick<Entries, 'type' | 'locale'>, pinnedTo = moments.to): ReadPlan {
  return planFor(ctx, { model, typeName: type.name, request: readOf(place.scope, locale), pinnedTo })
}

async function rendered(walk: Walk, step: Entries, plan: ReadPlan) {
  const { ctx, model, place } = walk
  const read = await ctx.store.reads.published(plan, { ...readable(walk), at: place.to })
  const rows = read.rows.filter((row) => isOf(row, step))
  const { texts } = renderRows(ctx, { plan, read: { ...read, rows }, model })
  const items = rows.map((row, index) => ({ row, text: `{"kind":"entry","op":"put","entry":${entryText(texts[index] ?? '')}}` }))
  return { items, read }
}

function readable({ model, rights }: Walk): { readableTypeIds: string[]; rights: RowRights | undefined } {
  return { readableTypeIds: model.types.map(({ id }) => id), rights }
}

/** Not a document of another language that stands in. */
function isOf(row: PublishedRow, { locale, isAlike }: Entries): boolean {
  return isAlike || row.locale === locale
}

function oneOf(ids: string[], where: Condition | null): Condition {
  const named: Condition = { kind: 'compare', target: { kind: 'system', column: 'id', comparison: 'id' }, operator: 'in', operand: ids }
  return where === null ? named : { kind: 'and', of: [named, where] }
}

/** Whether it may come true, or cease to be, without the entry's doing. */
function looksElsewhere(condition: Condition): boolean {
  return someCondition(condition, ({ kind }) => kind === 'related' || kind === 'file')
}
