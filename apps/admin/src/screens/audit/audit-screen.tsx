import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconDownload, IconListDetails } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { getText } from '../../api/client.ts'
import { auditQuery } from '../../api/people.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import { saveAs } from './save-as.ts'
import { toQuery, useAuditFilter } from './use-audit-filter.ts'

/** Who did what, and when; nothing here can be changed. */
export function AuditScreen() {
  const { filter, isNarrowed, narrow, clear } = useAuditFilter()
  const audit = useInfiniteQuery(auditQuery(toQuery(filter)))
  const rows = audit.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <Page title={t`Audit`} meta={t`Newest first. Looking here is noted too.`} actions={<Export query={toQuery(filter)} />}>
      <AuditFilters filter={filter} isNarrowed={isNarrowed} onNarrow={narrow} onClear={clear} />
      {audit.isError && <ProblemCard problem={audit.error} title={t`The audit could not be loaded`} onRetry={() => audit.refetch()} />}
      {audit.isPending && <Loading label={t`Loading the audit`} rows={10} />}
      {audit.isSuccess && rows.length === 0 && <None isNarrowed={isNarrowed} onClear={clear} />}
      {rows.length > 0 && <AuditTable rows={rows} onNarrow={narrow} />}
      {audit.hasNextPage && (
        <Button mt="md" onClick={() => audit.fetchNextPage()} loading={audit.isFetchingNextPage}>
          {t`Load more`}
        </Button>
      )}
    </Page>
  )
}

function None({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  if (isNarrowed) return <Empty title={t`Nothing like this has happened.`} action={<Button onClick={onClear}>{t`Clear filters`}</Button>} />
  return <Empty icon={IconListDetails} title={t`Nothing has happened yet.`} />
}

/** All rows that are shown or could be loaded, as a file for spreadsheets. */
function Export({ query }: { query: Record<string, string> }) {
  const exporting = useMutation({
    mutationFn: () => getText('/audit', { accept: 'text/csv', query }),
    onSuccess: (csv) => saveAs(`audit-${new Date().toISOString().slice(0, 10)}.csv`, csv),
    onError: (problem) => toast({ message: t`The audit could not be exported: ${problem.message}`, tone: 'error' }),
  })
  return (
    <Button
      leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
      loading={exporting.isPending}
      onClick={() => exporting.mutate()}
    >
      {t`Export CSV`}
    </Button>
  )
}
