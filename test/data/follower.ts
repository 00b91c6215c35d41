import type { Store } from '@verso/data'

/** Reads the log as a receiver does: always what comes after the last `seq` that it has seen, when it is told that there is more. */
export async function follow(store: Store, { after, until }: { after: bigint; until: () => bigint | null }): Promise<bigint[]> {
  const seen: bigint[] = []
  let wake = () => {}
  const stop = await store.onSeq(() => wake())
  let last = after
  for (;;) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    const events = await store.log.list({ after: last, limit: 7 })
    seen.push(...events.map((event) => event.seq))
    last = events.at(-1)?.seq ?? last
    const end = until()
    if (end !== null && last >= end) break
    // An end that is decided while nothing is published any more wakes nobody.
    if (events.length === 0) await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, 20))])
  }
  await stop()
  return seen
}
