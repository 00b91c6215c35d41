import type { PortableTextBlock } from '@portabletext/editor'
import { keyGenerator } from '@portabletext/editor'
import type { Json } from '@verso/model'
import { isEmptyParagraph, richTextSchema } from '@verso/rich-text'
import { unknownBlock, unknownInline, unknownMark } from './editor-schema.ts'

type Node = { [name: string]: Json }

/** What the editor loads: parts of unknown types go in wrapped, since it would drop them and all that follows. */
export function toEditorValue(value: Json | undefined): PortableTextBlock[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.map(wrap) as unknown as PortableTextBlock[]
}

/** What is stored: unknown parts come out as they went in; a text without a word or object is no value. */
export function toStoredValue(blocks: readonly PortableTextBlock[] | undefined): Json | null {
  const value = (blocks ?? []) as unknown as Json[]
  return value.every(isEmptyParagraph) ? null : value.map(unwrap)
}

const blockTypes = new Set(Object.keys(richTextSchema.blockObjects))
const inlineTypes = new Set(['span', ...Object.keys(richTextSchema.inlineObjects)])
const markTypes = new Set(Object.keys(richTextSchema.annotations))

function wrap(block: Json): Json {
  if (!isNode(block)) return standIn(unknownBlock, block)
  if (block['_type'] === 'table') return mapCells(block, wrap)
  if (block['_type'] === 'block') return wrapText(block)
  return blockTypes.has(String(block['_type'])) ? block : standIn(unknownBlock, block)
}

function wrapText(block: Node): Node {
  return mapLists(block, {
    children: (child) => (isNode(child) && inlineTypes.has(String(child['_type'])) ? child : standIn(unknownInline, child)),
    markDefs: (def) => (isNode(def) && markTypes.has(String(def['_type'])) ? def : standIn(unknownMark, def)),
  })
}

function standIn(type: string, original: Json): Node {
  const key = isNode(original) ? original['_key'] : undefined
  return { _type: type, _key: typeof key === 'string' ? key : keyGenerator(), original }
}

function unwrap(block: Json): Json {
  if (!isNode(block)) return block
  if (block['_type'] === 'block') return mapLists(block, { children: ownSelf, markDefs: ownSelf })
  return block['_type'] === 'table' ? mapCells(block, unwrap) : ownSelf(block)
}

function ownSelf(node: Json): Json {
  const isStandIn = isNode(node) && [unknownBlock, unknownInline, unknownMark].includes(String(node['_type']))
  return isStandIn ? (node['original'] ?? null) : node
}

function mapLists(block: Node, changes: Record<string, (item: Json) => Json>): Node {
  const lists = Object.entries(changes).flatMap(([name, change]) => {
    const list = block[name]
    return Array.isArray(list) ? [[name, list.map(change)] as const] : []
  })
  return { ...block, ...Object.fromEntries(lists) }
}

function mapCells(table: Node, change: (block: Json) => Json): Node {
  const inCell = (cell: Json) => (isNode(cell) ? mapLists(cell, { value: change }) : cell)
  const inRow = (row: Json) => (isNode(row) ? mapLists(row, { cells: inCell }) : row)
  return mapLists(table, { rows: inRow })
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
