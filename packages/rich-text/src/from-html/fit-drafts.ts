import type { RichTextSchema } from '../schema.ts'
import type { RichText } from '../tree.ts'
import type { Draft } from './frame.ts'

/** A rich text, as it is or yet without keys, in what a schema allows; keys that it has stay. */
export function fitRichText(blocks: readonly object[], schema: RichTextSchema): RichText {
  return fitDrafts(blocks as readonly Draft[], schema) as unknown as RichText
}

/** The same words in what a schema allows: formatting that it doesn't hold falls off, objects that it doesn't hold leave their words. */
export function fitDrafts(drafts: readonly Draft[], schema: RichTextSchema): Draft[] {
  return drafts.flatMap((draft) => (draft._type === 'block' ? fitText(draft, schema) : fitObject(draft, schema)))
}

function fitText(block: Draft, schema: RichTextSchema): Draft[] {
  const { style, listItem, level, markDefs, children, ...others } = block
  const defs = listOf(markDefs).filter((def) => Object.hasOwn(schema.annotations, def._type))
  const marks = new Set([...schema.decorators, ...defs.map((def) => String(def._key))])
  const kept = listOf(children).flatMap((child) => fitChild(child, marks, schema))
  if (kept.length === 0) return []
  const place = schema.lists.includes(String(listItem)) ? { listItem, level } : {}
  return [{ ...others, style: schema.styles.includes(String(style)) ? style : 'normal', ...place, markDefs: defs, children: kept }]
}

function fitChild(child: Draft, marks: ReadonlySet<string>, schema: RichTextSchema): Draft[] {
  if (child._type === 'span') return [{ ...child, marks: Array.isArray(child.marks) ? child.marks.filter((mark) => marks.has(mark)) : [] }]
  return Object.hasOwn(schema.inlineObjects, child._type) ? [child] : []
}

function fitObject(object: Draft, schema: RichTextSchema): Draft[] {
  if (object._type === 'table') return fitTable(object, schema)
  return Object.hasOwn(schema.blockObjects, object._type) ? [object] : fitDrafts(wordsOf(object), schema)
}

/** Where tables aren't allowed, what stood in the cells stands one below the other. */
function fitTable(table: Draft, schema: RichTextSchema): Draft[] {
  const isAllowed = Object.hasOwn(schema.blockObjects, 'table')
  const rows = listOf(table.rows).map((row) => ({
    ...row,
    cells: listOf(row.cells).map((cell) => ({ ...cell, value: fitDrafts(cell.value as Draft[], schema) })),
  }))
  return isAllowed
    ? [{ ...table, rows }]
    : rows.flatMap(({ cells }) => cells.flatMap(({ value }) => value.filter((block) => !isBlank(block))))
}

function isBlank({ _type, children }: Draft): boolean {
  return _type === 'block' && listOf(children).every((child) => child.text === '')
}

/** The words of an object as paragraphs. */
function wordsOf({ _type, ...object }: Draft): Draft[] {
  const texts = _type === 'image' ? [object.alt, object.caption] : _type === 'code' ? [object.code] : _type === 'embed' ? [object.url] : []
  return texts.flatMap((text) => {
    if (typeof text !== 'string' || text.trim() === '') return []
    const isAddress = _type === 'embed'
    return {
      _type: 'block',
      style: 'normal',
      markDefs: isAddress ? [{ _type: 'link', _key: 'm1', href: text }] : [],
      children: [{ _type: 'span', text, marks: isAddress ? ['m1'] : [] }],
    }
  })
}

function listOf(value: unknown): Draft[] {
  return Array.isArray(value) ? value : []
}
