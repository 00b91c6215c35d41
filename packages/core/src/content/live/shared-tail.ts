import type { Store } from '@verso/data'
import { type LogTail, startLogTail } from './log-tail.ts'

/** The one tail of the log of those who listen; nobody follows the log while nobody does. */
export interface SharedTail {
  begin: () => Promise<LogTail>
  rest: () => void
}

interface Hearing {
  onRows: Parameters<typeof startLogTail>[1]['onRows']
  onLost: () => void
  /** Time to say something, though nothing has happened. */
  onBreath: () => void
}

/** Sooner than any proxy or this server takes the silence for the end. */
const breathMs = 10_000

export function createSharedTail(store: Pick<Store, 'log' | 'onSeq'>, { onBreath, ...hearing }: Hearing): SharedTail {
  let tail: Promise<LogTail> | null = null
  let breath: NodeJS.Timeout | undefined

  function rest(): void {
    clearInterval(breath)
    tail?.then((log) => log.stop()).catch(() => {})
    tail = null
  }

  return {
    begin() {
      if (tail !== null) return tail
      const starting = startLogTail(store, hearing)
      tail = starting
      breath = setInterval(onBreath, breathMs).unref()
      starting.catch(() => {
        if (tail === starting) rest()
      })
      return starting
    },
    rest,
  }
}
