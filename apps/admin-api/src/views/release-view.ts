import type { ReleaseItemView, ReleaseResult, ReleaseSummary, ReleaseView } from '@verso/contract'
import type { ReleaseDetail, ReleaseWithItems, RevertedRelease } from '@verso/core'

export function toReleaseView(release: ReleaseWithItems): ReleaseView {
  return { ...toReleaseSummary(release), items: release.items.map(toItem) }
}

export function toReleaseSummary({ row, itemCount, names }: ReleaseDetail): ReleaseSummary {
  const { publishAt, publishedAt, revertedAt } = row
  const person = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  const isScheduled = row.state === 'open' && publishAt !== null
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    state: isScheduled ? 'scheduled' : row.state,
    publishAt: publishAt?.toISOString() ?? null,
    timeZone: row.timeZone,
    ...(row.reason === null ? {} : { reason: row.reason }),
    itemCount,
    ...(row.seq === null ? {} : { seq: Number(row.seq) }),
    ...(publishedAt === null ? {} : { publishedAt: publishedAt.toISOString(), publishedBy: person(row.publishedById) }),
    ...(publishedAt === null || publishAt === null || publishedAt < publishAt
      ? {}
      : { lateSeconds: Math.floor((publishedAt.getTime() - publishAt.getTime()) / 1000) }),
    ...(row.revertSeq === null ? {} : { revertSeq: Number(row.revertSeq) }),
    ...(revertedAt === null ? {} : { revertedAt: revertedAt.toISOString(), revertedBy: person(row.revertedById) }),
    createdAt: row.createdAt.toISOString(),
    createdBy: person(row.createdById),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function toItem({ id, entryId, action, locales, revision }: ReleaseWithItems['items'][number]): ReleaseItemView {
  return { id, entryId, action, ...(locales.length === 0 ? {} : { locales }), ...(revision === null ? {} : { revision }) }
}

export function toReleaseResult({ seq, conflicts }: RevertedRelease): ReleaseResult {
  return {
    seq: seq === null ? null : Number(seq),
    conflicts: conflicts.map(({ entryId, locale, refusal: { code, message, issues } }) => ({
      entryId,
      locale,
      code,
      message,
      ...(issues.length === 0 ? {} : { issues: [...issues] }),
    })),
  }
}
