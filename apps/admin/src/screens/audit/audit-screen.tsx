import { Button } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { auditQuery } from '../../api/people.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { AuditTable } from './audit-table.tsx'

/** Who did what, and when; nothing here can be changed. */
export function AuditScreen() {
  const audit = useInfiniteQuery(auditQuery())
  const rows = audit.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <Page title="Audit" meta="Newest first. Looking here is noted too.">
      {audit.isError && <ProblemCard problem={audit.error} title="The audit could not be loaded" onRetry={() => audit.refetch()} />}
      {audit.isPending && <Loading label="Loading the audit" rows={10} />}
      {audit.isSuccess && rows.length === 0 && <Empty icon={IconListDetails} title="Nothing has happened yet." />}
      {rows.length > 0 && <AuditTable rows={rows} />}
      {audit.hasNextPage && (
        <Button mt="md" onClick={() => audit.fetchNextPage()} loading={audit.isFetchingNextPage}>
          Load more
        </Button>
      )}
    </Page>
  )
}
