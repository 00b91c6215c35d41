import { isPlainObject } from '@verso/model'

/** A GFM table. It needs a heading row: without one in the tree, an empty one stands there. */
export function markdownTable({ rows, headerRows }: Record<string, unknown>, cellMarkdown: (value: unknown) => string): string {
  const lines = listOf(rows).map((row) =>
    (isPlainObject(row) ? listOf(row.cells) : []).map((cell) => cellMarkdown(isPlainObject(cell) ? cell.value : cell)),
  )
  const width = Math.max(1, ...lines.map((cells) => cells.length))
  const [head, ...body] = typeof headerRows === 'number' && headerRows > 0 ? lines : [[], ...lines]
  return [lineOf(head ?? [], width), `|${' --- |'.repeat(width)}`, ...body.map((cells) => lineOf(cells, width))].join('\n')
}

function lineOf(cells: string[], width: number): string {
  return `|${Array.from({ length: width }, (_, index) => ` ${cells[index] ?? ''} |`).join('')}`
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
