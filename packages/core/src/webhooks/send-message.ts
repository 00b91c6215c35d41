import type { DeliveryAttempt, WebhookRow } from '@verso/data'
import { retryAfterMs } from '@verso/webhooks'
import { headersOf, secretsOf } from './webhook-secrets.ts'
import { type Outgoing, webhookRequest } from './webhook-request.ts'

/** The one way out: sends a message, follows nothing, and never rejects. */
type Send = (url: string, request: { headers: Record<string, string>; body: string; signal?: AbortSignal }) => Promise<SendOutcome>

interface SendOutcome {
  status: number | null
  headers: Record<string, string>
  text: string
  error: string | null
}

/** What messages are sent and signed with. */
export interface Sending {
  send: Send
  /** Seals secrets and headers of endpoints. */
  key: Buffer
  signal?: AbortSignal
}

export interface Sent {
  attempt: DeliveryAttempt
  isDelivered: boolean
  /** The receiver is gone for good. */
  isGone: boolean
  /** How long it asks to be left alone. */
  retryAfterMs: number
  /** Nobody knows what came of it: this server is ending. */
  isAborted: boolean
}

const excerptCharacters = 2_000

/** Sends a message once, and says what came of it. */
export async function sendMessage(
  hook: WebhookRow,
  message: Outgoing,
  { send, key, signal, now }: Sending & { now: () => Date },
): Promise<Sent> {
  const at = now()
  const began = performance.now()
  const request = webhookRequest(hook, message, { key, now: at })
  const { status, headers, text, error } = await send(hook.url, { ...request, ...(signal === undefined ? {} : { signal }) })
  const isDelivered = status !== null && status >= 200 && status < 300
  const secret = [...Object.values(headersOf(key, hook)), ...secretsOf(key, hook, at)]
  return {
    attempt: {
      at: at.toISOString(),
      status,
      ms: Math.round(performance.now() - began),
      ...(error === null ? {} : { error }),
      responseExcerpt: excerptOf(text, secret),
    },
    isDelivered,
    isGone: status === 410,
    retryAfterMs: isDelivered ? 0 : retryAfterMs(headers['retry-after'] ?? null, now()),
    isAborted: error === 'aborted',
  }
}

/** What a receiver says may hold what it was told in confidence. */
function excerptOf(text: string, secrets: readonly string[]): string {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split(/\s+/)]).filter((part) => part.length >= 6)
  const masked = parts.reduce((masking, part) => masking.replaceAll(part, '•••'), text)
  return masked
    .slice(0, excerptCharacters)
    .replaceAll('\u0000', '')
    .replace(/\p{Cs}/gu, '')
}
