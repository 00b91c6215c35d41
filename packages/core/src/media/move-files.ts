import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { FileStore } from '@verso/media'
import type { Store } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { namedHashes } from './named-hashes.ts'
import { storedHash } from './stored-hash.ts'

export interface MoveOptions {
  from: FileStore
  to: FileStore
  /** Whether the copies left behind are removed, once all others are safe. */
  isRemoving: boolean
  onProgress: (done: number, total: number) => void
}

export interface MovedFiles {
  moved: number
  /** Were there already, and are whole. */
  present: number
  /** Taken away where they came from. */
  removed: number
  /** Hashes that a row names and that neither store has. */
  missing: string[]
  /** Hashes of contents that are others than they were, and stay behind. */
  damaged: string[]
}

/** So many at once: a journey to a service takes longer than most files do. */
const atOnce = 4

/**
 * Brings everything that a row names from one store into another. Each copy is read back and held against its hash before it counts, whoever put it
 * there, so that a move that was broken off is begun again and goes on.
 */
export async function moveFiles(ctx: Context, { from, to, isRemoving, onProgress }: MoveOptions): Promise<MovedFiles> {
  authoriseManage(ctx.actor, 'settings')
  const result: MovedFiles = { moved: 0, present: 0, removed: 0, missing: [], damaged: [] }
  let [done, total] = [0, 0]
  for await (const _ of namedHashes(ctx.store)) total += 1
  await forEach(namedHashes(ctx.store), async (sha256) => {
    const outcome = await moveOne(sha256, from, to)
    if (outcome === 'moved' || outcome === 'present') result[outcome] += 1
    else result[outcome].push(sha256)
    done += 1
    onProgress(done, Math.max(done, total))
  })
  if (!isRemoving || result.missing.length + result.damaged.length > 0) return result
  return { ...result, removed: await removeLeft(ctx.store, from, to) }
}

/** Only what the other store has: a file that came in meanwhile stays. */
async function removeLeft(store: Store, from: FileStore, to: FileStore): Promise<number> {
  let removed = 0
  await forEach(namedHashes(store), async (sha256) => {
    if (!(await from.has(sha256)) || !(await to.has(sha256))) return
    await from.remove(sha256)
    removed += 1
  })
  return removed
}

async function moveOne(sha256: string, from: FileStore, to: FileStore): Promise<'moved' | 'present' | 'missing' | 'damaged'> {
  if ((await storedHash(to, sha256)) === sha256) return 'present'
  const temp = await to.tempFile()
  try {
    const found = await copyAside(sha256, from, temp)
    if (found !== sha256) return found === null ? 'missing' : 'damaged'
    await to.put(sha256, temp)
  } finally {
    await rm(temp, { force: true })
  }
  if ((await storedHash(to, sha256)) !== sha256) throw new Error(`The store gives other bytes for ${sha256} than it was given`)
  return 'moved'
}

async function copyAside(sha256: string, from: FileStore, path: string): Promise<string | null> {
  const stream = await from.open(sha256).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (stream === null) return null
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk)
      await file.appendFile(chunk)
    }
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

async function forEach(hashes: AsyncIterable<string>, work: (sha256: string) => Promise<void>): Promise<void> {
  const iterator = hashes[Symbol.asyncIterator]()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) await work(next.value)
    }),
  )
}
