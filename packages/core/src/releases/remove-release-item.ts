import { isUuid } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { takeOpenRelease } from './take-release.ts'

/** Takes an item out of a release, named by its own id, or all that it has of an entry by the entry's. */
export async function removeReleaseItem(ctx: Context, releaseId: string, itemOrEntryId: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const release = await takeOpenRelease(ctx, tx, releaseId)
    const items = isUuid(itemOrEntryId) ? await tx.releases.items(release.id) : []
    const leaving = items.filter(({ id, entryId }) => id === itemOrEntryId || entryId === itemOrEntryId)
    if (leaving.length === 0) throw new Refusal('not_found', 'The release has no such item')
    await tx.releases.removeItems(
      release.id,
      leaving.map(({ id }) => id),
    )
    await tx.releases.change(release.id, { updatedAt: ctx.now() })
    await recordAudit(ctx, tx, {
      action: 'release.remove_item',
      target: { kind: 'release', id: release.id },
      before: { entries: [...new Set(leaving.map(({ entryId }) => entryId))] },
    })
  })
}
