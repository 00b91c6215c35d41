import type { DeliveryView, WebhookView } from '@verso/contract'
import type { DeliveryRow, WebhookDetail } from '@verso/core'

export function toWebhookView({ row, types, where, fieldsChanged, status, lag }: WebhookDetail): WebhookView {
  const { id, name, url, events, locales, settings, headerNames, mode, failures, position, replayAfter, replayTo } = row
  return {
    ...{ id, name, url, events, types, locales, where, fieldsChanged, mode, failures, lag },
    projection: (settings.projection ?? null) as WebhookView['projection'],
    headers: headerNames,
    preset: settings.preset ?? null,
    debounceSeconds: settings.debounceSeconds ?? null,
    enabled: row.state === 'active',
    state: status,
    reason: row.stateReason,
    stateAt: row.stateAt.toISOString(),
    failingSince: timeOrNull(row.failingSince),
    nextAttemptAt: timeOrNull(row.nextAt),
    position: Number(position),
    replay: replayAfter === null || replayTo === null ? null : { after: Number(replayAfter), toSeq: Number(replayTo) },
    previousSecretUntil: timeOrNull(row.previousUntil),
    createdAt: row.createdAt.toISOString(),
  }
}

export function toDeliveryView({ part: _, seq, nextAttemptAt, createdAt, ...row }: DeliveryRow): DeliveryView {
  return { ...row, seq: seq === null ? null : Number(seq), nextAttemptAt: timeOrNull(nextAttemptAt), createdAt: createdAt.toISOString() }
}

function timeOrNull(time: Date | null): string | null {
  return time === null ? null : time.toISOString()
}
