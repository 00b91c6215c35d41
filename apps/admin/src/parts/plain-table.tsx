import type { ReactNode } from 'react'
import classes from './plain-table.module.css'

interface Column<T> {
  label: string
  cell: (row: T) => ReactNode
  /** The first line of the row where there is no room for columns. */
  isTitle?: boolean
  /** Buttons at the end; the heading is only for those who hear it. */
  isActions?: boolean
}

interface PlainTableProps<T> {
  label: string
  rows: T[]
  columns: Column<T>[]
  keyOf: (row: T) => string
}

/** A short list in columns; on a phone each row becomes a few lines. */
export function PlainTable<T>({ label, rows, columns, keyOf }: PlainTableProps<T>) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col">
              {column.isActions === true ? <span className={classes.hidden}>{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td
                key={column.label}
                data-label={column.isTitle === true || column.isActions === true ? undefined : column.label}
                data-title={column.isTitle || undefined}
                data-actions={column.isActions || undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
