import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { changedRelease, type ReleaseWithItems } from './release-detail.ts'
import { planned, readPublishAt, type ReleaseTime } from './release-time.ts'
import { takeOpenRelease, takeRelease } from './take-release.ts'

export interface ReleaseChanges extends ReleaseTime {
  name?: string | undefined
  description?: string | null | undefined
}

/** Renames a release, or says anew when it is published. A time that is set makes one that had failed wait again. */
export async function changeRelease(
  ctx: Context,
  releaseId: string,
  { name, description, ...time }: ReleaseChanges,
): Promise<ReleaseWithItems> {
  return ctx.store.transaction(async (tx) => {
    const isAboutTime = time.publishAt !== undefined || time.timeZone !== undefined
    const release = await (isAboutTime ? takeOpenRelease : takeRelease)(ctx, tx, releaseId)
    const publishAt = await readPublishAt(tx, time)
    const columns = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(publishAt === undefined ? {} : { ...planned(ctx, publishAt), state: 'open' as const, reason: null }),
    }
    await tx.releases.change(release.id, { ...columns, updatedAt: ctx.now() })
    if (publishAt === null) await tx.jobs.remove(release.id)
    else if (publishAt !== undefined)
      await tx.jobs.add({ task: 'publishRelease', payload: { releaseId: release.id }, runAt: publishAt.at, key: release.id })
    await recordAudit(ctx, tx, {
      action: 'release.edit',
      target: { kind: 'release', id: release.id },
      before: { name: release.name, publishAt: release.publishAt?.toISOString() ?? null },
      after: {
        name: name ?? release.name,
        publishAt: (publishAt === undefined ? release.publishAt : publishAt?.at)?.toISOString() ?? null,
      },
    })
    return changedRelease(tx, release.id)
  })
}
