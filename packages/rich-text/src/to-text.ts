import { isPlainObject } from '@verso/model'
import { prepareTree } from './prepare-tree.ts'

/** The words of a rich text: a paragraph for each block, rows of a table as lines, its cells parted by tabs. */
export function toText(value: unknown): string {
  return prepareTree(value)
    .map((block) => blockText(block))
    .filter((text) => text !== '')
    .join('\n\n')
}

/** The words of one block. */
export function blockText(block: Record<string, unknown>): string {
  if (block._type === 'block')
    return listOf(block.children)
      .map((child) => memberText(child, 'text'))
      .join('')
  if (block._type === 'code') return memberText(block, 'code')
  if (block._type === 'embed') return memberText(block, 'url')
  if (block._type === 'image') return [memberText(block, 'alt'), memberText(block, 'caption')].filter((text) => text !== '').join('\n')
  return block._type === 'table' ? listOf(block.rows).map(rowText).join('\n') : ''
}

function rowText(row: unknown): string {
  const cells = isPlainObject(row) ? listOf(row.cells) : []
  return cells.map((cell) => toText(isPlainObject(cell) ? cell.value : []).replaceAll(/\s+/g, ' ')).join('\t')
}

function memberText(node: unknown, name: string): string {
  const value = isPlainObject(node) ? node[name] : undefined
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
