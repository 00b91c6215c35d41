import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconCalendar, IconPackage, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReleaseSummary } from '@verso/contract'
import { useState } from 'react'
import { releasesQuery } from '../../api/releases.ts'
import { useMay } from '../../api/use-may.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { PersonName } from '../../parts/person-name.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { CreateReleaseDialog } from './create-release-dialog.tsx'
import { ReleaseState, ReleaseTime } from './release-state.tsx'

/** What becomes public together. */
export function ReleasesScreen() {
  const releases = useInfiniteQuery(releasesQuery())
  const mayManage = useMay().manage('releases')
  const [isCreating, setIsCreating] = useState(false)
  const create = () => setIsCreating(true)
  const list = releases.data?.pages.flatMap((page) => page.data)
  useHotkeys(mayManage ? [{ keys: 'c', label: t`Make a release`, run: create }] : [])
  return (
    <Page
      title={t`Releases`}
      actions={
        <>
          <Button component={Link} to="/releases/calendar" leftSection={<IconCalendar size={18} stroke={1.75} aria-hidden />}>
            {t`Calendar`}
          </Button>
          {mayManage && (
            <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={create}>
              {t`New release`}
            </Button>
          )}
        </>
      }
    >
      {releases.isError && (
        <ProblemCard problem={releases.error} title={t`The releases could not be loaded`} onRetry={() => releases.refetch()} />
      )}
      {releases.isPending && <Loading label={t`Loading releases`} rows={4} />}
      {list !== undefined &&
        (list.length === 0 ? (
          <Empty
            icon={IconPackage}
            title={t`No releases yet.`}
            {...(mayManage ? { action: <Button onClick={create}>{t`Make one`}</Button> } : {})}
          >
            {t`A release makes many entries public in one step, now or at a time.`}
          </Empty>
        ) : (
          <ReleaseTable releases={list} />
        ))}
      {releases.hasNextPage && (
        <Button mt="md" loading={releases.isFetchingNextPage} onClick={() => void releases.fetchNextPage()}>
          {t`Show more`}
        </Button>
      )}
      {isCreating && <CreateReleaseDialog onClose={() => setIsCreating(false)} />}
    </Page>
  )
}

function ReleaseTable({ releases }: { releases: ReleaseSummary[] }) {
  return (
    <PlainTable
      label={t`Releases`}
      rows={releases}
      keyOf={({ id }) => id}
      columns={[
        {
          label: t`Name`,
          isTitle: true,
          cell: ({ id, name }) => (
            <Link to="/releases/$releaseId" params={{ releaseId: id }} className="verso-link">
              {name}
            </Link>
          ),
        },
        { label: t`State`, cell: (release) => <ReleaseState release={release} /> },
        { label: t`When`, cell: (release) => <ReleaseTime release={release} /> },
        { label: t`Entries`, cell: ({ itemCount }) => itemCount },
        { label: t`Made by`, cell: ({ createdBy }) => <PersonName actor={createdBy} /> },
      ]}
    />
  )
}
