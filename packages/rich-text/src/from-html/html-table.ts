import type { Element } from 'hast'
import { createBlockWriter } from './block-writer.ts'
import type { Draft, Frame } from './frame.ts'
import type { HtmlRun } from './html-run.ts'
import { cellsOf, gridOf, headerRowsOf, isSpanning, rowsOf } from './table-grid.ts'

/** A table with one cell for each place of its grid. In a cell of another table, the cells become paragraphs. */
export function convertTable(table: Element, frame: Frame, run: HtmlRun): void {
  run.writer.boundary(frame)
  for (const child of table.children) {
    if (child.type === 'element' && child.tagName === 'caption') run.walk(child.children, { ...frame, style: 'normal' }, run)
  }
  run.writer.boundary(frame)
  const rows = rowsOf(table)
  if (frame.isInCell) flatten(rows, frame, run)
  else if (rows.some((row) => cellsOf(row).length > 0)) run.writer.object(tableObject(table, frame, run), frame)
}

function tableObject(table: Element, frame: Frame, run: HtmlRun): Draft {
  const grid = gridOf(rowsOf(table))
  const width = Math.max(...grid.map((line) => line.length))
  const headerRows = Math.min(headerRowsOf(table), grid.length)
  const inside: Frame = { ...frame, style: 'normal', marks: [], link: null, list: null, item: null, isInCell: true }
  const rows = grid.map((line, index) => {
    // Headings at the side of a row have no place of their own: they are strong.
    const heading: Frame = index < headerRows ? inside : { ...inside, marks: ['strong'] }
    const cells = Array.from({ length: width }, (_, column) => {
      const cell = line[column] ?? null
      return { _type: 'cell', value: cell === null ? [emptyBlock()] : cellBlocks(cell, cell.tagName === 'th' ? heading : inside, run) }
    })
    return { _type: 'row', cells }
  })
  return { _type: 'table', headerRows, rows }
}

function cellBlocks(cell: Element, inside: Frame, run: HtmlRun): Draft[] {
  if (isSpanning(cell)) run.tally.add('cells over several columns or rows (kept in the first)')
  const writer = createBlockWriter()
  run.walk(cell.children, inside, { ...run, writer, caption: null })
  const blocks = writer.finish()
  return blocks.length === 0 ? [emptyBlock()] : blocks
}

function flatten(rows: Element[], frame: Frame, run: HtmlRun): void {
  run.tally.add('tables inside tables (kept as paragraphs)')
  for (const cell of rows.flatMap((row) => cellsOf(row))) {
    run.walk(cell.children, frame, run)
    run.writer.boundary(frame)
  }
}

function emptyBlock(): Draft {
  return { _type: 'block', style: 'normal', markDefs: [], children: [{ _type: 'span', text: '', marks: [] }] }
}
