import type { Context } from '../context.ts'
import { describeUsages } from '../entries/list-entry-usages.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { findMedia } from './get-media.ts'
import { authoriseMediaChange, authoriseMediaRead } from './media-rights.ts'

const maxNamed = 20

/** Takes a file away, unless an entry still shows it. Pinned readers keep it. */
export async function deleteMedia(ctx: Context, mediaId: string): Promise<bigint> {
  authoriseMediaRead(ctx.actor)
  authoriseMediaChange(ctx.actor, 'delete', null)
  const found = await findMedia(ctx.store, mediaId)
  authoriseMediaChange(ctx.actor, 'delete', found)
  return ctx.store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (seq) => {
      // Under the log's lock: whoever publishes a use of it now comes after, and finds the file gone.
      const media = await findMedia(tx, mediaId)
      const rows = await tx.references.usages({ mediaId: media.id })
      if (rows.length > 0) throw await refusalFor(ctx, rows)
      await tx.media.remove(media.id, seq)
      await recordAudit(ctx, tx, {
        action: 'media.delete',
        target: { kind: 'media', id: media.id },
        before: { filename: media.filename, sha256: media.sha256 },
      })
      return [{ op: 'delete', id: media.id }]
    }),
  )
}

async function refusalFor(ctx: Context, rows: Parameters<typeof describeUsages>[1]): Promise<Refusal> {
  const { usages, hidden } = await describeUsages(ctx, rows)
  const named = usages.slice(0, maxNamed).map(({ typeName, ...usage }) => ({ ...usage, type: typeName }))
  return new Refusal('in_use', 'Entries still show this file; take it out of them first', { facts: { usages: named, hidden } })
}
