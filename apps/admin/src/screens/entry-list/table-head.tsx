import { t } from '@lingui/core/macro'
import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ContentTypeView } from '@verso/contract'
import classes from './entry-table.module.css'
import { type ListColumn, sortNameOf } from './list-columns.ts'
import type { ListView } from './list-view.ts'

interface TableHeadProps {
  type: ContentTypeView
  columns: ListColumn[]
  view: ListView
  onChange: (view: ListView) => void
  selection: { isAll: boolean; isSome: boolean; toggleAll: () => void }
}

export function TableHead({ type, columns, view, onChange, selection }: TableHeadProps) {
  return (
    <tr className={classes.head} aria-rowindex={1}>
      <th scope="col" className={classes.check}>
        <Checkbox
          size="xs"
          checked={selection.isAll}
          indeterminate={!selection.isAll && selection.isSome}
          onChange={selection.toggleAll}
          aria-label={t`Select all that are loaded`}
        />
      </th>
      {columns.map((column) => (
        <Header key={column.name} column={column} sortName={sortNameOf(column, type)} view={view} onChange={onChange} />
      ))}
    </tr>
  )
}

function Header({
  column,
  sortName,
  view,
  onChange,
}: {
  column: ListColumn
  sortName: string
  view: ListView
  onChange: (view: ListView) => void
}) {
  const direction = view.sort === sortName ? 'ascending' : view.sort === `-${sortName}` ? 'descending' : 'none'
  if (!column.isSortable) {
    return (
      <th scope="col" className={classes.headCell}>
        {column.label}
      </th>
    )
  }
  const next =
    direction === 'none' ? (sortName.startsWith('_') ? `-${sortName}` : sortName) : direction === 'ascending' ? `-${sortName}` : sortName
  return (
    <th scope="col" aria-sort={direction} className={classes.headCell}>
      <button
        type="button"
        className={classes.sort}
        onClick={() => onChange({ ...view, sort: next })}
        data-active={direction !== 'none' || undefined}
      >
        {column.label}
        {direction === 'ascending' && <IconArrowUp size={14} stroke={2} aria-hidden />}
        {direction === 'descending' && <IconArrowDown size={14} stroke={2} aria-hidden />}
      </button>
    </th>
  )
}
