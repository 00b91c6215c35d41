import { t } from '@lingui/core/macro'
import { Button, TextInput } from '@mantine/core'
import { IconArrowForwardUp, IconPlus, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { RedirectView } from '@verso/contract'
import { useState } from 'react'
import { redirectsQuery } from '../../api/redirects.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { CreateRedirectDialog } from './create-redirect-dialog.tsx'
import { DeleteRedirectDialog } from './delete-redirect-dialog.tsx'
import { RedirectTable } from './redirect-table.tsx'
import { TryPath } from './try-path.tsx'

/** Where old paths lead. */
export function RedirectsScreen() {
  const { search, setSearch } = useSearchText()
  const redirects = useInfiniteQuery(redirectsQuery(search))
  const [isCreating, setIsCreating] = useState(false)
  const [removing, setRemoving] = useState<RedirectView | null>(null)
  // A search that is cleared by its button begins with an empty field.
  const [clears, setClears] = useState(0)
  const create = () => setIsCreating(true)
  const clear = () => {
    setSearch('')
    setClears(clears + 1)
  }
  const list = redirects.data?.pages.flatMap((page) => page.data)
  useHotkeys([{ keys: 'c', label: t`Add a redirect`, run: create }])
  return (
    <Page
      title={t`Redirects`}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={create}>
          {t`Add redirect`}
        </Button>
      }
    >
      <TextInput
        aria-label={t`Search paths`}
        placeholder={t`Search paths`}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        key={clears}
        defaultValue={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value.trim())}
        maw={360}
        mb="md"
      />
      {redirects.isError && (
        <ProblemCard problem={redirects.error} title={t`The redirects could not be loaded`} onRetry={() => redirects.refetch()} />
      )}
      {redirects.isPending && <Loading label={t`Loading redirects`} rows={4} />}
      {list !== undefined &&
        (list.length === 0 ? (
          <None isSearch={search !== ''} onClear={clear} onCreate={create} />
        ) : (
          <RedirectTable redirects={list} onRemove={setRemoving} />
        ))}
      {redirects.hasNextPage && (
        <Button mt="md" loading={redirects.isFetchingNextPage} onClick={() => void redirects.fetchNextPage()}>
          {t`Show more`}
        </Button>
      )}
      <TryPath />
      {isCreating && <CreateRedirectDialog onClose={() => setIsCreating(false)} />}
      {removing !== null && <DeleteRedirectDialog redirect={removing} onClose={() => setRemoving(null)} />}
    </Page>
  )
}

function None({ isSearch, onClear, onCreate }: { isSearch: boolean; onClear: () => void; onCreate: () => void }) {
  if (isSearch) return <Empty title={t`No path matches.`} action={<Button onClick={onClear}>{t`Clear search`}</Button>} />
  return (
    <Empty icon={IconArrowForwardUp} title={t`No redirects yet.`} action={<Button onClick={onCreate}>{t`Add one`}</Button>}>
      {t`When a published address changes, the old one is kept here by itself.`}
    </Empty>
  )
}

function useSearchText() {
  const { q = '' }: { q?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  return {
    search: q,
    setSearch: (text: string) =>
      void navigate({
        to: '.',
        replace: true,
        search: (before: Record<string, string | undefined>) => ({ ...before, q: text === '' ? undefined : text }),
      } as Parameters<typeof navigate>[0]),
  }
}
