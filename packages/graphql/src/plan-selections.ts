import { richTextForms } from '@verso/model'
import type { SelectionSetNode } from 'graphql'
import { tooLarge } from './document-fault.ts'
import { argumentsOf, type AskedField, fieldsIn, type Reading, typeBelow } from './document-fields.ts'
import { graphLimits } from './graph-limits.ts'
import type { Meaning } from './meanings.ts'
import { readConditions } from './read-conditions.ts'
import type { Shape } from './shown.ts'
import { fitVariant, type ReadCount, type Variant } from './variants.ts'

/** What is gathered for one field of the root. */
export interface Planning extends Reading {
  variants: Variant[]
  count: ReadCount
  /** Entries that all fields of the document may come to. */
  rows: { total: number }
  /** Whether the read searches, so that its entries have a score. */
  isSearch: boolean
}

/** Where in an entry a selection stands. */
interface Here {
  /** What paths begin with: nothing, or names with a dot behind them. */
  prefix: string
  /** Blocks are named by their type on the way. */
  isBlocks: boolean
  /** The references above. */
  ancestors: readonly string[]
  shape: Shape
  /** How many entries may stand here. */
  rows: number
}

/** Notes what a selection asks of an entry: what to select and to include, in which read, and where to find it in the answer. */
export function planEntry(
  set: SelectionSetNode,
  typeName: string,
  { planning, shape, rows }: { planning: Planning } & Pick<Here, 'shape' | 'rows'>,
): void {
  countRows(rows, planning)
  walk(set, typeName, { here: { prefix: '', isBlocks: false, ancestors: [], shape, rows }, planning })
}

function countRows(rows: number, { rows: counted }: Planning): void {
  counted.total += rows
  if (counted.total > graphLimits.rows)
    throw tooLarge(
      `An answer holds at most ${graphLimits.rows.toLocaleString('en')} entries, by "first" and "limit" (a list without a limit counts as ${graphLimits.assumedRows})`,
    )
}

function walk(set: SelectionSetNode, typeName: string, { here, planning }: At): void {
  for (const asked of fieldsIn(set, typeName, planning)) {
    const meaning = planning.graph.meanings.get(asked.typeName, asked.node.name.value)
    const block = here.isBlocks ? `${planning.graph.contentNames.get(asked.typeName) ?? ''}.` : ''
    if (meaning !== undefined) note(asked, meaning, { here: { ...here, prefix: here.prefix + block, isBlocks: false }, planning })
  }
}

interface At {
  here: Here
  planning: Planning
}

function note(asked: AskedField, meaning: Meaning, { here, planning }: At): void {
  const at = { here, planning }
  if (meaning.kind === 'value') select(here.prefix + meaning.name, here.shape.variant, planning)
  else if (meaning.kind === 'found' && here.prefix === '' && planning.isSearch) select(meaning.name, here.shape.variant, planning)
  else if (meaning.kind === 'richText') noteRichText(asked, meaning.name, at)
  else if (meaning.kind === 'reference') noteReference(asked, meaning, at)
  else if (meaning.kind === 'words') noteReference(asked, { kind: 'reference', name: meaning.name, isMany: true }, at)
  else if (meaning.kind === 'component' || meaning.kind === 'blocks') noteInside(asked, meaning, at)
}

function select(path: string, variant: number, { variants }: Planning): void {
  variants[variant]?.select.add(path)
}

function noteRichText(asked: AskedField, name: string, { here, planning }: At): void {
  const { format } = argumentsOf(asked, planning)
  const { variants, count } = planning
  const richText = richTextForms.find((form) => form === format) ?? null
  const variant = fitVariant(variants, { from: here.shape.variant, ancestors: here.ancestors, richText, count })
  select(here.prefix + name, variant, planning)
  shapeAt(asked, here.shape, variant)
}

function noteReference(asked: AskedField, { name, isMany }: Meaning & { kind: 'reference' }, { here, planning }: At): void {
  const { limit, sort, filter } = argumentsOf(asked, planning)
  const options = {
    ...(limit === undefined ? {} : { limit }),
    ...(sort === undefined ? {} : { sort }),
    ...(filter === undefined ? {} : { filter: readConditions(filter) }),
  }
  const path = here.prefix + name
  const { variants, count } = planning
  const variant = fitVariant(variants, {
    from: here.shape.variant,
    ancestors: here.ancestors,
    include: { path, options: Object.keys(options).length === 0 ? true : options },
    count,
  })
  // It says which type it is of, and that something of it is wanted.
  select(`${path}._type`, variant, planning)
  const rows = here.rows * (isMany ? Math.max(1, typeof limit === 'number' ? limit : graphLimits.assumedRows) : 1)
  countRows(rows, planning)
  const shape = shapeAt(asked, here.shape, variant)
  goInto(asked, { here: { prefix: `${path}.`, isBlocks: false, ancestors: [...here.ancestors, path], shape, rows }, planning })
}

function noteInside(asked: AskedField, { kind, name }: Meaning & { kind: 'component' | 'blocks' }, { here, planning }: At): void {
  const { variant } = here.shape
  const shape = shapeAt(asked, here.shape, variant)
  const prefix = `${here.prefix}${name}.`
  goInto(asked, { here: { ...here, prefix, isBlocks: kind === 'blocks', shape }, planning })
  // Of what stands in it nothing but its being there may be asked.
  const isSelected = [...(planning.variants[variant]?.select ?? [])].some((path) => path.startsWith(prefix))
  if (!isSelected) select(here.prefix + name, variant, planning)
}

function goInto(asked: AskedField, { here, planning }: At): void {
  const type = typeBelow(asked, planning)
  if (asked.node.selectionSet !== undefined && type !== undefined) walk(asked.node.selectionSet, type.name, { here, planning })
}

/** The same key may be asked for in several places; together they are one. */
export function shapeAt({ typeName, key }: AskedField, { below }: Shape, variant: number): Shape {
  const known = below.get(`${typeName}.${key}`)
  if (known !== undefined) return known
  const shape: Shape = { variant, below: new Map() }
  below.set(`${typeName}.${key}`, shape)
  return shape
}
