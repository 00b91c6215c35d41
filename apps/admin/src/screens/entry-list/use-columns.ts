import type { ContentTypeView } from '@verso/contract'
import { useMemo } from 'react'
import { type ListColumn, listColumns, minWidth, suggestedColumns } from './list-columns.ts'
import type { ListView } from './list-view.ts'

/** The columns to show: the chosen ones, or as many of the suggested ones as there is room for. */
export function useColumns(type: ContentTypeView, view: ListView, width: number): ListColumn[] {
  const names = view.columns?.join(',')
  const columns = useMemo(() => {
    const chosen = new Set(['title', ...(names?.split(',') ?? suggestedColumns(type, view.isTrash))])
    return listColumns(type, view.isTrash).filter(({ name }) => chosen.has(name))
  }, [type, names, view.isTrash])
  return useMemo(() => (names === undefined && width > 0 ? fitting(columns, width) : columns), [columns, names, width])
}

/** Suggested columns give way, the fields first; chosen ones stay and scroll. */
function fitting(columns: ListColumn[], width: number): ListColumn[] {
  if (minWidth(columns) <= width) return columns
  const last = columns.findLastIndex(({ field }) => field !== undefined)
  return last === -1 ? columns : fitting(columns.toSpliced(last, 1), width)
}
