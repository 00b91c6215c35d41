import { t } from '@lingui/core/macro'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import type { SelectableRow } from './selectable-row.ts'

interface RowKeys {
  active: number
  rows: SelectableRow[]
  moveTo: (index: number) => void
  open: (entryId: string) => void
}

/** j, k and the arrows move, x selects, Enter opens. */
export function useRowKeys({ active, rows, moveTo, open }: RowKeys): void {
  const isInRows = () => document.activeElement?.matches('tr[data-index]') ?? false
  const step = (by: number) => moveTo(Math.max(0, Math.min(rows.length - 1, isInRows() ? active + by : active)))
  const row = rows[active]
  const withinRows = (run: () => void) => () => {
    if (isInRows()) run()
    else (document.activeElement as HTMLElement | null)?.click()
  }
  useHotkeys([
    { keys: 'j', label: t`Next row`, run: () => step(1) },
    { keys: 'k', label: t`Row before`, run: () => step(-1) },
    { keys: 'ArrowDown', label: t`Next row`, run: () => step(1), hidden: true },
    { keys: 'ArrowUp', label: t`Row before`, run: () => step(-1), hidden: true },
    { keys: 'x', label: t`Select the row`, run: () => row?.toggleSelected() },
    { keys: 'Enter', label: t`Open the row`, run: withinRows(() => row !== undefined && open(row.id)) },
  ])
}
