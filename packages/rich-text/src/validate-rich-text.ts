import { type Issue, isPlainObject, jsonPointer } from '@verso/model'
import { repeatedKeys } from './repeated-keys.ts'
import type { RichTextSchema } from './schema.ts'
import { richTextSchema } from './schema.ts'
import { unknownMembers, validateMembers } from './validate-members.ts'
import { validateTextBlock } from './validate-text-block.ts'

/** Every fault of a value that is to be rich text; paths are relative to it. Missing keys are no fault: `fillKeys` makes them. */
export function validateRichText(value: unknown, schema: RichTextSchema = richTextSchema): Issue[] {
  if (!Array.isArray(value)) return [{ path: '', code: 'wrong_type', message: 'Rich text is a list of blocks' }]
  return validateBlocks(value, schema, '')
}

function validateBlocks(blocks: unknown[], schema: RichTextSchema, path: string): Issue[] {
  return [...blocks.flatMap((block, index) => validateBlock(block, schema, path + jsonPointer(index))), ...repeatedKeys(blocks, path)]
}

function validateBlock(block: unknown, schema: RichTextSchema, path: string): Issue[] {
  if (!isPlainObject(block)) return [{ path, code: 'wrong_type', message: 'A block is an object' }]
  if (block._type === 'block') return validateTextBlock(block, schema, path)
  const name = block._type
  if (typeof name !== 'string' || !Object.hasOwn(schema.blockObjects, name)) {
    return [
      { path: `${path}/_type`, code: 'not_in_options', message: `Blocks here are: block, ${Object.keys(schema.blockObjects).join(', ')}` },
    ]
  }
  const rule = schema.blockObjects[name] ?? {}
  const { rows, ...others } = rule
  const issues = validateMembers(block, { rule: others, known: Object.keys(rule) }, path)
  return rows === undefined ? issues : [...issues, ...validateRows(block.rows, schema, `${path}/rows`)]
}

function validateRows(rows: unknown, schema: RichTextSchema, path: string): Issue[] {
  // Cells hold fewer kinds of blocks, no tables among them, so that this ends.
  const inside = { ...schema, blockObjects: Object.fromEntries(schema.cellObjects.map((name) => [name, schema.blockObjects[name] ?? {}])) }
  return validateList(rows, { type: 'row', list: 'cells', path }, (cells, cellsPath) =>
    validateList(cells, { type: 'cell', list: 'value', path: cellsPath }, (value, valuePath) => {
      if (!Array.isArray(value)) return [{ path: valuePath, code: 'wrong_type', message: 'A cell holds a list of blocks' }]
      return validateBlocks(value, inside, valuePath)
    }),
  )
}

/** A list of objects of one type that hold one list each: rows of cells, cells of blocks. */
function validateList(
  items: unknown,
  of: { type: string; list: string; path: string },
  validateInner: (list: unknown, path: string) => Issue[],
): Issue[] {
  if (!Array.isArray(items)) return [{ path: of.path, code: 'wrong_type', message: `This must be a list of ${of.type}s` }]
  const issues = items.flatMap((item: unknown, index): Issue[] => {
    const path = of.path + jsonPointer(index)
    if (!isPlainObject(item)) return [{ path, code: 'wrong_type', message: `A ${of.type} is an object` }]
    if (item._type !== of.type) return [{ path: `${path}/_type`, code: 'not_in_options', message: `This must be "${of.type}"` }]
    return [...unknownMembers(item, [of.list], path), ...validateInner(item[of.list], `${path}/${of.list}`)]
  })
  return [...issues, ...repeatedKeys(items, of.path)]
}
