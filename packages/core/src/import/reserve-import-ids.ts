import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'

/**
 * Gives every key of an import its id before anything is written, so that records may refer to later ones and an import that
 * was cut off goes on with the same ids. A key that has an id keeps it.
 */
export async function reserveImportIds(
  ctx: Context,
  { source, keys, kind }: { source: string; keys: string[]; kind: 'entry' | 'media' },
): Promise<Map<string, string>> {
  authoriseKind(ctx.actor, 'create')
  const rows = await ctx.store.imports.find(source, keys)
  const known = new Map(rows.map((row) => [row.key, kind === 'entry' ? row.entryId : row.mediaId]))
  const fresh = [...new Set(keys)].filter((key) => typeof known.get(key) !== 'string').map((key) => ({ key, id: ctx.newId() }))
  await ctx.store.imports.put(
    fresh.map(({ key, id }) => ({ source, key, hash: '', entryId: kind === 'entry' ? id : null, mediaId: kind === 'media' ? id : null })),
  )
  const ids = new Map(fresh.map(({ key, id }) => [key, id]))
  for (const [key, id] of known) {
    if (typeof id === 'string') ids.set(key, id)
  }
  return ids
}
