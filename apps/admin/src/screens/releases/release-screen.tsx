import { plural, t } from '@lingui/core/macro'
import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReleaseView } from '@verso/contract'
import { type ReactNode, useState } from 'react'
import { releaseQuery } from '../../api/releases.ts'
import { useMay } from '../../api/use-may.ts'
import { Loading } from '../../parts/loading.tsx'
import { Note } from '../../parts/note.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { DeleteReleaseDialog } from './delete-release-dialog.tsx'
import { ReleaseFaults } from './release-faults.tsx'
import { ReleaseItems } from './release-items.tsx'
import { ReleaseState, ReleaseTime } from './release-state.tsx'
import { ReleaseTimeDialog } from './release-time-dialog.tsx'
import { type ReleaseActs, useReleaseActs } from './use-release-acts.ts'

const crumbs = [{ label: t`Releases`, to: '/releases' }]

/** One release: what it holds, and the acts that make it public or take it back. */
export function ReleaseScreen() {
  const { releaseId = '' } = useParams({ strict: false })
  const release = useQuery(releaseQuery(releaseId))
  if (release.data !== undefined) return <Release release={release.data} />
  return (
    <Page title={t`Release`} crumbs={crumbs}>
      {release.isError ? (
        <ProblemCard problem={release.error} title={t`The release could not be loaded`} onRetry={() => release.refetch()} />
      ) : (
        <Loading label={t`Loading the release`} rows={6} />
      )}
    </Page>
  )
}

function Release({ release }: { release: ReleaseView }) {
  const mayManage = useMay().manage('releases')
  const acts = useReleaseActs(release)
  return (
    <Page
      title={release.name}
      crumbs={crumbs}
      meta={
        <Group gap="sm">
          <ReleaseState release={release} variant="chip" />
          <ReleaseTime release={release} />
        </Group>
      }
      actions={mayManage && <Acts release={release} acts={acts} />}
    >
      <Stack gap="md">
        {release.description !== null && <p>{release.description}</p>}
        {release.state === 'failed' && (
          <Note tone="error" title={t`It was due and could not be published.`}>
            {release.reason}
          </Note>
        )}
        <ReleaseFaults release={release} acts={acts} />
        <ReleaseItems release={release} mayChange={mayManage && isOpen(release)} />
      </Stack>
    </Page>
  )
}

/** Whether it can still be changed and published. */
export function isOpen({ state }: Pick<ReleaseView, 'state'>): boolean {
  return state === 'open' || state === 'scheduled' || state === 'failed'
}

type Asked = 'time' | 'delete'

function Acts({ release, acts }: { release: ReleaseView; acts: ReleaseActs }): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setAsked('delete')}>
        {t`Delete…`}
      </Button>
      {isOpen(release) && <Button onClick={() => setAsked('time')}>{release.publishAt === null ? t`Schedule…` : t`Reschedule…`}</Button>}
      {isOpen(release) && (
        <ReasonedButton
          variant="filled"
          loading={acts.publishing.isPending}
          reason={release.items.length === 0 ? t`There is nothing in it yet.` : undefined}
          onClick={() => acts.publishing.mutate()}
        >
          {plural(release.items.length, { one: 'Publish # entry', other: 'Publish # entries' })}
        </ReasonedButton>
      )}
      {release.state === 'published' && (
        <Button loading={acts.reverting.isPending} onClick={() => acts.reverting.mutate()}>
          {t`Take back`}
        </Button>
      )}
      {asked === 'time' && <ReleaseTimeDialog release={release} onClose={close} />}
      {asked === 'delete' && <DeleteReleaseDialog release={release} onClose={close} />}
    </>
  )
}
