import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { takeRelease } from './take-release.ts'

/** Forgets a release. What it published stays published, and the log tells of it. */
export async function deleteRelease(ctx: Context, releaseId: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const release = await takeRelease(ctx, tx, releaseId)
    await tx.releases.remove(release.id)
    await tx.jobs.remove(release.id)
    await recordAudit(ctx, tx, {
      action: 'release.delete',
      target: { kind: 'release', id: release.id },
      before: { name: release.name, state: release.state },
    })
  })
}
