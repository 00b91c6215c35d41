import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { fewEntriesQuery } from '../../api/entries.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'

/** A single type has one entry at most: go there, or begin it. */
export function SingleEntry({ type }: { type: ContentTypeView }) {
  const found = useQuery(fewEntriesQuery(type.name, { limit: 1 }))
  const entry = found.data?.data[0]
  if (entry !== undefined) return <Navigate to="/content/$type/$entryId" params={{ type: type.name, entryId: entry.id }} replace />
  if (found.isSuccess) return <Navigate to="/content/$type/new" params={{ type: type.name }} replace />
  return (
    <Page title={type.label} width="form">
      {found.isError ? (
        <ProblemCard problem={found.error} onRetry={() => found.refetch()} />
      ) : (
        <Loading label={t`Loading ${type.label}`} kind="form" rows={4} />
      )}
    </Page>
  )
}
