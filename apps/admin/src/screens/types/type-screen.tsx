import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { typeKeys } from '../../api/types.ts'
import { useMay } from '../../api/use-may.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { TypeBuilder } from './type-builder.tsx'

const crumbs = [{ label: t`Content types`, to: '/settings/types' }]

export function NewTypeScreen() {
  const { kind }: { kind?: string } = useSearch({ strict: false })
  return <TypeBuilder type={null} newKind={kind === 'component' ? 'component' : 'collection'} tag={null} mayEdit crumbs={crumbs} />
}

/** One content type, with the tag of the model that it was read in. */
export function TypeScreen() {
  const { type: name = '' } = useParams({ strict: false })
  const mayEdit = useMay().manage('types')
  const found = useQuery({
    queryKey: [...typeKeys.all, name, 'tagged'],
    queryFn: ({ signal }) => api.send<ContentTypeView>('GET', `/types/${name}`, { signal }),
    refetchOnWindowFocus: false,
  })
  if (found.data !== undefined)
    return (
      <TypeBuilder
        key={`${found.data.body.id} ${found.data.etag}`}
        type={found.data.body}
        tag={found.data.etag}
        mayEdit={mayEdit}
        crumbs={crumbs}
      />
    )
  return (
    <Page title={t`Content type`} crumbs={crumbs} width="form">
      {found.isError ? (
        <ProblemCard problem={found.error} title={t`There is no content type “${name}” to show`} onRetry={() => found.refetch()} />
      ) : (
        <Loading label={t`Loading the content type`} kind="form" rows={5} />
      )}
    </Page>
  )
}
