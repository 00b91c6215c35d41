import { authoriseKind, mayManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { isUuid } from '@verso/model'
import { Refusal } from '../refusal.ts'
import { type RedirectDetail, redirectDetails } from './redirect-detail.ts'
import { visibleTargets } from './redirect-rights.ts'

export interface RedirectQuery {
  limit: number
  after?: string | undefined
  search?: string | undefined
}

/** The redirects that count now, newest first. Who doesn't manage settings sees those that lead to entries they may read. */
export async function listRedirects(
  ctx: Context,
  { limit, after, search }: RedirectQuery,
): Promise<{ redirects: RedirectDetail[]; next: string | null }> {
  if (!mayManage(ctx.actor, 'settings')) authoriseKind(ctx.actor, 'read')
  if (after !== undefined && !isUuid(after)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  const { types } = await ctx.model()
  const typeIds = visibleTargets(
    ctx.actor,
    types.map((type) => type.id),
  )
  const { rows, more } = await ctx.store.redirects.list({
    limit,
    ...(after === undefined ? {} : { after }),
    ...(search === undefined ? {} : { search }),
    ...(typeIds === null ? {} : { typeIds }),
  })
  return { redirects: await redirectDetails(ctx, ctx.store, rows), next: more ? (rows.at(-1)?.id ?? null) : null }
}
