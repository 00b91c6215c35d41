import { isUuid } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'

/** Takes the name from a point. Where the past is compacted as far, it can't be read any more from now on. */
export async function deleteSnapshot(ctx: Context, id: string): Promise<void> {
  authoriseManage(ctx.actor, 'settings')
  await ctx.store.transaction(async (tx) => {
    await tx.history.lock()
    const snapshot = isUuid(id) ? await tx.history.findSnapshot(id) : null
    if (snapshot === null) throw new Refusal('not_found', 'There is no such snapshot')
    await tx.history.deleteSnapshot(id)
    const before = { name: snapshot.name, seq: Number(snapshot.seq) }
    await recordAudit(ctx, tx, { action: 'snapshot.delete', target: { kind: 'snapshot', id }, before })
  })
}
