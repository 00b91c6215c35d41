import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { useMay } from '../../api/use-may.ts'
import { Page } from '../../parts/page.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { ListBody } from './list-body.tsx'
import { ListToolbar } from './list-toolbar.tsx'
import { type ListView, paramsOf, viewOf } from './list-view.ts'
import { useEntryList } from './use-entry-list.ts'
import { useSelection } from './use-selection.ts'

/** All entries of a type: found, narrowed, sorted, chosen. The address holds everything but the choice. */
export function EntryList({ type }: { type: ContentTypeView }) {
  const view = viewOf(useSearch({ strict: false }), type)
  const navigate = useNavigate()
  const may = useMay()
  const list = useEntryList(type.name, view)
  const selection = useSelection()
  const mayCreate = may.act('create', type.name) !== 'none'
  const setView = (next: ListView) => {
    // What can't be seen any more shall not be acted on either.
    if (next.search !== view.search || next.filters !== view.filters || next.isTrash !== view.isTrash) selection.clear()
    void navigate({ to: '/content/$type', params: { type: type.name }, search: paramsOf(next, type), replace: next.search !== view.search })
  }
  useHotkeys(
    mayCreate
      ? [
          {
            keys: 'c',
            label: t`New entry in ${type.label}`,
            run: () => navigate({ to: '/content/$type/new', params: { type: type.name } }),
          },
        ]
      : [],
  )

  return (
    <Page
      title={view.isTrash ? t`${type.label}: trash` : type.label}
      crumbs={[
        { label: t`Content`, to: '/content' },
        ...(view.isTrash ? [{ label: type.label, to: '/content/$type', params: { type: type.name } }] : []),
      ]}
      width="fill"
      meta={list.total === null ? undefined : countWords(list.total, view)}
      actions={
        mayCreate && !view.isTrash ? (
          <Button
            component={Link}
            to={`/content/${type.name}/new`}
            variant="filled"
            leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
          >
            {t`New entry`}
          </Button>
        ) : undefined
      }
    >
      <ListToolbar type={type} view={view} onChange={setView} />
      <ListBody type={type} view={view} list={list} mayCreate={mayCreate} onChange={setView} selection={selection} />
      {selection.asked !== null && <BulkDialog {...selection.asked} onClose={selection.answer} />}
    </Page>
  )
}

function countWords(total: number, { filters, search }: ListView): string {
  if (filters.length > 0 || search !== '') return plural(total, { one: '# entry matches', other: '# entries match' })
  return plural(total, { one: '# entry', other: '# entries' })
}
