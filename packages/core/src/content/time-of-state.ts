import { asksForNow, type ReadRequest } from '@verso/query'
import type { ReaderContext } from './published-answer.ts'

/** The time of the past state that a read looks at, where its conditions speak of `now`: so that the same address gives the same for good. */
export async function timeOfState(
  { store }: Pick<ReaderContext, 'store'>,
  request: Pick<ReadRequest, 'at' | 'filter' | 'include'>,
  pinnedAt: bigint | null,
): Promise<Date | undefined> {
  if (pinnedAt === null || !asksForNow(request)) return undefined
  return request.at === null ? ((await store.log.timeOf(pinnedAt)) ?? undefined) : new Date(request.at)
}
