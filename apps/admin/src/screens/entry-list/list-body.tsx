import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconFilterOff, IconNotes, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { EntryTable } from './entry-table.tsx'
import type { ListView } from './list-view.ts'
import type { LoadedList } from './use-entry-list.ts'
import type { Selection } from './use-selection.ts'

interface ListBodyProps {
  type: ContentTypeView
  view: ListView
  list: LoadedList
  mayCreate: boolean
  onChange: (view: ListView) => void
  selection: Selection
}

/** The rows, or why there are none. After a failure the old rows stay. */
export function ListBody({ type, view, list, mayCreate, onChange, selection }: ListBodyProps) {
  const failure = list.error !== null && (
    <ProblemCard problem={list.error} title={t`${type.label} could not be loaded`} onRetry={list.reload} />
  )
  if (list.isFirstLoad) return failure || <Loading label={t`Loading ${type.label}`} rows={12} />
  return (
    <>
      {failure}
      {list.entries.length > 0 ? (
        <EntryTable type={type} view={view} list={list} onChange={onChange} selection={selection} />
      ) : (
        <NoRows type={type} view={view} mayCreate={mayCreate} onChange={onChange} />
      )}
    </>
  )
}

function NoRows({ type, view, mayCreate, onChange }: Omit<ListBodyProps, 'list' | 'selection'>) {
  if (view.filters.length > 0 || view.search !== '') {
    return (
      <Empty
        icon={IconFilterOff}
        title={t`Nothing matches.`}
        action={<Button onClick={() => onChange({ ...view, filters: [], search: '' })}>{t`Clear filters`}</Button>}
      />
    )
  }
  if (view.isTrash) {
    return (
      <Empty
        icon={IconTrash}
        title={t`The trash is empty.`}
        action={<Button onClick={() => onChange({ ...view, isTrash: false })}>{t`Show all entries`}</Button>}
      />
    )
  }
  return (
    <Empty
      icon={IconNotes}
      title={t`No entries in ${type.label} yet.`}
      action={
        mayCreate && (
          <Button component={Link} to={`/content/${type.name}/new`}>
            {t`Write the first one`}
          </Button>
        )
      }
    />
  )
}
