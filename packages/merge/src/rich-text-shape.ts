import { isPlainObject, type Json } from '@verso/model'
import { isEqual, judge, type Sides } from './judge.ts'
import { itemKey, type Items, type Members, type NestedObject, type Shape, textIn, whole } from './shape.ts'

/** Lists of the tree whose items have keys; all other members of a block are one value each. */
const keyedLists = new Set(['children', 'markDefs', 'rows', 'cells', 'value'])
/** What is one value with all that it holds: the words of a span belong to its marks, and an address to its link. */
const wholes = new Set(['span', 'entry', 'link', 'entryLink'])

/** Portable Text: block by block, in a block of text span by span, in a table cell by cell. */
export const richTextShape: Items = {
  kind: 'items',
  isNoneWhenEmpty: false,
  isComparedWhole: true,
  keyOf: itemKey,
  of: nodeShape,
}

function nodeShape(ours: Json, theirs: Json): Shape {
  const type = textIn(ours, '_type')
  if (type === null || wholes.has(type) || textIn(theirs, '_type') !== type) return whole
  const fits = fitting[type]
  return { ...node, ...(fits === undefined ? {} : { fits }) }
}

const node: Members = { kind: 'members', of: (member) => (keyedLists.has(member) ? richTextShape : whole) }

/** Members of these nodes lean on one another. */
const fitting: Partial<Record<string, NonNullable<Members['fits']>>> = {
  block: (merged, sides) => hasItsMarks(merged, sides) && (isPair(merged, sides, ['listItem', 'level']) || merged.listItem !== undefined),
  // Words for a picture say nothing of the one that was put in its place.
  image: (merged, sides) => isPair(merged, sides, ['media', 'alt']),
  table: (merged, { ours, theirs }) => isEven(merged) || !isEven(ours) || !isEven(theirs),
}

/** A mark that one side took away may be what the other side's words need. */
function hasItsMarks(merged: NestedObject, { base, ours, theirs }: Sides<NestedObject>): boolean {
  const known = keysOf(merged.markDefs)
  const once = [base, ours, theirs].flatMap((side) => keysOf(side.markDefs)).filter((key) => !known.includes(key))
  return !listOf(merged.children).some((child) => isPlainObject(child) && listOf(child.marks).some((mark) => once.includes(String(mark))))
}

/** Whether both members are as the side has them that changed one of them; never where both sides did, in different ways. */
function isPair(merged: NestedObject, { base, ours, theirs }: Sides<NestedObject>, [one, other]: [string, string]): boolean {
  const pair = ({ [one]: first = null, [other]: second = null }: NestedObject): Json => [first, second]
  const sides = { base: pair(base), ours: pair(ours), theirs: pair(theirs) }
  const verdict = judge(sides)
  return verdict !== 'conflict' && isEqual(pair(merged), verdict === 'ours' ? sides.ours : sides.theirs)
}

/** Whether all rows are of one length. */
function isEven({ rows }: NestedObject): boolean {
  return new Set(listOf(rows).map((row) => (isPlainObject(row) ? listOf(row.cells).length : 0))).size <= 1
}

function keysOf(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.flatMap((item) => itemKey(item) ?? []) : []
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
