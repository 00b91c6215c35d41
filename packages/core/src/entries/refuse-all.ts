import type { ActWish } from './take-acts.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'

/** Reasons that are the whole's when they are everybody's. */
const shared: readonly RefusalCode[] = ['not_allowed', 'conflict', 'unique_taken']

/**
 * Says why a batch can't happen as a whole: every entry that can't, with its own faults. What is wished of one entry alone is refused as
 * itself; but a release whose one entry is gone is there all the same.
 */
export function refuseAll(wishes: readonly Pick<ActWish, 'entryId' | 'item'>[], refusals: ReadonlyMap<number, Refusal>): Refusal {
  const all = [...refusals].toSorted(([one], [other]) => one - other)
  const [first] = all
  if (first !== undefined && wishes.length === 1 && first[1].code !== 'gone') return first[1]
  const code = shared.find((candidate) => all.every(([, refusal]) => refusal.code === candidate)) ?? 'invalid_entry'
  return new Refusal(code, `${all.length} of ${wishes.length} entries can not be changed as asked; nothing was changed`, {
    issues: all.map(([index, refusal]) => ({
      path: `/items/${wishes[index]?.item?.place ?? index}`,
      code: refusal.code,
      message: refusal.message,
      entryId: wishes[index]?.entryId ?? '',
      ...(refusal.issues.length === 0 ? {} : { issues: refusal.issues }),
    })),
  })
}
