import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconArrowsSort } from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import { listColumns, sortNameOf } from './list-columns.ts'
import { defaultSortOf, type ListView, treeOrder } from './list-view.ts'

export function SortMenu({ type, view, onChange }: { type: ContentTypeView; view: ListView; onChange: (view: ListView) => void }) {
  const isDescending = view.sort.startsWith('-')
  const name = view.sort.replace(/^-/, '')
  const columns = listColumns(type).filter(({ isSortable }) => isSortable)
  const usual = defaultSortOf(type)
  const current = columns.find((column) => sortNameOf(column, type) === name)
  return (
    <Menu closeOnItemClick={false} width={224}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowsSort size={16} stroke={1.75} aria-hidden />}
          data-changed={view.sort !== usual || undefined}
        >
          {view.sort === usual || current === undefined ? t`Sort` : t`Sort: ${current.label}`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t`Sort by`}</Menu.Label>
        <Menu.RadioGroup value={name} onChange={(next) => onChange({ ...view, sort: `${isDescending ? '-' : ''}${next}` })}>
          {type.tree === true && <Menu.RadioItem value={treeOrder}>{t`Place in the tree`}</Menu.RadioItem>}
          {columns.map((column) => (
            <Menu.RadioItem key={column.name} value={sortNameOf(column, type)}>
              {column.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.RadioGroup
          value={isDescending ? 'descending' : 'ascending'}
          onChange={(next) => onChange({ ...view, sort: next === 'descending' ? `-${name}` : name })}
        >
          <Menu.RadioItem value="ascending">{t`Ascending`}</Menu.RadioItem>
          <Menu.RadioItem value="descending">{t`Descending`}</Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
