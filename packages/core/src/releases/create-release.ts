import type { ReleaseRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { changedRelease, type ReleaseWithItems } from './release-detail.ts'
import { planned, readPublishAt, type ReleaseTime } from './release-time.ts'

export interface NewRelease extends ReleaseTime {
  name: string
  description?: string | null | undefined
}

/** Makes a release: publishes, unpublishes and deletes that readers see together. With a time it is published by itself. */
export async function createRelease(ctx: Context, { name, description, ...time }: NewRelease): Promise<ReleaseWithItems> {
  authoriseManage(ctx.actor, 'releases')
  return ctx.store.transaction(async (tx) => {
    const publishAt = await readPublishAt(tx, time)
    const now = ctx.now()
    const row: ReleaseRow = {
      ...unpublished,
      ...planned(ctx, publishAt ?? null),
      id: ctx.newId(),
      name,
      description: description ?? null,
      createdAt: now,
      createdById: ctx.actor.id,
      updatedAt: now,
    }
    await tx.releases.create(row)
    if (row.publishAt !== null)
      await tx.jobs.add({ task: 'publishRelease', payload: { releaseId: row.id }, runAt: row.publishAt, key: row.id })
    await recordAudit(ctx, tx, {
      action: 'release.create',
      target: { kind: 'release', id: row.id },
      after: { name, publishAt: row.publishAt?.toISOString() ?? null },
    })
    return changedRelease(tx, row.id)
  })
}

const unpublished = {
  state: 'open',
  reason: null,
  seq: null,
  publishedAt: null,
  publishedById: null,
  revertSeq: null,
  revertedAt: null,
  revertedById: null,
} as const
