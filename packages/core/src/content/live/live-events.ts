import type { EventRow } from '@verso/data'
import type { Context } from '../../context.ts'
import type { ContentEvent } from '../content-event.ts'
import { eventFilterOf } from '../event-filter.ts'
import { requireKeptAfter } from '../../history/require-kept.ts'
import { Refusal } from '../../refusal.ts'
import { readableModel } from '../readable-model.ts'
import { waitForSeq } from '../wait-for-seq.ts'
import type { Follower, LiveListener } from './follower.ts'
import { createListeningRights, type ListeningRights } from './listening-rights.ts'
import type { LogTail } from './log-tail.ts'
import { createSharedTail } from './shared-tail.ts'
import { currentTeller } from './teller.ts'

export interface LiveEvents<T> {
  /** Tells a listener everything after what it knows, in the order of the log and each event once. Gives the state that this began at. */
  listen: (listener: LiveListener<T>) => Promise<{ seq: bigint; stop: () => void }>
  /** Ends all who listen. */
  endAll: () => void
}

/**
 * The publication log as it is written, for all who listen in this process. It is read once for all of them, an event is put into words
 * once for all who may know the same of it, and rights are asked for together: what listeners cost does not depend on how many there are.
 */
export function createLiveEvents<T>(base: Pick<Context, 'store' | 'now'>, form: (event: ContentEvent) => T): LiveEvents<T> {
  const { store } = base
  const followers = new Set<Follower<T>>()
  const rights = createListeningRights(base)
  let handedOver = -1n

  async function onRows(rows: EventRow[]): Promise<void> {
    const tell = await currentTeller({ store, rights, form })
    for (const row of rows) for (const follower of followers) if (follower.isCaughtUp) tell(follower, row)
    // In the same breath: whoever has caught up to here is told all that follows.
    handedOver = rows.at(-1)?.seq ?? handedOver
  }

  async function catchUp(follower: Follower<T>, log: LogTail): Promise<void> {
    while (followers.has(follower)) {
      follower.isCaughtUp = follower.position >= handedOver && follower.position >= log.at()
      if (follower.isCaughtUp) return
      const rows = await log.after(follower.position)
      if (rows.length === 0) return follower.listener.end()
      const tell = await currentTeller({ store, rights, form })
      for (const row of rows) {
        if (followers.has(follower)) tell(follower, row)
        await follower.listener.ready()
      }
    }
  }

  function endAll(): void {
    for (const { listener } of followers) listener.end()
  }
  const tail = createSharedTail(store, { onRows, onLost: endAll, onBreath: () => void breathe(followers, rights) })

  return {
    async listen(listener) {
      const filter = eventFilterOf(listener.filter, readableModel(await store.models.current(), listener.actor))
      if (listener.after !== null) await requirePosition(store, listener)
      const { listening, remove } = rights.add({ claim: listener.claim, actor: listener.actor }, listener.end)
      const follower: Follower<T> = { listener, listening, filter, position: 0n, told: 0n, isCaughtUp: false }
      followers.add(follower)
      function stop(): void {
        remove()
        if (!followers.delete(follower) || followers.size > 0) return
        tail.rest()
        // Where the next one begins, the log may be another: a backup was restored.
        handedOver = -1n
      }
      try {
        const log = await tail.begin()
        follower.position = listener.after ?? log.at()
        follower.told = follower.position
        catchUp(follower, log).catch(listener.end)
        return { seq: log.at(), stop }
      } catch (error) {
        stop()
        throw error
      }
    },
    endAll,
  }
}

async function breathe<T>(followers: Iterable<Follower<T>>, rights: Pick<ListeningRights, 'refresh'>): Promise<void> {
  // While the database is away nobody is told anything that could be forbidden.
  await rights.refresh().catch(() => {})
  for (const follower of followers) {
    const isBehind = follower.isCaughtUp && follower.told < follower.position
    follower.listener.breathe(isBehind ? follower.position : null)
    if (isBehind) follower.told = follower.position
  }
}

/** What a listener was told and isn't in the log was in another one: a backup was restored since. */
async function requirePosition(
  store: Context['store'],
  { after, wasTold }: Pick<LiveListener<unknown>, 'after' | 'wasTold'>,
): Promise<void> {
  if (after === null) return
  await waitForSeq(store, after).catch((error: unknown) => {
    const isBeyond = wasTold && error instanceof Refusal && error.code === 'not_yet'
    throw isBeyond ? new Refusal('sync_anew', 'This log does not go as far as you were told: begin anew') : error
  })
  await requireKeptAfter(store, after)
}
