import type { EventRow } from '@verso/data'
import type { Context } from '../../context.ts'
import type { ContentEvent } from '../content-event.ts'
import { eventFilterOf } from '../event-filter.ts'
import { requireKeptAfter } from '../../history/require-kept.ts'
import { Refusal } from '../../refusal.ts'
import { readableModel, readsByConditions } from '../readable-model.ts'
import { waitForSeq } from '../wait-for-seq.ts'
import type { Follower, LiveListener } from './follower.ts'
import { createListeningRights, type ListeningRights } from './listening-rights.ts'
import type { LogTail } from './log-tail.ts'
import { createSeenApart } from './seen-apart.ts'
import { createSharedTail } from './shared-tail.ts'
import { currentTeller, type Telling } from './teller.ts'

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
  const telling = { ...base, rights, seenApart: createSeenApart(store), form }
  let handedOver = -1n

  async function onRows(rows: EventRow[]): Promise<void> {
    const { tell } = await currentTeller(telling)
    // For whom rows are looked up, nobody waits: they fall behind, and catch up by themselves.
    const apart = [...followers].filter(({ isCaughtUp, listening }) => isCaughtUp && readsByConditions(listening.actor))
    for (const follower of apart) follower.isCaughtUp = false
    for (const row of rows) for (const follower of followers) if (follower.isCaughtUp) tell(follower, row)
    // In the same breath: whoever has caught up to here is told all that follows.
    handedOver = rows.at(-1)?.seq ?? handedOver
    for (const follower of apart) void resume(follower, past)
  }

  async function past(): Promise<Past<T>> {
    const log = await tail.begin()
    return { log, telling, isNow: (seq) => seq >= handedOver && seq >= log.at() }
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
      const follower = { ...{ listener, listening, filter }, ...{ position: 0n, told: 0n, isCaughtUp: false, isOver: false } }
      followers.add(follower)
      function stop(): void {
        remove()
        follower.isOver = true
        if (!followers.delete(follower) || followers.size > 0) return
        tail.rest()
        // Where the next one begins, the log may be another: a backup was restored.
        handedOver = -1n
      }
      try {
        const log = await tail.begin()
        follower.position = listener.after ?? log.at()
        follower.told = follower.position
        void resume(follower, past)
        return { seq: log.at(), stop }
      } catch (error) {
        stop()
        throw error
      }
    },
    endAll,
  }
}

interface Past<T> {
  log: LogTail
  telling: Telling<T>
  /** Whether nothing has happened since. */
  isNow: (seq: bigint) => boolean
}

/** Tells a follower what it doesn't know yet, until it is told with all others. */
async function resume<T>(follower: Follower<T>, past: () => Promise<Past<T>>): Promise<void> {
  try {
    await catchUp(follower, await past())
  } catch {
    follower.listener.end()
  }
}

async function catchUp<T>(follower: Follower<T>, { log, telling, isNow }: Past<T>): Promise<void> {
  while (!follower.isOver) {
    follower.isCaughtUp = isNow(follower.position)
    if (follower.isCaughtUp) return
    const rows = await log.after(follower.position)
    if (rows.length === 0) return follower.listener.end()
    const { tellAnyone } = await currentTeller(telling)
    for (const row of rows) {
      if (!follower.isOver) await tellAnyone(follower, row)
      await follower.listener.ready()
    }
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
