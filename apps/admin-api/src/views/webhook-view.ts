import type { DeliveryView, WebhookHealth, WebhookView } from '@verso/contract'
import type { DeliveriesOfHour, DeliveryRow, WebhookDetail } from '@verso/core'

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

const hourMs = 3_600_000

export function toWebhookHealth({ until, counts }: { until: Date; counts: readonly DeliveriesOfHour[] }): WebhookHealth {
  const hours = Array.from({ length: 24 }, (_, index) => {
    const hoursAgo = 23 - index
    const of = (state: DeliveriesOfHour['state']) => counts.find((one) => one.hoursAgo === hoursAgo && one.state === state)?.count ?? 0
    const from = new Date(until.getTime() - (hoursAgo + 1) * hourMs).toISOString()
    return { from, delivered: of('delivered'), failed: of('failed'), pending: of('pending'), skipped: of('skipped') }
  })
  return { hours }
}

function timeOrNull(time: Date | null): string | null {
  return time === null ? null : time.toISOString()
}
