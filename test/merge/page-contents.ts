import type { Content, Json } from '@verso/model'
import fc from 'fast-check'

/** A base and what two people made of it, each in a few steps. */
export interface Triple {
  base: Content
  ours: Content
  theirs: Content
}

type Node = { [member: string]: Json }
/** A number below another; 0 when all numbers are used up, which always stands for the least. */
type Dice = (below: number) => number

/** Contents of the type of `page-type.ts`. */
const numbers = (minLength: number, maxLength: number) => fc.noBias(fc.array(fc.nat(), { minLength, maxLength, size: 'max' }))
const aPage: fc.Arbitrary<Content> = numbers(20, 300).map((rolled) => pageOf(diceOf(rolled)))
const steps = fc.noBias(fc.array(numbers(16, 40), { maxLength: 5, size: 'max' }))

/** Both mostly write in the same one or two fields, so that they meet. */
export const aTriple: fc.Arbitrary<Triple> = fc.tuple(aPage, steps, steps, numbers(2, 2)).map(([base, one, other, common]) => ({
  base,
  ours: edited(base, one, { who: 'o', common }),
  theirs: edited(base, other, { who: 't', common }),
}))

function diceOf(numbers: readonly number[]): Dice {
  let next = 0
  return (below) => {
    next += 1
    return (numbers[next - 1] ?? 0) % below
  }
}

/** The content after some steps; keys that it makes up begin with the letter of who edits, or are the same for both. */
function edited(base: Content, rolled: readonly number[][], { who, common }: { who: string; common: readonly number[] }): Content {
  const content = structuredClone(base)
  for (const [index, step] of rolled.entries()) {
    const dice = diceOf(step)
    const field = fieldNames[(dice(4) === 3 ? dice(fieldNames.length) : (common[dice(2)] ?? 0)) % fieldNames.length] ?? 'title'
    editField(content as Node, field, { dice, newKey: keysFrom(`${who}${index}-`, dice(5) === 4 ? [`n${dice(3)}`] : []) })
  }
  return content
}

interface Editing {
  dice: Dice
  newKey: () => string
}

const words = ['one', 'two', 'three', 'four']
const word = (dice: Dice): string => words[dice(4)] ?? 'one'

function pageOf(dice: Dice): Content {
  const page: Content = {}
  const newKey = keysFrom('b')
  for (const field of Object.keys(makers)) if (dice(3) > 0) put(page as Node, field, makers[field]?.({ dice, newKey }) ?? null)
  return page
}

function keysFrom(prefix: string, first: readonly string[] = []): () => string {
  let last = 0
  return () => {
    last += 1
    return first[last - 1] ?? `${prefix}${last}`
  }
}

const makers: { [field: string]: (editing: Editing) => Json } = {
  title: byLocale(({ dice }) => word(dice)),
  stars: ({ dice }) => dice(5),
  data: ({ dice }) => [{ x: word(dice) }, [word(dice)], word(dice)][dice(3)] ?? null,
  tags: (editing) => choices(editing, (name) => name),
  links: byLocale((editing) => choices(editing, (name) => ({ _ref: name }))),
  files: (editing) => choices(editing, (name) => ({ _media: name, ...(editing.dice(2) === 0 ? {} : { alt: word(editing.dice) }) })),
  seo: (editing) => cardOf(editing, 0),
  sections: (editing) => itemsOf(editing, () => section(editing)),
  body: byLocale((editing) => itemsOf(editing, () => block(editing, 0))),
  notes: (editing) => itemsOf(editing, () => block(editing, 0)),
  // Fields that the type has no longer, and what a change of the model set aside.
  gone: ({ dice }) => word(dice),
  'stars@3': ({ dice }) => word(dice),
}

const fieldNames = Object.keys(makers)

function byLocale(make: (editing: Editing) => Json): (editing: Editing) => Json {
  return (editing) => Object.fromEntries(['en', 'de'].slice(editing.dice(2)).map((code) => [code, make(editing)]))
}

function choices({ dice }: Editing, make: (name: string) => Json): Json {
  return ['a', 'b', 'c', 'd', 'e'].filter(() => dice(2) === 1).map(make)
}

function itemsOf({ dice }: Editing, make: () => Json): Json[] {
  return Array.from({ length: dice(5) }, make)
}

function section(editing: Editing): Json {
  const _key = editing.newKey()
  return editing.dice(4) === 3 ? { _key, _block: 'other', tone: word(editing.dice) } : { _key, _block: 'card', ...cardOf(editing, 1) }
}

function cardOf(editing: Editing, depth: number): Node {
  const { dice, newKey } = editing
  const card: Node = {}
  if (dice(2) === 1) card.tone = word(dice)
  if (dice(2) === 1) card.heading = byLocale(() => word(dice))(editing)
  if (dice(4) === 3)
    put(
      card,
      'text',
      itemsOf(editing, () => block(editing, depth)),
    )
  if (dice(4) === 3)
    put(
      card,
      'related',
      choices(editing, (name) => ({ _ref: name })),
    )
  if (depth < 8 && dice(3) === 2) card.inner = cardOf(editing, depth + 1)
  if (depth < 8 && dice(4) === 3)
    put(
      card,
      'list',
      itemsOf(editing, () => ({ _key: newKey(), ...cardOf(editing, depth + 1) })),
    )
  return card
}

function block(editing: Editing, depth: number): Json {
  const { dice, newKey } = editing
  const _key = newKey()
  const kind = dice(8)
  if (kind === 5) return { _type: 'image', _key, media: { _media: word(dice) }, ...(dice(2) === 1 ? { alt: word(dice) } : {}) }
  if (kind === 6) return { _type: 'code', _key, code: word(dice) }
  if (kind === 7 && depth < 9) return table(editing, _key)
  const defs = Array.from({ length: dice(3) }, () => ({ _type: 'link', _key: newKey(), href: `https://${word(dice)}.org` }))
  return {
    _type: 'block',
    _key,
    style: ['normal', 'h1', 'h2'][dice(3)] ?? 'normal',
    ...(dice(4) === 3 ? { listItem: 'bullet', level: 1 + dice(3) } : {}),
    markDefs: defs,
    children: Array.from({ length: 1 + dice(4) }, () => span(editing, defs)),
  }
}

function span({ dice, newKey }: Editing, defs: readonly Json[]): Json {
  const marks = [...(dice(3) === 2 ? ['strong'] : []), ...defs.filter(() => dice(3) === 2).map((def) => String((def as Node)._key))]
  if (dice(8) === 7) return { _type: 'entry', _key: newKey(), entry: { _ref: word(dice) } }
  return { _type: 'span', _key: newKey(), text: `${word(dice)} ${word(dice)} `, marks }
}

function table(editing: Editing, _key: string): Json {
  const columns = 1 + editing.dice(3)
  return { _type: 'table', _key, rows: Array.from({ length: 1 + editing.dice(3) }, () => row(editing, columns)) }
}

function row(editing: Editing, columns: number): Json {
  const cells = Array.from({ length: columns }, () => ({ _type: 'cell', _key: editing.newKey(), value: [block(editing, 9)] }))
  return { _type: 'row', _key: editing.newKey(), cells }
}

/** As content is stored: what is empty inside a component, and a list of items, is no value. */
function put(node: Node, member: string, value: Json): void {
  const isNone = value === null || (Array.isArray(value) && value.length === 0 && !['tags', 'files', 'notes'].includes(member))
  if (isNone) delete node[member]
  else node[member] = value
}

function editField(page: Node, field: string, editing: Editing): void {
  const { dice } = editing
  const make = makers[field]
  if (make === undefined) return
  if (page[field] === undefined || dice(8) === 7) put(page, field, dice(3) === 2 ? null : make(editing))
  else if (['title', 'links', 'body'].includes(field)) editLocale(page, field, { ...editing, make })
  else if (field === 'seo') editCard(page.seo as Node, editing)
  else if (['tags', 'files', 'sections', 'notes'].includes(field)) put(page, field, editList(field, page[field] as Json[], editing))
  else put(page, field, make(editing))
}

function editLocale(page: Node, field: string, { make, ...editing }: Editing & { make: (editing: Editing) => Json }): void {
  const map = page[field] as Node
  const code = ['en', 'de'][editing.dice(2)] ?? 'en'
  const whole = make(editing) as Node
  if (map[code] === undefined || field === 'title') {
    if (whole[code] === undefined) delete map[code]
    else map[code] = whole[code]
  } else map[code] = editList(field, map[code] as Json[], editing)
  if (Object.keys(map).length === 0) delete page[field]
}

/** Another item, one less, one elsewhere, or one changed. */
function editList(field: string, list: Json[], editing: Editing): Json[] {
  const { dice } = editing
  const items = [...list]
  const at = dice(items.length + 1)
  const act = dice(6)
  if (act === 0 || items.length === 0) return withItem(items, at, itemFor(field, editing))
  if (act === 1) items.splice(at, 1)
  else if (act === 2) items.splice(dice(items.length), 0, ...items.splice(Math.min(at, items.length - 1), 1))
  else items[at % items.length] = editItem(field, items[at % items.length] ?? null, editing)
  return items
}

function withItem(items: Json[], at: number, item: Json): Json[] {
  return items.some((one) => nameOf(one) === nameOf(item)) ? items : items.toSpliced(at, 0, item)
}

function nameOf(item: Json): Json {
  const { _key, _ref, _media } = (typeof item === 'object' ? item : {}) as Node
  return _key ?? _ref ?? _media ?? item
}

function itemFor(field: string, editing: Editing): Json {
  const { dice, newKey } = editing
  const choice = ['a', 'b', 'c', 'd', 'e', 'f', 'g'][dice(7)] ?? 'a'
  if (field === 'tags') return choice
  if (field === 'links' || field === 'related') return { _ref: choice }
  if (field === 'files') return { _media: choice }
  if (field === 'sections') return section(editing)
  if (field === 'list') return { _key: newKey(), ...cardOf(editing, 6) }
  if (field === 'children') return span(editing, [])
  if (field === 'markDefs') return { _type: 'link', _key: newKey(), href: `https://${word(dice)}.org` }
  return block(editing, 9)
}

function editItem(field: string, item: Json, editing: Editing): Json {
  const own = structuredClone(item) as Node
  if (field === 'files') return { ...own, alt: word(editing.dice) }
  if (field === 'sections' || field === 'list') editCard(own, editing)
  if (['body', 'notes', 'text', 'value'].includes(field)) editBlock(own, editing)
  if (field === 'children' && own._type === 'span') return { ...own, text: `${word(editing.dice)} ` }
  if (field === 'markDefs') return { ...own, href: `https://${word(editing.dice)}.com` }
  if (field === 'rows') return { ...own, cells: editCells(own.cells as Node[], editing) }
  return own
}

function editCard(card: Node, editing: Editing): void {
  const { dice } = editing
  const member = ['tone', 'heading', 'inner', 'list', 'text', 'related'][dice(6)] ?? 'tone'
  if (member === 'tone' || card._block === 'other') put(card, 'tone', dice(4) === 3 ? null : word(dice))
  else if (member === 'heading')
    put(card, 'heading', dice(4) === 3 ? null : { ...(card.heading as Node), [['en', 'de'][dice(2)] ?? 'en']: word(dice) })
  else if (member !== 'inner') put(card, member, dice(8) === 7 ? null : editList(member, (card[member] ?? []) as Json[], editing))
  else if (card.inner === undefined) card.inner = { tone: word(dice) }
  else if (dice(8) === 7) delete card.inner
  else editCard(card.inner as Node, editing)
}

function editBlock(block: Node, editing: Editing): void {
  const { dice } = editing
  const isLater = dice(2) === 1
  if (block._type === 'image') Object.assign(block, isLater ? { alt: word(dice) } : { media: { _media: word(dice) } })
  else if (block._type === 'code') Object.assign(block, isLater ? { code: word(dice) } : { language: word(dice) })
  else if (block._type === 'table') editTable(block, editing)
  else if (dice(3) > 0) editText(block, editing)
  else if (isLater) block.style = ['normal', 'h1', 'h2'][dice(3)] ?? 'normal'
  else if (block.listItem === undefined) Object.assign(block, { listItem: 'bullet', level: 1 + dice(3) })
  else if (dice(2) === 0) block.level = 1 + dice(3)
  else for (const member of ['listItem', 'level']) delete block[member]
}

/** Words, or a mark with what it means: spans never name a mark that isn't there. */
function editText(block: Node, editing: Editing): void {
  const { dice } = editing
  const defs = block.markDefs as Node[]
  const act = dice(4)
  if (act === 0) block.markDefs = editList('markDefs', defs, editing)
  else if (act === 1 && defs.length > 0) {
    const marks = [String(defs[dice(defs.length)]?._key)]
    block.children = (block.children as Node[]).map((child, index) => (index === 0 && child._type === 'span' ? { ...child, marks } : child))
  } else block.children = editList('children', block.children as Json[], editing)
  const known = new Set((block.markDefs as Node[]).map(({ _key }) => String(_key)))
  for (const child of block.children as Node[])
    if (Array.isArray(child.marks)) child.marks = child.marks.filter((mark) => mark === 'strong' || known.has(String(mark)))
}

function editTable(table: Node, editing: Editing): void {
  const { dice } = editing
  const rows = table.rows as Node[]
  const columns = (rows[0]?.cells as Json[] | undefined)?.length ?? 1
  const act = dice(4)
  if (act === 0) table.rows = withItem(rows, dice(rows.length + 1), row(editing, columns))
  else if (act === 1)
    table.rows = rows.map((one) => ({
      ...one,
      cells: withItem(one.cells as Json[], columns, { _type: 'cell', _key: editing.newKey(), value: [] }),
    }))
  else table.rows = rows.map((one, index) => (index === dice(rows.length) ? editItem('rows', one, editing) : one))
}

function editCells(cells: Node[], editing: Editing): Json {
  const at = editing.dice(Math.max(cells.length, 1))
  return cells.map((cell, index) => (index === at ? { ...cell, value: editList('value', cell.value as Json[], editing) } : cell))
}
