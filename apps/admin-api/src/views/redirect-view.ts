import type { RedirectView, TriedPathView } from '@verso/contract'
import type { RedirectDetail, TriedPath } from '@verso/core'

export function toRedirectView({ row, target, names }: RedirectDetail): RedirectView {
  const { id, from, to, toEntryId, locale, permanent, automatic, createdAt, createdById, hits } = row
  return {
    id,
    from,
    to,
    entryId: toEntryId,
    locale,
    permanent,
    automatic,
    hits: Number(hits),
    entry: target === null ? null : { id: target.id, type: target.typeName, title: target.title, path: target.path },
    createdAt: createdAt.toISOString(),
    createdBy: createdById === null ? null : (names.get(createdById) ?? null),
  }
}

export function toTriedPathView({ path, leadsTo }: TriedPath): TriedPathView {
  if (leadsTo === null) return { path, leadsTo }
  const { entry, ...rest } = leadsTo
  return { path, leadsTo: { entry: entry === null ? null : { id: entry.id, type: entry.typeName, title: entry.title }, ...rest } }
}
