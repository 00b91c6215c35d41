import type { DeliveryView, WebhookView } from '@verso/contract'
import { formatDuration } from '../../parts/format-duration.ts'
import type { Status } from '../../parts/status-chip.tsx'

type Look = { status: Status; word: string }

export const webhookStates: Record<WebhookView['state'], Look> = {
  active: { status: 'published', word: 'Active' },
  failing: { status: 'outdated', word: 'Failing' },
  paused: { status: 'unpublished', word: 'Paused' },
  disabled: { status: 'failed', word: 'Disabled' },
}

export const deliveryStates: Record<DeliveryView['state'], Look> = {
  delivered: { status: 'published', word: 'Delivered' },
  failed: { status: 'failed', word: 'Failed' },
  pending: { status: 'scheduled', word: 'Waiting' },
  skipped: { status: 'unpublished', word: 'Skipped' },
}

/** Why nothing is sent, and what can be done about it. */
export const pauseReasons: Record<string, string> = {
  by_hand: 'Somebody paused it.',
  not_enabled: 'It was saved without being switched on.',
  failing: 'It failed for 24 hours, so that Verso gave up trying.',
  gone: 'The receiver answered 410: it wants no more messages.',
  owner_gone: 'Whoever made it may not read what it is told of any more. Save it to have it told with your rights.',
}

export const eventWords: Record<string, string> = {
  'entry.published': 'An entry is published',
  'entry.unpublished': 'An entry is unpublished',
  'entry.deleted': 'An entry is deleted',
  'entry.erased': 'An entry is erased',
  'release.published': 'A release is published',
  'media.changed': 'A file changes',
  'model.changed': 'Content types change',
  'redirect.changed': 'Redirects change',
  'entry.created': 'A draft is made',
  'entry.updated': 'A draft is saved',
}

export const presetWords = {
  'build-hook': { label: 'Build hook', help: 'Starts a build: an empty POST, once nothing has changed for some seconds.' },
  github: { label: 'GitHub repository_dispatch', help: 'Starts a GitHub workflow that listens to repository_dispatch.' },
  slack: { label: 'Slack', help: 'Writes one line for each change into a channel.' },
} satisfies Record<NonNullable<WebhookView['preset']>, { label: string; help: string }>

/** How far an endpoint or a site is behind the newest event. */
export function lagWords({ seq, seconds }: { seq: number; seconds: number }): string {
  if (seq === 0) return 'Up to date'
  return `${seq.toLocaleString('en')} ${seq === 1 ? 'event' : 'events'} behind, ${formatDuration(seconds)}`
}
