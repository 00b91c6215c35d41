import type { WebhookRow } from '@verso/data'
import { signedHeaders } from '@verso/webhooks'
import { headersOf, secretsOf } from './webhook-secrets.ts'
import type { WebhookData } from './webhook-messages.ts'

/** A message on its way, whatever it is about. */
export interface Outgoing {
  id: string
  type: string
  seq: bigint | null
  at: Date
  data: Partial<WebhookData>
}

export interface WebhookRequest {
  headers: Record<string, string>
  body: string
}

/** A message as an endpoint is sent it: the body that its preset asks for, its own headers, and the signatures of this attempt. */
export function webhookRequest(hook: WebhookRow, message: Outgoing, { key, now }: { key: Buffer; now: Date }): WebhookRequest {
  const own = headersOf(key, hook)
  switch (hook.settings.preset) {
    // A build hook starts something, whatever it is sent; some refuse a body.
    case 'build-hook':
      return { headers: own, body: '' }
    case 'github':
      return {
        headers: { accept: 'application/vnd.github+json', 'content-type': 'application/json', ...own },
        body: JSON.stringify({ event_type: message.type, client_payload: githubPayload(message) }),
      }
    case 'slack':
      return { headers: { 'content-type': 'application/json', ...own }, body: JSON.stringify({ text: sentenceOf(message) }) }
    default:
      return signedRequest(hook, message, { own, key, now })
  }
}

function signedRequest(
  hook: WebhookRow,
  { id, type, seq, at, data }: Outgoing,
  { own, key, now }: { own: Record<string, string>; key: Buffer; now: Date },
): WebhookRequest {
  const body = JSON.stringify({ type, timestamp: at.toISOString(), ...(seq === null ? {} : { seq: Number(seq) }), data })
  return {
    headers: { ...own, 'content-type': 'application/json', ...signedHeaders({ id, at: now, body }, secretsOf(key, hook, now)) },
    body,
  }
}

/** GitHub takes ten members, and 64 KB in all. */
function githubPayload({ id, seq, at, data }: Outgoing) {
  const { items = [], affected } = data
  const pages = affected?.pages ?? []
  return {
    id,
    seq: seq === null ? null : Number(seq),
    timestamp: at.toISOString(),
    items: items.slice(0, 50).map(({ op, id: entryId, type, locale, slug }) => ({ op, id: entryId, type, locale, slug })),
    types: affected?.types ?? [],
    pages: pages.slice(0, 200),
    complete: items.length <= 50 && pages.length <= 200 && affected?.complete === true,
  }
}

const verbs = { publish: 'Published', unpublish: 'Unpublished', delete: 'Deleted', create: 'Created', update: 'Saved' } as const
const named = 10

/** One line for people. What an entry is called comes from people too, so that nothing in it may mean anything to Slack. */
function sentenceOf({ type, data: { items = [] } }: Outgoing): string {
  if (items.length === 0) return `Verso: ${type}`
  const lines = items
    .slice(0, named)
    .map((item) => `${verbs[item.op]} ${item.type} ${escaped(item.slug ?? item.id)}${item.locale === null ? '' : ` (${item.locale})`}`)
  const more = items.length > named ? [`and ${items.length - named} more`] : []
  return [...lines, ...more].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
