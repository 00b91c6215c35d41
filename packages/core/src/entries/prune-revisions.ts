import type { Retention } from '@verso/data'
import type { ContentType } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'

const pageSize = 500
const dayMs = 24 * 60 * 60 * 1000

/**
 * Removes what the retention of each type lets go of history. The current revision, what is or was published, what has a name and what a working copy
 * began from stay; so does all of the last day, which people may still be working from. Numbers stay as they are.
 */
export async function pruneRevisions(ctx: Context): Promise<{ entries: number; revisions: number }> {
  const total = { entries: 0, revisions: 0 }
  for (const type of (await ctx.model()).types) {
    const retention = retentionOf(type, ctx.now())
    if (retention === null) continue
    let after: string | null = null
    do {
      const page = await ctx.store.revisions.entriesToPrune({ typeId: type.id, retention, after, limit: pageSize })
      for (const entryId of page.entryIds) {
        const count = await pruneEntry(ctx, entryId, retention)
        total.revisions += count
        total.entries += count > 0 ? 1 : 0
      }
      after = page.next
    } while (after !== null)
  }
  return total
}

function retentionOf({ retention }: ContentType, now: Date): Retention | null {
  if (retention === undefined) return null
  // Without a number no place in the order keeps a revision, without days its age does for the first day alone.
  return { newest: retention.revisions ?? 0, since: new Date(now.getTime() - Math.max(1, retention.days ?? 1) * dayMs) }
}

/** Each entry in a transaction of its own, so that nobody who saves waits for long. */
async function pruneEntry(ctx: Context, entryId: string, retention: Retention): Promise<number> {
  return ctx.store.transaction(async (tx) => {
    const entry = await tx.entries.lock(entryId)
    const gone = entry === null ? [] : await tx.revisions.prune(entryId, retention)
    const [first] = gone
    if (first === undefined) return 0
    const before = { revisions: gone.length, from: first, to: gone.at(-1) ?? first }
    await recordAudit(ctx, tx, { action: 'entry.prune_revisions', target: { kind: 'entry', id: entryId }, before })
    return gone.length
  })
}
