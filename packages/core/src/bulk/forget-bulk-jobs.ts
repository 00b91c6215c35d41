import type { Surroundings } from '../schedules/run-schedules.ts'

const keptMs = 30 * 86_400_000

/** What became of entries in a change of many is told for 30 days; the audit has it for good. */
export async function forgetBulkJobs({ store, now }: Surroundings): Promise<void> {
  await store.bulkJobs.forget(new Date(now().getTime() - keptMs))
}
