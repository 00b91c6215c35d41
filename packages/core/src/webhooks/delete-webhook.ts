import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { auditedWebhook, lockWebhook, requireWebhook } from './webhook-detail.ts'

/** Removes an endpoint with the log of what it was sent. */
export async function deleteWebhook(ctx: Context, id: string): Promise<void> {
  await requireWebhook(ctx, id)
  await ctx.store.transaction(async (tx) => {
    const before = await lockWebhook(tx, id)
    await tx.webhooks.remove(id)
    await recordAudit(ctx, tx, {
      action: 'webhook.delete',
      target: { kind: 'webhook', id },
      before: auditedWebhook(before, await tx.models.current()),
    })
  })
}
