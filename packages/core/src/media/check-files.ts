import { sweepTemp } from '@verso/media'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { namedHashes } from './named-hashes.ts'
import { storedHash } from './stored-hash.ts'
import { sweepFiles } from './sweep-files.ts'

export interface FilesVerdict {
  /** Contents that some row names, each once. */
  rows: number
  /** Contents that are stored. */
  files: number
  /** Hashes that a row names and nothing is stored for. */
  missing: string[]
  /** Hashes of stored contents that are others than they were; empty where contents weren't read. */
  damaged: string[]
  /** Hashes that are stored and no row names. */
  orphans: string[]
  /** Files that were begun and aren't finished. */
  temp: number
}

export interface CheckOptions {
  /** Whether all bytes are read, rather than their presence asked for. */
  isThorough?: boolean
}

/** Holds what is stored against what rows name. What is uploaded meanwhile may be told as an orphan. */
export async function checkFiles(ctx: Context, { isThorough = false }: CheckOptions = {}): Promise<FilesVerdict> {
  authoriseManage(ctx.actor, 'settings')
  const stored = new Set<string>()
  for await (const { sha256 } of ctx.files.list()) stored.add(sha256)
  const verdict: FilesVerdict = { rows: 0, files: stored.size, missing: [], damaged: [], orphans: [], temp: 0 }
  for await (const sha256 of namedHashes(ctx.store)) {
    verdict.rows += 1
    // Stored meanwhile, or missing.
    const isThere = stored.delete(sha256) || (await ctx.files.has(sha256))
    const found = isThere && isThorough ? await storedHash(ctx.files, sha256) : sha256
    if (!isThere || found === null) verdict.missing.push(sha256)
    else if (found !== sha256) verdict.damaged.push(sha256)
  }
  verdict.orphans = [...stored]
  for await (const _ of ctx.files.listTemp()) verdict.temp += 1
  return verdict
}

export interface FilesMended {
  /** Made images that were missing or damaged: they are made again when they are asked for. */
  renditions: number
  orphans: number
  temp: number
}

/** No upload takes that long. */
const tempMaxAgeMs = 24 * 3_600_000

/** Mends what loses nothing: images that can be made again, and leftovers that are a day old. Files that people uploaded stay as they are. */
export async function mendFiles(ctx: Context, { missing, damaged }: Pick<FilesVerdict, 'missing' | 'damaged'>): Promise<FilesMended> {
  authoriseManage(ctx.actor, 'settings')
  const made = await ctx.store.renditions.forgetMade([...missing, ...damaged])
  for (const sha256 of made) if (damaged.includes(sha256)) await ctx.files.remove(sha256)
  return { renditions: made.length, orphans: await sweepFiles(ctx), temp: await sweepTemp(ctx.files, { olderThanMs: tempMaxAgeMs }) }
}
