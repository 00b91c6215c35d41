import { useElementSize } from '@mantine/hooks'
import { rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { ContentTypeView, EntryView } from '@verso/contract'
import { useMemo } from 'react'
import { BulkBar } from './bulk-bar.tsx'
import classes from './entry-table.module.css'
import type { ListView } from './list-view.ts'
import { TableHead } from './table-head.tsx'
import { TableRows } from './table-rows.tsx'
import { useColumns } from './use-columns.ts'
import type { LoadedList } from './use-entry-list.ts'
import { mostChosen, useSelectAll } from './use-select-all.ts'
import type { Selection } from './use-selection.ts'

const features = tableFeatures({ rowSelectionFeature })

interface EntryTableProps {
  type: ContentTypeView
  view: ListView
  list: LoadedList
  onChange: (view: ListView) => void
  selection: Selection
}

/** The rows as a grid: one tab stop, arrows or j and k inside, only what is near the window in the page. */
export function EntryTable({ type, view, list, onChange, selection }: EntryTableProps) {
  const { ref, width } = useElementSize()
  const isStacked = width > 0 && width < 640
  const columns = useColumns(type, view, width)
  const definitions = useMemo(
    () => columns.map(({ name, label }) => ({ id: name, header: label, accessorFn: (entry: EntryView) => entry.fields[name] })),
    [columns],
  )
  const table = useTable({
    features,
    data: list.entries,
    columns: definitions,
    getRowId: (entry) => entry.id,
    state: { rowSelection: selection.rows },
    onRowSelectionChange: selection.setRows,
  })
  const selected = chosenOf(list.entries, selection)
  const all = useSelectAll(type, view, selection)
  const headSelection = {
    isAll: table.getIsAllRowsSelected(),
    isSome: table.getIsSomeRowsSelected(),
    toggleAll: () => table.toggleAllRowsSelected(),
  }

  return (
    <div ref={ref} className={classes.frame} data-old={list.isOld || undefined}>
      <TableRows
        rows={table.getRowModel().rows}
        columns={columns}
        type={type}
        list={list}
        isStacked={isStacked}
        head={<TableHead type={type} columns={columns} view={view} onChange={onChange} selection={headSelection} />}
      />
      {selected.length > 0 && (
        <BulkBar
          count={selected.length}
          type={type}
          isTrash={view.isTrash}
          more={list.total !== null && list.total > selected.length && list.total <= mostChosen ? { total: list.total, ...all } : null}
          onAsk={(action) => selection.ask(action, selected)}
          onClear={selection.clear}
        />
      )}
    </div>
  )
}

/** The chosen entries, as the list has them where it does. */
function chosenOf(loaded: EntryView[], { rows, beyond }: Selection): EntryView[] {
  const known = new Map([...beyond, ...loaded].map((entry) => [entry.id, entry]))
  return [...known.values()].filter(({ id }) => rows[id] === true)
}
