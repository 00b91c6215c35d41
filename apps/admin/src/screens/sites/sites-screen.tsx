import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { IconWorldWww } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SiteView } from '@verso/contract'
import { sitesQuery } from '../../api/webhooks.ts'
import { intlTag } from '../../language/language.ts'
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
    <Page title={t`Sites`}>
      {sites.isError && <ProblemCard problem={sites.error} title={t`The sites could not be loaded`} onRetry={() => sites.refetch()} />}
      {sites.isPending && <Loading label={t`Loading sites`} rows={3} />}
      {sites.data?.length === 0 && (
        <Empty icon={IconWorldWww} title={t`No site has said anything yet.`}>
          <Trans>
            A site tells what it is built of with <code>POST /content/v1/builds</code>, and which pages it reads with the header{' '}
            <code>Verso-Page</code>.
          </Trans>
        </Empty>
      )}
      {sites.data !== undefined && sites.data.length > 0 && <SiteTable sites={sites.data} />}
    </Page>
  )
}

function SiteTable({ sites }: { sites: SiteView[] }) {
  return (
    <PlainTable
      label={t`Sites`}
      rows={sites}
      keyOf={({ name }) => name}
      columns={[
        {
          label: t`Site`,
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
        { label: t`Where it stands`, cell: (site) => <Standing site={site} /> },
        {
          label: t`Built`,
          cell: ({ builtAt, builtSeq }) =>
            builtAt === null ? (
              <span className="verso-dimmed">{t`No build was reported`}</span>
            ) : (
              <>
                <Time at={builtAt} /> <span className="verso-dimmed">{t`(event ${(builtSeq ?? 0).toLocaleString(intlTag())})`}</span>
              </>
            ),
        },
        { label: t`Pages`, cell: pageWords },
      ]}
    />
  )
}

function Standing({ site: { lag } }: { site: SiteView }) {
  if (lag === null) return <StatusChip status="draft" word={t`Not known`} />
  return <StatusChip status={lag.seq === 0 ? 'published' : 'changed'} word={lagWords(lag)} />
}

function pageWords({ pages, complete }: SiteView): string {
  const count = plural(pages, { one: '# page', other: '# pages' })
  return complete ? count : t`${count} and more: every event may concern every page`
}
