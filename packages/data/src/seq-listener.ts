import pg from 'pg'
import { seqChannel } from './tables/log.ts'

const retryDelaysMs = [50, 200, 500, 1_000, 2_000]

export interface SeqListener {
  /** `onLost` hears that the connection is gone and what happens meanwhile isn't told. */
  add: (listener: (seq: bigint) => void, onLost?: () => void) => Promise<() => Promise<void>>
  /** Tells what this process has committed itself, without the way through the database. */
  tell: (seq: bigint) => void
  close: () => Promise<void>
}

interface Listening {
  tell: (seq: bigint) => void
  onLost: () => void
}

/**
 * Tells each new `seq` after its commit. One connection of its own listens as long as somebody wants to know; when it is
 * lost it is made again, and all are told the `seq` of then, since the notifications of the meantime are gone.
 */
export function createSeqListener(connectionString: string, currentSeq: () => Promise<bigint>): SeqListener {
  const listeners = createListeners()
  let client: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | undefined

  function connect(): Promise<pg.Client> {
    return listen(connectionString, {
      onSeq: listeners.tellNew,
      onEnd() {
        listeners.tellLoss()
        mend(0)
      },
    })
  }

  function mend(attempt: number): void {
    if (listeners.all.size === 0) return
    retry = setTimeout(
      async () => {
        client = connect()
        await client.then(currentSeq).then(listeners.tell, () => mend(attempt + 1))
      },
      retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)],
    )
  }

  async function disconnect(): Promise<void> {
    clearTimeout(retry)
    const open = client
    client = null
    await open?.then((one) => one.end()).catch(() => {})
  }

  return {
    async add(listener, onLost = () => {}) {
      const listening = { tell: listener, onLost }
      listeners.all.add(listening)
      client ??= connect()
      try {
        await client
      } catch (error) {
        listeners.all.delete(listening)
        client = null
        throw error
      }
      return async () => {
        listeners.all.delete(listening)
        if (listeners.all.size === 0) await disconnect()
      }
    },
    tell: listeners.tellNew,
    async close() {
      listeners.all.clear()
      await disconnect()
    },
  }
}

async function listen(connectionString: string, { onSeq, onEnd }: { onSeq: (seq: bigint) => void; onEnd: () => void }): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, keepAlive: true, application_name: 'verso listen' })
  client.on('notification', ({ payload }) => onSeq(BigInt(payload ?? '0')))
  // An error is always followed by the end of the connection, which is what mends it.
  client.on('error', () => {})
  await client.connect()
  await client.query(`listen ${seqChannel}`)
  client.on('end', onEnd)
  return client
}

function createListeners() {
  const all = new Set<Listening>()
  let last = -1n

  function tell(seq: bigint): void {
    last = seq
    for (const listener of all) listener.tell(seq)
  }

  return {
    all,
    tell,
    /** What was committed here comes once more from the database. */
    tellNew(seq: bigint) {
      if (seq > last) tell(seq)
    },
    tellLoss() {
      for (const listener of all) listener.onLost()
    },
  }
}
