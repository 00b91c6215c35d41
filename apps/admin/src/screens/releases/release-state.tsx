import { t } from '@lingui/core/macro'
import type { ReleaseSummary } from '@verso/contract'
import { type Status, StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import { zonedWords } from '../../parts/zoned-time.ts'

const statuses: Record<ReleaseSummary['state'], Status> = {
  open: 'draft',
  scheduled: 'scheduled',
  published: 'published',
  reverted: 'unpublished',
  failed: 'failed',
}

const words: Record<ReleaseSummary['state'], string> = {
  open: t`Open`,
  scheduled: t`Scheduled`,
  published: t`Published`,
  reverted: t`Taken back`,
  failed: t`Failed`,
}

/** How a release stands: an icon and a word. */
export function ReleaseState({ release, variant = 'text' }: { release: ReleaseSummary; variant?: 'text' | 'chip' }) {
  return <StatusChip status={statuses[release.state]} word={words[release.state]} variant={variant} />
}

/** When it happens, or did. */
export function ReleaseTime({ release }: { release: ReleaseSummary }) {
  const { state, publishAt, timeZone, publishedAt, revertedAt } = release
  if (state === 'reverted' && revertedAt !== undefined) return <Time at={revertedAt} />
  if (publishedAt !== undefined) return <Time at={publishedAt} />
  if (publishAt === null) return <span className="verso-dimmed">{t`not planned`}</span>
  return <time dateTime={publishAt}>{zonedWords(new Date(publishAt), timeZone ?? 'UTC')}</time>
}
