import { t } from '@lingui/core/macro'
import { Button, Drawer, Select, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { IconSearch } from '@tabler/icons-react'
import type { EntryView } from '@verso/contract'
import { type KeyboardEvent, useRef, useState } from 'react'
import { entryListQuery } from '../../api/entries.ts'
import { typesQuery } from '../../api/types.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import classes from './picker.module.css'

interface EntryPickerProps {
  opened: boolean
  title: string
  /** Names of the types that may be chosen; none means all. */
  types: readonly string[]
  /** Entries that are there already. */
  exclude: readonly string[]
  isMany?: boolean
  onClose: () => void
  onPick: (entryId: string, entry: EntryView) => void
}

/** Finds an entry: by words, by type, or among the latest. With `isMany` it stays open for the next. */
export function EntryPicker({ opened, title, onClose, ...search }: EntryPickerProps) {
  return (
    <Drawer opened={opened} onClose={onClose} size={480} title={t`Choose ${title}`} classNames={{ body: classes.drawer ?? '' }}>
      {opened && <EntrySearch {...search} onClose={onClose} />}
    </Drawer>
  )
}

type EntrySearchProps = Omit<EntryPickerProps, 'opened' | 'title'>

function EntrySearch({ types, exclude, isMany = false, onPick, onClose }: EntrySearchProps) {
  const { words, setWords, search, offered, typeName, setType, entries } = useEntrySearch(types)
  const list = useRef<HTMLUListElement>(null)
  const found = entries.data?.pages.flatMap((page) => page.data) ?? []

  function pick(entry: EntryView) {
    if (exclude.includes(entry.id)) return
    onPick(entry.id, entry)
    if (!isMany) onClose()
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') focusRow(event, list.current?.querySelector('button'))
    const first = found.find(({ id }) => !exclude.includes(id))
    if (event.key === 'Enter' && first !== undefined && search === words.trim()) pick(first)
  }

  return (
    <>
      <div className={classes.bar}>
        <TextInput
          data-autofocus
          aria-label={t`Search entries`}
          placeholder={t`Search`}
          value={words}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          className={classes.search}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          onKeyDown={onKey}
        />
        {offered.length > 1 && (
          <Select
            aria-label={t`Type`}
            value={typeName}
            data={offered.map(({ name, label }) => ({ value: name, label }))}
            onChange={setType}
            className={classes.type}
            searchable={offered.length > 10}
          />
        )}
      </div>
      <VisuallyHidden role="status">{entries.isSuccess && search !== '' ? t`${found.length} found` : ''}</VisuallyHidden>
      <p className={classes.hint}>{search === '' ? t`Lately changed` : t`Matching “${search}”`}</p>
      <Found entries={entries} isEmpty={found.length === 0} isSearch={search !== ''} />
      <ul ref={list} className={classes.rows}>
        {found.map((entry) => (
          <li key={entry.id}>
            <Row entry={entry} isThere={exclude.includes(entry.id)} onPick={() => pick(entry)} />
          </li>
        ))}
      </ul>
      {entries.hasNextPage && (
        <Button size="sm" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t`Show more`}
        </Button>
      )}
    </>
  )
}

function useEntrySearch(types: readonly string[]) {
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 200)
  const [chosenType, setType] = useState<string | null>(null)
  const all = useQuery(typesQuery())
  const offered = (all.data ?? []).filter(({ name }) => types.length === 0 || types.includes(name))
  const typeName = chosenType ?? offered[0]?.name ?? ''
  const entries = useInfiniteQuery({
    ...entryListQuery(typeName, { sort: '-_updatedAt', limit: 30, search: search === '' ? undefined : search }),
    enabled: typeName !== '',
    placeholderData: (previous) => previous,
  })
  return { words, setWords, search, offered, typeName, setType, entries }
}

function Found({
  entries,
  isEmpty,
  isSearch,
}: {
  entries: ReturnType<typeof useEntrySearch>['entries']
  isEmpty: boolean
  isSearch: boolean
}) {
  if (entries.isError)
    return <ProblemCard problem={entries.error} title={t`The entries could not be loaded`} onRetry={() => void entries.refetch()} />
  if (entries.isLoading) return <Loading label={t`Loading entries`} rows={6} />
  if (!entries.isSuccess || !isEmpty) return null
  return <Empty title={isSearch ? t`Nothing matches.` : t`There are no entries of this type yet.`} />
}

function Row({ entry, isThere, onPick }: { entry: EntryView; isThere: boolean; onPick: () => void }) {
  return (
    <button type="button" className={classes.entry} aria-disabled={isThere || undefined} onClick={onPick} onKeyDown={walk}>
      <span className={classes.entryTitle}>{entry.title === '' ? t`Untitled` : entry.title}</span>
      <span className={classes.entryFacts}>
        <StatusChip status={entry.status} />
        {isThere ? <span>{t`Chosen already`}</span> : <Time at={entry.updatedAt} />}
      </span>
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLButtonElement>) {
  const row = event.currentTarget.closest('li')
  if (event.key === 'ArrowDown') focusRow(event, row?.nextElementSibling?.querySelector('button'))
  if (event.key === 'ArrowUp') focusRow(event, row?.previousElementSibling?.querySelector('button'))
}

function focusRow(event: KeyboardEvent, row: HTMLElement | null | undefined) {
  if (!row) return
  event.preventDefault()
  row.focus()
}
