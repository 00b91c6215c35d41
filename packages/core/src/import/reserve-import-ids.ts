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
  const wishes = [...new Set(keys)].map((key) => {
    const id = ctx.newId()
    return { source, key, entryId: kind === 'entry' ? id : null, mediaId: kind === 'media' ? id : null }
  })
  const rows = await ctx.store.imports.reserve(wishes)
  return new Map(
    rows.flatMap(({ key, entryId, mediaId }) =>
      (kind === 'entry' ? entryId : mediaId) === null ? [] : [[key, String(kind === 'entry' ? entryId : mediaId)] as const],
    ),
  )
}
