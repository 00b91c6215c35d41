import type { Store } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'

export interface FilesVerdict {
  /** Contents that some row names, each once. */
  rows: number
  /** Contents that are stored. */
  files: number
  /** Hashes that a row names and nothing is stored for. */
  missing: string[]
  /** Hashes that are stored and no row names. */
  orphans: string[]
  /** Files that were begun and aren't finished. */
  temp: number
}

const pageSize = 5_000

/** Holds what is stored against what rows name. What is uploaded meanwhile may be told as an orphan. */
export async function checkFiles(ctx: Context): Promise<FilesVerdict> {
  authoriseManage(ctx.actor, 'settings')
  const stored = new Set<string>()
  for await (const { sha256 } of ctx.files.list()) stored.add(sha256)
  const verdict: FilesVerdict = { rows: 0, files: stored.size, missing: [], orphans: [], temp: 0 }
  for await (const sha256 of namedHashes(ctx.store)) {
    verdict.rows += 1
    // Stored meanwhile, or missing.
    if (!stored.delete(sha256) && !(await ctx.files.has(sha256))) verdict.missing.push(sha256)
  }
  verdict.orphans = [...stored]
  for await (const _ of ctx.files.listTemp()) verdict.temp += 1
  return verdict
}

async function* namedHashes({ media }: Pick<Store, 'media'>): AsyncIterable<string> {
  for (let after = ''; ; ) {
    const page = await media.namedHashes({ after, limit: pageSize })
    yield* page
    if (page.length < pageSize) return
    after = page.at(-1) ?? ''
  }
}
