import type { Json } from '@verso/model'
import { createStore, del, get, set } from 'idb-keyval'

/** What was typed and isn't known to be saved, as it lies on this device. */
export interface KeptEdits {
  /** Null while the entry itself isn't made. */
  baseRevision: number | null
  values: Record<string, Json>
  at: string
}

const store = createStore('verso-edits', 'edits')

/** Edits belong to the person who typed them, also on a shared device. */
export function keptKey({ userId, entryId, typeName }: { userId: string; entryId: string | null; typeName: string }): string {
  return `${userId}/${entryId ?? `new:${typeName}`}`
}

/** Null also when this device keeps nothing (a private window): then only the server does. */
export async function readKept(key: string): Promise<KeptEdits | null> {
  return (await get<KeptEdits>(key, store).catch(() => undefined)) ?? null
}

async function writeKept(key: string, edits: KeptEdits | null): Promise<void> {
  await (edits === null ? del(key, store) : set(key, edits, store)).catch(() => undefined)
}

/** One write at a time, and of what waits for its turn only the latest for each key. */
export function createKeeper(): { keep: (key: string, edits: KeptEdits | null) => Promise<void> } {
  const waiting = new Map<string, KeptEdits | null>()
  let last = Promise.resolve()
  return {
    keep(key, edits) {
      const isQueued = waiting.has(key)
      waiting.set(key, edits)
      if (isQueued) return last
      last = last.then(async () => {
        const latest = waiting.get(key) ?? null
        waiting.delete(key)
        await writeKept(key, latest)
      })
      return last
    },
  }
}
