import type { Tables } from '@verso/data'
import { publishedLinks } from '../entries/check-publication.ts'
import type { Context } from '../context.ts'
import type { TakenActs } from '../entries/take-acts.ts'
import { Refusal } from '../refusal.ts'
import { planOrNull } from './plan-or-null.ts'

/** Entries that acts of a later time lead to and that will be public by then, since it is scheduled. */
export async function publicByThen(
  ctx: Context,
  tables: Tables,
  { taken, at }: { taken: TakenActs; at: string | undefined },
): Promise<ReadonlySet<string>> {
  if (at === undefined) return new Set()
  const plans = taken.acts.flatMap((act) => (act instanceof Refusal ? [] : (planOrNull(ctx, act) ?? [])))
  const targets = plans.filter(({ action }) => action === 'publish').flatMap((plan) => publishedLinks(plan))
  const ids = [...new Set(targets.filter(({ kind }) => kind === 'entry').map(({ id }) => id))]
  const then = new Date(at)
  const coming = (await tables.schedules.ofEntries(ids, ['pending'])).filter((schedule) => schedule.at <= then)
  // In the order of their times: what is to be the last of an entry counts.
  const last = new Map(coming.map(({ entryId, action }) => [entryId, action]))
  return new Set([...last].flatMap(([entryId, action]) => (action === 'publish' ? [entryId] : [])))
}
