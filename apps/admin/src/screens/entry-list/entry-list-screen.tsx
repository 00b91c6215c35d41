import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { typeQuery } from '../../api/types.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { EntryList } from './entry-list.tsx'
import { SingleEntry } from './single-entry.tsx'

/** The entries of one type; a single type leads to its one entry. */
export function EntryListScreen() {
  const { type: name = '' } = useParams({ strict: false })
  const type = useQuery(typeQuery(name))
  if (type.isError && type.data === undefined) {
    return (
      <Page title={t`Content`} width="form">
        <ProblemCard problem={type.error} title={t`There is no content type “${name}” to show`} onRetry={() => type.refetch()} />
      </Page>
    )
  }
  if (type.data === undefined) {
    return (
      <Page title={t`Content`} width="fill">
        <Loading label={t`Loading entries`} rows={12} />
      </Page>
    )
  }
  return type.data.kind === 'single' ? <SingleEntry type={type.data} /> : <EntryList key={name} type={type.data} />
}
