import { authoriseKind, mayManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { isUuid } from '@verso/model'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { authoriseRedirect } from './redirect-rights.ts'

/** Ends a redirect: from the next `seq` on its path leads nowhere. */
export async function deleteRedirect(ctx: Context, id: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    await tx.models.lockShared()
    const managesAll = mayManage(ctx.actor, 'settings')
    if (!managesAll) authoriseKind(ctx.actor, 'publish')
    const seen = isUuid(id) ? await tx.redirects.find(id) : null
    // One that leads to no entry is seen by whoever manages them all.
    if (seen === null || (seen.toEntryId === null && !managesAll)) throw new Refusal('not_found', 'There is no such redirect')
    authoriseRedirect(ctx.actor, seen.toEntryId === null ? null : await tx.entries.find(seen.toEntryId))
    const seq = await tx.log.append(
      { kind: 'redirect.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
      async (taken) => {
        // Somebody else may have ended it while this waited for its turn.
        if ((await tx.redirects.find(id)) === null) throw new Refusal('not_found', 'There is no such redirect')
        await tx.redirects.end(id, taken)
        return [{ op: 'redirect', id, locale: seen.locale, previousPath: seen.from }]
      },
    )
    await recordAudit(ctx, tx, {
      action: 'redirect.delete',
      target: { kind: 'redirect', id },
      before: { from: seen.from, to: seen.to, entryId: seen.toEntryId, locale: seen.locale },
      after: { seq: Number(seq) },
    })
  })
}
