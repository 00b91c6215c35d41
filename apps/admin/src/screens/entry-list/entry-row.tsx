import { t } from '@lingui/core/macro'
import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { EntryCard, EntryView } from '@verso/contract'
import type { CSSProperties } from 'react'
import { PersonName } from '../../parts/person-name.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import { CellValue } from './cell-value.tsx'
import classes from './entry-table.module.css'
import type { ListColumn } from './list-columns.ts'
import type { SelectableRow } from './selectable-row.ts'

interface EntryRowProps {
  row: SelectableRow
  index: number
  columns: ListColumn[]
  cards: Map<string, EntryCard>
  isStacked: boolean
  isActive: boolean
  /** Levels below the top of its tree. */
  depth: number
  onFocus: () => void
  style: CSSProperties
}

/** One entry. The active row alone is a tab stop, with its box and its link. */
export function EntryRow({ row, index, columns, cards, isStacked, isActive, depth, onFocus, style }: EntryRowProps) {
  const entry = row.original
  const tabIndex = isActive ? 0 : -1
  return (
    <tr
      className={classes.row}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={row.getIsSelected()}
      tabIndex={tabIndex}
      onFocus={onFocus}
      style={style}
    >
      <td className={classes.check}>
        <Checkbox
          size="xs"
          tabIndex={tabIndex}
          checked={row.getIsSelected()}
          onChange={() => row.toggleSelected()}
          aria-label={t`Select ${titleOf(entry)}`}
        />
      </td>
      {isStacked ? (
        <td className={classes.stack} style={indentOf(depth)}>
          <TitleLink entry={entry} tabIndex={tabIndex} depth={0} />
          <span className={classes.second}>
            <StatusChip status={entry.status} />
            <Moment at={entry.trashedAt ?? entry.updatedAt} actor={entry.trashedBy ?? entry.updatedBy} />
          </span>
        </td>
      ) : (
        columns.map((column) => (
          <td key={column.name} className={classes.cell} data-column={column.name}>
            <Cell entry={entry} column={column} cards={cards} tabIndex={tabIndex} depth={depth} />
          </td>
        ))
      )}
    </tr>
  )
}

function Cell({
  entry,
  column,
  cards,
  tabIndex,
  depth,
}: {
  entry: EntryView
  column: ListColumn
  cards: Map<string, EntryCard>
  tabIndex: number
  depth: number
}) {
  if (column.name === 'title') return <TitleLink entry={entry} tabIndex={tabIndex} depth={depth} />
  if (column.name === '_status') return <StatusChip status={entry.status} />
  if (column.name === '_createdAt') return <Moment at={entry.createdAt} actor={entry.createdBy} />
  if (column.name === '_updatedAt') return <Moment at={entry.updatedAt} actor={entry.updatedBy} />
  if (column.name === '_trashedAt') return <Moment at={entry.trashedAt ?? entry.updatedAt} actor={entry.trashedBy ?? null} />
  return column.field === undefined ? null : <CellValue field={column.field} value={entry.fields[column.name]} cards={cards} />
}

function TitleLink({ entry, tabIndex, depth }: { entry: EntryView; tabIndex: number; depth: number }) {
  return (
    <Link
      to="/content/$type/$entryId"
      params={{ type: entry.type, entryId: entry.id }}
      className={classes.title}
      tabIndex={tabIndex}
      data-untitled={entry.title === '' || undefined}
      style={indentOf(depth)}
    >
      {titleOf(entry)}
    </Link>
  )
}

/** Deeper than this the titles would have no room; the order still says where they stand. */
const deepestIndent = 8

function indentOf(depth: number): CSSProperties | undefined {
  return depth === 0 ? undefined : { paddingInlineStart: Math.min(depth, deepestIndent) * 20 }
}

function Moment({ at, actor }: { at: string; actor: EntryView['updatedBy'] }) {
  return (
    <span className={classes.moment}>
      <Time at={at} /> <PersonName actor={actor} />
    </span>
  )
}

function titleOf(entry: EntryView): string {
  return entry.title === '' ? t`Untitled` : entry.title
}
