import { plural, t } from '@lingui/core/macro'
import type { DeliveryView, WebhookView } from '@verso/contract'
import { formatDuration } from '../../parts/format-duration.ts'
import type { Status } from '../../parts/status-chip.tsx'

type Look = { status: Status; word: string }

export const webhookStates: Record<WebhookView['state'], Look> = {
  active: { status: 'published', word: t`Active` },
  failing: { status: 'outdated', word: t`Failing` },
  paused: { status: 'unpublished', word: t`Paused` },
  disabled: { status: 'failed', word: t({ message: 'Disabled', context: 'webhook' }) },
}

export const deliveryStates: Record<DeliveryView['state'], Look> = {
  delivered: { status: 'published', word: t`Delivered` },
  failed: { status: 'failed', word: t`Failed` },
  pending: { status: 'scheduled', word: t`Waiting` },
  skipped: { status: 'unpublished', word: t`Skipped` },
}

/** Why nothing is sent, and what can be done about it. */
export const pauseReasons: Record<string, string> = {
  by_hand: t`Somebody paused it.`,
  not_enabled: t`It was saved without being switched on.`,
  failing: t`It failed for 24 hours, so that Verso gave up trying.`,
  gone: t`The receiver answered 410: it wants no more messages.`,
  owner_gone: t`Whoever made it may not read what it is told of any more. Save it to have it told with your rights.`,
}

export const eventWords: Record<string, string> = {
  'entry.published': t`An entry is published`,
  'entry.unpublished': t`An entry is unpublished`,
  'entry.deleted': t`An entry is deleted`,
  'entry.erased': t`An entry is erased`,
  'release.published': t`A release is published`,
  'media.changed': t`A file changes`,
  'model.changed': t`Content types change`,
  'redirect.changed': t`Redirects change`,
  'entry.created': t`A draft is made`,
  'entry.updated': t`A draft is saved`,
}

export const presetWords = {
  'build-hook': { label: t`Build hook`, help: t`Starts a build: an empty POST, once nothing has changed for some seconds.` },
  github: { label: t`GitHub repository_dispatch`, help: t`Starts a GitHub workflow that listens to repository_dispatch.` },
  slack: { label: t`Slack`, help: t`Writes one line for each change into a channel.` },
} satisfies Record<NonNullable<WebhookView['preset']>, { label: string; help: string }>

/** How far an endpoint or a site is behind the newest event. */
export function lagWords({ seq, seconds }: { seq: number; seconds: number }): string {
  if (seq === 0) return t`Up to date`
  const time = formatDuration(seconds)
  return plural(seq, { one: `# event behind, ${time}`, other: `# events behind, ${time}` })
}
