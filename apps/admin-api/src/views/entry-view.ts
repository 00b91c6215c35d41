import type {
  ActorRef,
  EntryCard as EntryCardView,
  EntryView,
  LocaleStateView,
  LocaleTimesView,
  PublicationView,
  SavedEntryView,
  Usages,
  WorkingCopyView,
} from '@verso/contract'
import type { ActorName, EntryCard, EntryDetail, EntryUsages, LocaleState, PublishingTimes, SavedEntry, WorkingCopy } from '@verso/core'
import { toScheduleView } from './schedule-view.ts'
import { fileAddress } from '@verso/core'

export function toEntryView({ row, workingCopy, rights, ...entry }: EntryDetail): EntryView {
  const { typeName, inTree, fields, status, title, locales, schedules, names, times } = entry
  return {
    id: row.id,
    type: typeName,
    status,
    revision: row.revision,
    title,
    fields,
    ...(inTree ? { parent: row.parentId, children: row.children } : {}),
    publications: Object.fromEntries(row.publications.map((head) => [head.locale, toPublicationView(head)])),
    locales: byLocale(locales, toLocaleStateView),
    schedules: schedules.map(toScheduleView),
    createdAt: row.createdAt.toISOString(),
    createdBy: actorRef(names, row.createdById),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: actorRef(names, row.updatedById),
    ...toTimesView(times, names),
    localeTimes: byLocale(locales, (state) => toLocaleTimesView(state, names)),
    ...(row.trashedAt === null ? {} : { trashedAt: row.trashedAt.toISOString(), trashedBy: actorRef(names, row.trashedById) }),
    ...(entry.purgeAt === null ? {} : { purgeAt: entry.purgeAt.toISOString() }),
    ...(workingCopy === undefined ? {} : { workingCopy: toWorkingCopyView(workingCopy) }),
    _can: rights,
  }
}

type Names = Map<string, ActorName>

function toLocaleStateView({ status, publishedRevision, outdated, scheduledAt }: LocaleState): LocaleStateView {
  return { status, publishedRevision, outdated, ...(scheduledAt === undefined ? {} : { scheduledAt: scheduledAt.toISOString() }) }
}

function toLocaleTimesView({ updatedAt, updatedById, ...times }: LocaleState, names: Names): LocaleTimesView {
  return { ...toTimesView(times, names), updatedAt: updatedAt.toISOString(), updatedBy: actorRef(names, updatedById) }
}

function byLocale<View>(locales: EntryDetail['locales'], view: (state: LocaleState) => View): Record<string, View> {
  return Object.fromEntries(Object.entries(locales).map(([code, state]) => [code, view(state)]))
}

function toTimesView({ firstPublishedAt, firstPublishedById, publishedAt, publishedById }: PublishingTimes, names: Names) {
  return {
    firstPublishedAt: firstPublishedAt?.toISOString() ?? null,
    firstPublishedBy: actorRef(names, firstPublishedById),
    publishedAt: publishedAt?.toISOString() ?? null,
    publishedBy: actorRef(names, publishedById),
  }
}

function toWorkingCopyView({ savedAt, ...copy }: WorkingCopy): WorkingCopyView {
  return { ...copy, savedAt: savedAt.toISOString() }
}

export function toSavedEntryView({ merge, ...entry }: SavedEntry): SavedEntryView {
  return { ...toEntryView(entry), ...(merge === null ? {} : { merged: true, mergedPaths: merge.paths, mergedBy: merge.by }) }
}

export function toEntryCard({ id, card }: { id: string; card: EntryCard | null }): EntryCardView {
  if (card === null) return { id, hidden: true }
  const { typeName, title, status, locales, thumbnail } = card
  return {
    id,
    type: typeName,
    title,
    status,
    locales,
    thumbnail: thumbnail === null ? null : fileAddress(thumbnail),
  }
}

export function toUsages({ usages, hidden }: EntryUsages): Usages {
  return { data: usages.map(({ typeName, ...usage }) => ({ ...usage, type: typeName })), hidden }
}

function toPublicationView({
  revision,
  seq,
  slug,
  path,
  publishedAt,
  firstPublishedAt,
}: EntryDetail['row']['publications'][number]): PublicationView {
  return {
    revision,
    seq: Number(seq),
    slug,
    path,
    publishedAt: publishedAt.toISOString(),
    firstPublishedAt: firstPublishedAt.toISOString(),
  }
}

export function actorRef(names: Names, id: string | null): ActorRef {
  return id === null ? null : (names.get(id) ?? null)
}
