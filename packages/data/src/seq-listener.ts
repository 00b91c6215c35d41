import pg from 'pg'
import { seqChannel } from './tables/log.ts'

const retryDelaysMs = [50, 200, 500, 1_000, 2_000]

export interface SeqListener {
  add: (listener: (seq: bigint) => void) => Promise<() => Promise<void>>
  close: () => Promise<void>
}

/**
 * Tells each new `seq` after its commit. One connection of its own listens as long as somebody wants to know; when it is
 * lost it is made again, and all are told the `seq` of then, since the notifications of the meantime are gone.
 */
export function createSeqListener(connectionString: string, currentSeq: () => Promise<bigint>): SeqListener {
  const listeners = new Set<(seq: bigint) => void>()
  let client: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | undefined

  function tell(seq: bigint): void {
    for (const listener of listeners) listener(seq)
  }

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString, keepAlive: true, application_name: 'verso listen' })
    fresh.on('notification', ({ payload }) => tell(BigInt(payload ?? '0')))
    // An error is always followed by the end of the connection, which is what mends it.
    fresh.on('error', () => {})
    await fresh.connect()
    await fresh.query(`listen ${seqChannel}`)
    fresh.on('end', () => mend(0))
    return fresh
  }

  function mend(attempt: number): void {
    if (listeners.size === 0) return
    retry = setTimeout(
      async () => {
        client = connect()
        await client.then(currentSeq).then(tell, () => mend(attempt + 1))
      },
      retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)],
    )
  }

  async function disconnect(): Promise<void> {
    clearTimeout(retry)
    const last = client
    client = null
    await last?.then((open) => open.end()).catch(() => {})
  }

  return {
    async add(listener) {
      listeners.add(listener)
      client ??= connect()
      try {
        await client
      } catch (error) {
        listeners.delete(listener)
        client = null
        throw error
      }
      return async () => {
        listeners.delete(listener)
        if (listeners.size === 0) await disconnect()
      }
    },
    async close() {
      listeners.clear()
      await disconnect()
    },
  }
}
