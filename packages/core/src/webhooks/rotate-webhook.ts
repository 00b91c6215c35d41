import { makeSigningSecret } from '@verso/webhooks'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import type { MadeWebhook } from './create-webhook.ts'
import { lockWebhook, requireWebhook, webhookDetail } from './webhook-detail.ts'
import { sealSecret } from './webhook-secrets.ts'

/** Gives an endpoint a new secret. For the overlap messages are signed by both, so that the receiver can change when it likes. */
export async function rotateWebhook(
  ctx: Context,
  id: string,
  { overlapSeconds = 0, key }: { overlapSeconds?: number | undefined; key: Buffer },
): Promise<MadeWebhook> {
  await requireWebhook(ctx, id)
  const secret = makeSigningSecret()
  const webhook = await ctx.store.transaction(async (tx) => {
    const before = await lockWebhook(tx, id)
    await tx.webhooks.update(id, {
      secret: sealSecret(key, id, secret),
      previousSecret: overlapSeconds === 0 ? null : before.secret,
      previousUntil: overlapSeconds === 0 ? null : new Date(ctx.now().getTime() + overlapSeconds * 1000),
    })
    await recordAudit(ctx, tx, { action: 'webhook.rotate', target: { kind: 'webhook', id }, after: { overlapSeconds } })
    return webhookDetail(ctx, tx, await lockWebhook(tx, id))
  })
  return { webhook, secret }
}
