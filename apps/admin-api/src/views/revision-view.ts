import type { RevisionSummary as RevisionSummaryView, RevisionView } from '@verso/contract'
import type { RevisionDetail, RevisionSummary } from '@verso/core'

export function toRevisionSummary({ row, by, paths }: RevisionSummary): RevisionSummaryView {
  return {
    number: row.number,
    at: row.at.toISOString(),
    by,
    kind: row.kind,
    ...(row.note === null ? {} : { note: row.note }),
    paths,
    publishedSeqs: row.publishedSeqs.map(Number),
  }
}

export function toRevisionView({ fields, removedFields, ...summary }: RevisionDetail): RevisionView {
  return { ...toRevisionSummary(summary), fields, ...(Object.keys(removedFields).length === 0 ? {} : { removedFields }) }
}
