import type { EntryRow, Transaction } from '@verso/data'
import { actorNames, type ActorName } from '../actor-names.ts'

/** Who changed what after a revision. */
export interface PathAuthors {
  people: ActorName[]
  /** By changed path: the last who changed it. */
  last: Map<string, { by: ActorName | null; at: Date }>
  /** For what no revision in sight names. */
  otherwise: { by: ActorName | null; at: Date }
}

/** As many revisions as are looked at for names; older ones still merge, only their authors aren't told apart. */
const maxRevisions = 250

export async function authorsSince(tx: Transaction, entry: EntryRow, revision: number): Promise<PathAuthors> {
  const newer = (await tx.revisions.list(entry.id, { limit: maxRevisions })).filter((row) => row.number > revision)
  const names = await actorNames(tx, [entry.updatedById, ...newer.map((row) => row.byId)])
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  const last: PathAuthors['last'] = new Map()
  for (const row of newer.toReversed()) {
    for (const path of row.changed) last.set(path, { by: nameOf(row.byId), at: row.at })
  }
  const people = [...new Set(newer.map((row) => row.byId))].map(nameOf).filter((name) => name !== null)
  return { people, last, otherwise: { by: nameOf(entry.updatedById), at: entry.updatedAt } }
}

export function authorOf(
  authors: PathAuthors,
  { fieldId, locale }: { fieldId: string; locale?: string | undefined },
): { by: ActorName | null; at: Date } {
  return authors.last.get(locale === undefined ? fieldId : `${fieldId}/${locale}`) ?? authors.otherwise
}

/** Which of these fields some revision has changed. */
export async function changedSince(tx: Transaction, entry: EntryRow, fieldIds: readonly string[]): Promise<string[]> {
  const rows = await tx.revisions.list(entry.id, { limit: maxRevisions })
  return fieldIds.filter((id) => rows.some((row) => row.changed.some((path) => path === id || path.startsWith(`${id}/`))))
}
