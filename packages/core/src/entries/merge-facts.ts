import type { Transaction } from '@verso/data'
import type { Fact, Versions } from '@verso/merge'
import { type Content, contentLeaves, type ContentType, type Field, typesWithin } from '@verso/model'
import type { Context } from '../context.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import { newBrokenLinks, refuseBroken } from './refuse-new-broken-links.ts'

/** Values of ours in fields that mean something else since the model that the change began under. */
export async function modelChanges(
  tx: Transaction,
  { type, model }: EntryInHand,
  { ours, since }: { ours: Content; since: number },
): Promise<Fact[]> {
  if (since === model.version) return []
  const [state] = await tx.models.states([since])
  const before = state?.types.find(({ id }) => id === type.id)
  if (before === undefined) return []
  const was = meaningsOf(before)
  const isChanged = (field: Field) => was.has(field.id) && was.get(field.id) !== meaningOf(field)
  const own = type.fields.filter(isChanged).map((field): Fact => ({ kind: 'model changed', fieldId: field.id }))
  const inside = contentLeaves(type, ours)
    .filter(({ inner, field }) => inner !== null && isChanged(field))
    .map(({ fieldId, locale, path }): Fact => ({ kind: 'model changed', fieldId, locale, path }))
  return [...own, ...inside]
}

function meaningsOf(type: ContentType): Map<string, string> {
  const types = [type, ...type.fields.flatMap((field) => typesWithin(field))]
  return new Map(types.flatMap(({ fields }) => fields.map((field) => [field.id, meaningOf(field)] as const)))
}

/** What values of a field are; the languages that they are kept in are a form, which is converted without changing what they say. */
function meaningOf({ kind, many, bigint }: Field): string {
  return `${kind} ${many === true} ${bigint === true}`
}

/** Links of ours to what has gone meanwhile. What is there, but is nothing that the field takes, is refused here. */
export async function goneTargets(
  ctx: Context,
  tx: Transaction,
  { inHand: { type }, sides: { base, ours, theirs } }: { inHand: EntryInHand; sides: Versions },
): Promise<Fact[]> {
  const broken = await newBrokenLinks(ctx, tx, { type, before: [base, theirs], after: ours })
  refuseBroken(broken.filter(({ issue }) => issue.code !== 'target_missing'))
  return broken.map(({ link: { fieldId, locale, path } }) => ({ kind: 'gone target', fieldId, locale, path }))
}
