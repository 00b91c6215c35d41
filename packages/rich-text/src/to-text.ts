import { isPlainObject } from '@verso/model'
import { prepareTree } from './prepare-tree.ts'
import { type ResolveOptions, resolveEntry } from './resolve-options.ts'

/** The words of a rich text: a paragraph for each block, rows of a table as lines, its cells parted by tabs. */
export function toText(value: unknown, options: ResolveOptions = {}): string {
  return prepareTree(value)
    .map((block) => blockText(block, options))
    .filter((text) => text !== '')
    .join('\n\n')
}

/** The words of one block. */
export function blockText(block: Record<string, unknown>, options: ResolveOptions = {}): string {
  if (block._type === 'block')
    return listOf(block.children)
      .map((child) => childText(child, options))
      .join('')
  if (block._type === 'code') return memberText(block, 'code')
  if (block._type === 'embed') return memberText(block, 'url')
  if (block._type === 'image') return [memberText(block, 'alt'), memberText(block, 'caption')].filter((text) => text !== '').join('\n')
  return block._type === 'table'
    ? listOf(block.rows)
        .map((row) => rowText(row, options))
        .join('\n')
    : ''
}

function rowText(row: unknown, options: ResolveOptions): string {
  const cells = isPlainObject(row) ? listOf(row.cells) : []
  return cells.map((cell) => toText(isPlainObject(cell) ? cell.value : [], options).replaceAll(/\s+/g, ' ')).join('\t')
}

function childText(child: unknown, options: ResolveOptions): string {
  if (isPlainObject(child) && child._type === 'entry') return resolveEntry(child.entry, options)?.title ?? ''
  return memberText(child, 'text')
}

function memberText(node: unknown, name: string): string {
  const value = isPlainObject(node) ? node[name] : undefined
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
