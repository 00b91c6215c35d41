import { type KeyboardEvent, useRef, useState } from 'react'

const moves: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** One tab stop for a table of controls: arrows, Home and End move between them, over cells that are empty. */
export function useRovingCells(rows: number, columns: number) {
  const [at, setAt] = useState({ row: 0, column: 0 })
  const container = useRef<HTMLTableElement>(null)
  const find = (row: number, column: number) => container.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`) ?? null

  function move(event: KeyboardEvent, row: number, column: number) {
    const [down, aside] = moves[event.key] ?? [0, 0]
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    if (event.key === 'Home') return focus(event, find(row, 0))
    if (event.key === 'End') return focus(event, find(row, columns - 1))
    if (down === 0 && aside === 0) return
    const sideways = isRtl ? -aside : aside
    let [nextRow, nextColumn] = [row + down, column + sideways]
    while (nextRow >= 0 && nextRow < rows && nextColumn >= 0 && nextColumn < columns) {
      const cell = find(nextRow, nextColumn)
      if (cell !== null) return focus(event, cell)
      nextRow += down
      nextColumn += sideways
    }
    event.preventDefault()
  }

  return {
    container: { ref: container },
    cell: (row: number, column: number) => ({
      'data-cell': `${row}-${column}`,
      tabIndex: at.row === row && at.column === column ? 0 : -1,
      onFocus: () => setAt({ row, column }),
      onKeyDown: (event: KeyboardEvent) => move(event, row, column),
    }),
  }
}

function focus(event: KeyboardEvent, cell: HTMLElement | null): void {
  event.preventDefault()
  cell?.focus()
}
