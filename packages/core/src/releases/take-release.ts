import type { ReleaseRow, Tables, Transaction } from '@verso/data'
import { isUuid } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** The release, locked: everything that is done to it waits for its turn. */
export async function takeRelease(ctx: Context, tx: Transaction, releaseId: string): Promise<ReleaseRow> {
  authoriseManage(ctx.actor, 'releases')
  return known(isUuid(releaseId) ? await tx.releases.lock(releaseId) : null)
}

/** The same, for what is only done to a release that isn't public. */
export async function takeOpenRelease(ctx: Context, tx: Transaction, releaseId: string): Promise<ReleaseRow> {
  const release = await takeRelease(ctx, tx, releaseId)
  if (release.state === 'published') throw new Refusal('already_done', 'The release is published; revert it to change it')
  return release
}

export async function getReleaseRow(ctx: Context, tables: Tables, releaseId: string): Promise<ReleaseRow> {
  authoriseManage(ctx.actor, 'releases')
  return known(isUuid(releaseId) ? await tables.releases.find(releaseId) : null)
}

function known(release: ReleaseRow | null): ReleaseRow {
  if (release === null) throw new Refusal('not_found', 'There is no such release')
  return release
}
