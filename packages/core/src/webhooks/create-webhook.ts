import { DuplicateError, type NewWebhook } from '@verso/data'
import { makeSigningSecret } from '@verso/webhooks'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { auditedWebhook, type WebhookDetail, webhookDetail } from './webhook-detail.ts'
import { type CheckUrl, type WebhookInput, wantedWebhook } from './webhook-input.ts'
import { sealHeaders, sealSecret } from './webhook-secrets.ts'

/** How endpoints are kept and checked. */
export interface WebhookKeeping {
  key: Buffer
  checkUrl: CheckUrl
}

export interface NewWebhookInput extends WebhookInput {
  name: string
  url: string
  /** Where to begin, in place of now: with the first event after this one. */
  after?: number | undefined
  enabled?: boolean | undefined
}

/** An endpoint and its secret, which is never shown again. */
export interface MadeWebhook {
  webhook: WebhookDetail
  secret: string
}

/** Makes an endpoint. It is told of what happens from then on, with the rights of who made it. */
export async function createWebhook(ctx: Context, input: NewWebhookInput, { key, checkUrl }: WebhookKeeping): Promise<MadeWebhook> {
  authoriseManage(ctx.actor, 'webhooks')
  const wanted = await wantedWebhook(ctx, null, { input, checkUrl })
  const id = ctx.newId()
  const secret = makeSigningSecret()
  const headers = input.headers ?? {}
  const webhook = await ctx.store
    .transaction(async (tx) => {
      const seq = await tx.log.seq()
      const row: NewWebhook = {
        ...{ id, ...wanted, headerNames: Object.keys(headers), headers: sealHeaders(key, id, headers) },
        ...{ secret: sealSecret(key, id, secret), previousSecret: null, previousUntil: null },
        ...(input.enabled === false
          ? { state: 'paused' as const, stateReason: 'not_enabled' }
          : { state: 'active' as const, stateReason: null }),
        ...{ stateAt: ctx.now(), createdAt: ctx.now(), ...ownerOf(ctx) },
        position: positionOf(input.after, seq),
      }
      await tx.webhooks.create(row)
      const target = { kind: 'webhook', id }
      await recordAudit(ctx, tx, { action: 'webhook.create', target, after: auditedWebhook(row, await tx.models.current()) })
      const made = await tx.webhooks.find(id)
      if (made === null) throw new Error('The webhook was not written')
      return webhookDetail(ctx, tx, made)
    })
    .catch(nameTaken)
  return { webhook, secret }
}

/** Whose rights an endpoint is told with. */
export function ownerOf({ actor: { kind, id } }: Context): Pick<NewWebhook, 'ownerKind' | 'ownerId'> {
  if (kind === 'public') throw new Refusal('not_allowed', 'Visitors make no webhooks')
  return { ownerKind: kind, ownerId: id }
}

function positionOf(after: number | undefined, seq: bigint): bigint {
  if (after === undefined || BigInt(after) <= seq) return after === undefined ? seq : BigInt(after)
  const message = `The newest event is ${seq}`
  throw new Refusal('invalid_value', message, { issues: [{ path: '/after', code: 'out_of_range', message }] })
}

export function nameTaken(error: unknown): never {
  if (!(error instanceof DuplicateError)) throw error
  const message = 'Another webhook has this name'
  throw new Refusal('name_taken', message, { issues: [{ path: '/name', code: 'duplicate_name', message }] })
}
