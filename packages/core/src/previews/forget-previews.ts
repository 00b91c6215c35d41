import type { Surroundings } from '../schedules/run-schedules.ts'

const keptMs = 86_400_000

/** Removes what was kept of previews that nobody has looked at for a day. */
export async function forgetPreviews({ store, now }: Surroundings): Promise<void> {
  await store.transaction((tx) => tx.previews.removeUnused(new Date(now().getTime() - keptMs)))
}
