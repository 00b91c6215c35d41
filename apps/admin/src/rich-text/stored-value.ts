import type { PortableTextBlock } from '@portabletext/editor'
import { keyGenerator } from '@portabletext/editor'
import type { Json } from '@verso/model'
import { richTextSchema } from '@verso/rich-text'
import { unknownBlock } from './editor-schema.ts'

type Node = { [name: string]: Json }

/** What the editor loads: blocks of unknown types go in wrapped, since it would drop them and all that follows. */
export function toEditorValue(value: Json | undefined): PortableTextBlock[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.map(wrap) as unknown as PortableTextBlock[]
}

/** What is stored: unknown blocks come out as they went in; a text without a word or object is no value. */
export function toStoredValue(blocks: readonly PortableTextBlock[] | undefined): Json | null {
  const value = (blocks ?? []) as unknown as Json[]
  return value.every(isBlank) ? null : value.map(unwrap)
}

/** Copies with new keys, for blocks that come from elsewhere and may be pasted twice. */
export function withFreshKeys(blocks: readonly unknown[]): Json[] {
  return blocks.map((block) => refresh(block as Json))
}

function refresh(node: Json): Json {
  if (Array.isArray(node)) return node.map(refresh)
  if (!isNode(node)) return node
  const marks = new Map(listOf(node['markDefs']).map((def) => [isNode(def) ? def['_key'] : '', keyGenerator()]))
  const fresh: Node = Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, name === 'markDefs' || name === 'children' ? member : refresh(member)]),
  )
  if (typeof node['_type'] === 'string') fresh['_key'] = keyGenerator()
  if (node['markDefs'] !== undefined)
    fresh['markDefs'] = listOf(node['markDefs']).map((def) =>
      isNode(def) ? { ...def, _key: marks.get(def['_key'] ?? '') ?? keyGenerator() } : def,
    )
  if (node['children'] !== undefined) {
    fresh['children'] = listOf(node['children']).map((child) =>
      isNode(child) ? { ...child, _key: keyGenerator(), marks: listOf(child['marks']).map((mark) => marks.get(mark) ?? mark) } : child,
    )
  }
  return fresh
}

function wrap(block: Json): Json {
  if (!isNode(block) || typeof block['_type'] !== 'string') return { _type: unknownBlock, _key: keyGenerator(), original: block }
  if (block['_type'] === 'table') return mapCells(block, wrap)
  if (block['_type'] === 'block' || Object.hasOwn(richTextSchema.blockObjects, block['_type'])) return block
  return { _type: unknownBlock, _key: typeof block['_key'] === 'string' ? block['_key'] : keyGenerator(), original: block }
}

function unwrap(block: Json): Json {
  if (!isNode(block)) return block
  if (block['_type'] === unknownBlock) return block['original'] ?? null
  return block['_type'] === 'table' ? mapCells(block, unwrap) : block
}

function mapCells(table: Node, change: (block: Json) => Json): Node {
  const rows = listOf(table['rows']).map((row) =>
    isNode(row)
      ? { ...row, cells: listOf(row['cells']).map((cell) => (isNode(cell) ? { ...cell, value: listOf(cell['value']).map(change) } : cell)) }
      : row,
  )
  return { ...table, rows }
}

function isBlank(block: Json): boolean {
  if (!isNode(block) || block['_type'] !== 'block' || block['listItem'] !== undefined || (block['style'] ?? 'normal') !== 'normal')
    return false
  return listOf(block['children']).every((child) => isNode(child) && child['text'] === '')
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
