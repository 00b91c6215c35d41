import { IconWorldWww } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SiteView } from '@verso/contract'
import { sitesQuery } from '../../api/webhooks.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import { lagWords } from '../webhooks/webhook-words.ts'

/** What is built of what is published, and how far behind each is. */
export function SitesScreen() {
  const sites = useQuery(sitesQuery())
  return (
    <Page title="Sites">
      {sites.isError && <ProblemCard problem={sites.error} title="The sites could not be loaded" onRetry={() => sites.refetch()} />}
      {sites.isPending && <Loading label="Loading sites" rows={3} />}
      {sites.data?.length === 0 && (
        <Empty icon={IconWorldWww} title="No site has said anything yet.">
          A site tells what it is built of with <code>POST /content/v1/builds</code>, and which pages it reads with the header{' '}
          <code>Verso-Page</code>.
        </Empty>
      )}
      {sites.data !== undefined && sites.data.length > 0 && <SiteTable sites={sites.data} />}
    </Page>
  )
}

function SiteTable({ sites }: { sites: SiteView[] }) {
  return (
    <PlainTable
      label="Sites"
      rows={sites}
      keyOf={({ name }) => name}
      columns={[
        {
          label: 'Site',
          isTitle: true,
          cell: ({ name, url }) =>
            url === null ? (
              name
            ) : (
              <a href={url} target="_blank" rel="noreferrer" className="verso-link">
                {name}
              </a>
            ),
        },
        { label: 'Where it stands', cell: (site) => <Standing site={site} /> },
        {
          label: 'Built',
          cell: ({ builtAt, builtSeq }) =>
            builtAt === null ? (
              <span className="verso-dimmed">No build was reported</span>
            ) : (
              <>
                <Time at={builtAt} /> <span className="verso-dimmed">(event {builtSeq?.toLocaleString('en')})</span>
              </>
            ),
        },
        { label: 'Pages', cell: pageWords },
      ]}
    />
  )
}

function Standing({ site: { lag } }: { site: SiteView }) {
  if (lag === null) return <StatusChip status="draft" word="Not known" />
  return <StatusChip status={lag.seq === 0 ? 'published' : 'changed'} word={lagWords(lag)} />
}

function pageWords({ pages, complete }: SiteView): string {
  const count = `${pages.toLocaleString('en')} ${pages === 1 ? 'page' : 'pages'}`
  return complete ? count : `${count} and more: every event may concern every page`
}
