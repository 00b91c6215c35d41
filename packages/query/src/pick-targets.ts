import type { IncludePlan } from './read-plan.ts'

/** For each include with conditions or an order of its own: the targets that meet them, with their place in that order. */
export type Chosen = ReadonlyMap<IncludePlan, ReadonlyMap<string, number>>

/** Which of the present targets of one list are loaded, and in which order. */
export function pickTargets(ids: readonly string[], plan: IncludePlan, chosen: Chosen): string[] {
  if (plan.pick === undefined) return ids.slice(0, plan.limit)
  const places = chosen.get(plan)
  const placed = ids.flatMap((id): [string, number][] => {
    const place = places?.get(id)
    return place === undefined ? [] : [[id, place]]
  })
  // Without an order of their own all have the same place, and stay as they stand.
  return placed
    .sort(([, one], [, other]) => one - other)
    .slice(0, plan.limit)
    .map(([id]) => id)
}
