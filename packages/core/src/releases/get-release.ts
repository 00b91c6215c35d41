import { isUuid } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { type ReleaseDetail, releaseDetails, type ReleaseWithItems, releaseWithItems } from './release-detail.ts'
import { getReleaseRow } from './take-release.ts'

/** One release with all of its items. */
export async function getRelease(ctx: Context, releaseId: string): Promise<ReleaseWithItems> {
  return releaseWithItems(ctx.store, await getReleaseRow(ctx, ctx.store, releaseId))
}

/** Releases, newest first. */
export async function listReleases(
  ctx: Context,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ releases: ReleaseDetail[]; next: string | null }> {
  authoriseManage(ctx.actor, 'releases')
  if (after !== undefined && !isUuid(after)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  const rows = await ctx.store.releases.list({ limit: limit + 1, after })
  const page = rows.slice(0, limit)
  return { releases: await releaseDetails(ctx.store, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}
