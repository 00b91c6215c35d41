import type { Element, ElementContent } from 'hast'
import { stringProperty } from './html-run.ts'

// What a cell may reach over; more would let a short source make an enormous table.
const maxColumns = 20
const maxRows = 100

export function rowsOf(table: Element): Element[] {
  return table.children.flatMap((child) => {
    if (child.type !== 'element') return []
    if (child.tagName === 'tr') return [child]
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? elementsOf(child.children, ['tr']) : []
  })
}

export function cellsOf(row: Element): Element[] {
  return elementsOf(row.children, ['td', 'th'])
}

/** Where each cell stands; null where another one reaches over. */
export function gridOf(rows: Element[]): (Element | null)[][] {
  /** For each column, how many of the next rows a cell from above still covers. */
  const covered: number[] = []
  return rows.map((row) => {
    const line: (Element | null)[] = []
    const cells = cellsOf(row)
    while (cells.length > 0 || (covered[line.length] ?? 0) > 0) {
      const left = covered[line.length] ?? 0
      if (left > 0) {
        covered[line.length] = left - 1
        line.push(null)
        continue
      }
      const cell = cells.shift()
      if (cell === undefined) break
      for (let column = 0; column < spanOf(cell, 'colSpan', maxColumns); column += 1) {
        covered[line.length] = spanOf(cell, 'rowSpan', maxRows) - 1
        line.push(column === 0 ? cell : null)
      }
    }
    return line
  })
}

export function isSpanning(cell: Element): boolean {
  return spanOf(cell, 'colSpan', maxColumns) > 1 || spanOf(cell, 'rowSpan', maxRows) > 1
}

/** How many of the first rows are headings: those of the head, and following ones that hold headings only. */
export function headerRowsOf(table: Element): number {
  const rows = rowsOf(table)
  const head = new Set(
    table.children.flatMap((child) => (child.type === 'element' && child.tagName === 'thead' ? elementsOf(child.children, ['tr']) : [])),
  )
  const first = rows.findIndex(
    (row) => !head.has(row) && !(cellsOf(row).length > 0 && cellsOf(row).every(({ tagName }) => tagName === 'th')),
  )
  return first === -1 ? rows.length : first
}

function spanOf(cell: Element, name: 'colSpan' | 'rowSpan', max: number): number {
  return Math.min(Math.max(1, Math.trunc(Number(stringProperty(cell, name))) || 1), max)
}

function elementsOf(children: ElementContent[], names: string[]): Element[] {
  return children.filter((child): child is Element => child.type === 'element' && names.includes(child.tagName))
}
