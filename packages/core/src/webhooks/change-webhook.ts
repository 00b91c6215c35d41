import type { WebhookChanges, WebhookRow } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { nameTaken, ownerOf, type WebhookKeeping } from './create-webhook.ts'
import { isDraftEvent } from './draft-message.ts'
import { auditedWebhook, lockWebhook, requireWebhook, type WebhookDetail, webhookDetail } from './webhook-detail.ts'
import { type WebhookInput, wantedWebhook } from './webhook-input.ts'
import { sealHeaders } from './webhook-secrets.ts'

export interface WebhookPatch extends WebhookInput {
  enabled?: boolean | undefined
}

/** Changes an endpoint for all that is sent from then on. From then on it is told with the rights of who changed it. */
export async function changeWebhook(
  ctx: Context,
  id: string,
  { patch, keeping: { key, checkUrl } }: { patch: WebhookPatch; keeping: WebhookKeeping },
): Promise<WebhookDetail> {
  const seen = await requireWebhook(ctx, id)
  const wanted = await wantedWebhook(ctx, seen, { input: patch, checkUrl })
  requireHeadersAgain(seen, patch)
  const change = ctx.store.transaction(async (tx) => {
    const before = await lockWebhook(tx, id)
    const headers =
      patch.headers === undefined ? {} : { headerNames: Object.keys(patch.headers), headers: sealHeaders(key, id, patch.headers) }
    const { name, nameKey, url, events, typeIds, locales, settings, mode } = wanted
    const changes: WebhookChanges = {
      ...{ name, nameKey, url, events, typeIds, locales, settings, mode, ...headers },
      ...ownerOf(ctx),
      ...stateAfter(ctx, before, patch.enabled),
    }
    await tx.webhooks.update(id, changes)
    if (!events.some(isDraftEvent)) await tx.draftMessages.remove(id, null)
    const model = await tx.models.current()
    const after = await lockWebhook(tx, id)
    const audited = { before: auditedWebhook(before, model), after: auditedWebhook(after, model) }
    await recordAudit(ctx, tx, { action: 'webhook.change', target: { kind: 'webhook', id }, ...audited })
    return webhookDetail(ctx, tx, after)
  })
  return change.catch(nameTaken)
}

/** What was told to one address in confidence isn't sent to another by changing that. */
function requireHeadersAgain(before: WebhookRow, { url, headers }: WebhookPatch): void {
  if (url === undefined || url === before.url || before.headerNames.length === 0 || headers !== undefined) return
  const message = 'Give the headers again: they were for another address'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/headers', code: 'required', message }] })
}

function stateAfter(ctx: Context, before: WebhookRow, enabled: boolean | undefined): WebhookChanges {
  if (enabled === undefined || enabled === (before.state === 'active')) return {}
  const stateAt = ctx.now()
  return enabled
    ? { state: 'active', stateReason: null, stateAt, failures: 0, failingSince: null, nextAt: null }
    : { state: 'paused', stateReason: 'not_enabled', stateAt }
}
