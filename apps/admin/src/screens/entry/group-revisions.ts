import type { ActorRef, RevisionSummary } from '@verso/contract'

export interface RevisionGroup {
  by: ActorRef
  /** Of the newest of them. */
  at: string
  revisions: RevisionSummary[]
}

const hourMs = 3_600_000

/** Neighbours of one person within an hour of the newest stand together. */
export function groupRevisions(revisions: readonly RevisionSummary[]): RevisionGroup[] {
  const groups: RevisionGroup[] = []
  for (const revision of revisions) {
    const last = groups.at(-1)
    if (last !== undefined && last.by?.id === revision.by?.id && Date.parse(last.at) - Date.parse(revision.at) < hourMs)
      last.revisions.push(revision)
    else groups.push({ by: revision.by, at: revision.at, revisions: [revision] })
  }
  return groups
}
