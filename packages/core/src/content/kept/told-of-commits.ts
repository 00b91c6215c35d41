import type { Store } from '@verso/data'

/** Whether this process is being told of every commit. */
export interface Told {
  /** False while some may be missed: the connection that listens is gone, or the database doesn't answer. */
  isTold: () => boolean
  begin: () => Promise<void>
  stop: () => Promise<void>
}

interface Hearing {
  /** A `seq` that was committed. */
  onCommit: (seq: bigint) => void
  /** The newest `seq`, by a look that began at `lookedAt`. */
  onLook: (seq: bigint, lookedAt: bigint) => void
  /** Where things stand before a look. */
  standing: () => bigint
}

/** Notifications are quick and can be lost with a connection, without a sign; this looks whether any was. */
const lookEveryMs = 2_000
const lookTimeoutMs = 1_000

export function createTold(store: Pick<Store, 'log' | 'onSeq'>, { onCommit, onLook, standing }: Hearing): Told {
  let [isListening, isLookLate] = [false, false]
  let stopListening: (() => Promise<void>) | null = null
  let timer: NodeJS.Timeout | undefined

  async function listen(): Promise<void> {
    if (stopListening !== null) return
    const hear = (seq: bigint) => {
      isListening = true
      onCommit(seq)
    }
    stopListening = await store.onSeq(hear, () => {
      isListening = false
    })
    isListening = true
  }

  async function look(): Promise<void> {
    const before = standing()
    const late = setTimeout(() => {
      isLookLate = true
    }, lookTimeoutMs).unref()
    try {
      await listen()
      onLook(await store.log.seq(), before)
      isLookLate = false
    } catch {
      isLookLate = true
    } finally {
      clearTimeout(late)
    }
  }

  return {
    isTold: () => isListening && !isLookLate,
    async begin() {
      // Without notifications everything is right as well, by asking each time.
      await listen().catch(() => {})
      timer ??= setInterval(() => void look(), lookEveryMs).unref()
    },
    async stop() {
      clearInterval(timer)
      await stopListening?.()
    },
  }
}
