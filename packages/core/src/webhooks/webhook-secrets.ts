import type { WebhookRow } from '@verso/data'
import { seal, unseal } from '../secrets.ts'

type Sealed = Pick<WebhookRow, 'id' | 'headers' | 'secret' | 'previousSecret' | 'previousUntil'>

/** Encrypts what an endpoint is told in confidence; what is kept of one is of no use to another. */
export function sealSecret(key: Buffer, webhookId: string, secret: string): Buffer {
  return seal(key, Buffer.from(secret, 'utf8'), labelOf(webhookId, 'secret'))
}

export function sealHeaders(key: Buffer, webhookId: string, headers: Record<string, string>): Buffer | null {
  return Object.keys(headers).length === 0 ? null : seal(key, Buffer.from(JSON.stringify(headers), 'utf8'), labelOf(webhookId, 'headers'))
}

/** The secrets that are valid at a moment: the present one, and the one before while it is being changed. */
export function secretsOf(key: Buffer, { id, secret, previousSecret, previousUntil }: Sealed, now: Date): string[] {
  const valid = previousSecret !== null && previousUntil !== null && previousUntil > now ? [secret, previousSecret] : [secret]
  return valid.map((sealed) => unseal(key, sealed, labelOf(id, 'secret')).toString('utf8'))
}

export function headersOf(key: Buffer, { id, headers }: Sealed): Record<string, string> {
  return headers === null ? {} : (JSON.parse(unseal(key, headers, labelOf(id, 'headers')).toString('utf8')) as Record<string, string>)
}

function labelOf(webhookId: string, what: string): Buffer {
  return Buffer.from(`${what} of ${webhookId}`, 'utf8')
}
