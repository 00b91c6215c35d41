import { type Issue, isPlainObject, jsonPointer } from '@verso/model'
import { isKey, repeatedKeys } from './repeated-keys.ts'
import type { RichTextSchema } from './schema.ts'
import { unknownMembers, validateMembers, validateText } from './validate-members.ts'

type Node = Record<string, unknown>

/** Faults of one block of text: its style and place in a list, its marks, its spans. */
export function validateTextBlock(block: Node, schema: RichTextSchema, path: string): Issue[] {
  return [
    ...unknownMembers(block, ['style', 'listItem', 'level', 'markDefs', 'children'], path),
    ...oneOf(block.style, schema.styles, `${path}/style`),
    ...oneOf(block.listItem, schema.lists, `${path}/listItem`),
    ...validateLevel(block.level, schema, `${path}/level`),
    ...validateMarkDefs(block.markDefs, schema, `${path}/markDefs`),
    ...validateSpans(block, schema, `${path}/children`),
  ]
}

function oneOf(value: unknown, allowed: readonly string[], path: string): Issue[] {
  if (value === undefined || (typeof value === 'string' && allowed.includes(value))) return []
  const message = allowed.length === 0 ? 'Nothing of this sort is allowed here' : `This must be one of: ${allowed.join(', ')}`
  return [{ path, code: 'not_in_options', message }]
}

function validateLevel(level: unknown, { maxListLevel }: RichTextSchema, path: string): Issue[] {
  if (level === undefined) return []
  if (!Number.isSafeInteger(level) || Number(level) < 1) return [{ path, code: 'wrong_type', message: 'A level is a whole number from 1' }]
  return Number(level) > maxListLevel ? [{ path, code: 'too_large', message: `Lists go ${maxListLevel} levels deep at most` }] : []
}

function validateMarkDefs(defs: unknown, schema: RichTextSchema, path: string): Issue[] {
  if (defs === undefined) return []
  if (!Array.isArray(defs)) return [{ path, code: 'wrong_type', message: 'This must be a list of marks' }]
  const issues = defs.flatMap((def: unknown, index): Issue[] => {
    const place = path + jsonPointer(index)
    if (!isPlainObject(def)) return [{ path: place, code: 'wrong_type', message: 'A mark is an object' }]
    const rule = typeof def._type === 'string' && Object.hasOwn(schema.annotations, def._type) ? schema.annotations[def._type] : undefined
    if (rule === undefined) return oneOf(def._type ?? null, Object.keys(schema.annotations), `${place}/_type`)
    const clash = typeof def._key === 'string' && schema.decorators.includes(def._key)
    const clashes = clash
      ? [{ path: `${place}/_key`, code: 'duplicate_key' as const, message: `"${def._key}" is the name of a decorator` }]
      : []
    return [...clashes, ...validateMembers(def, { rule, known: Object.keys(rule) }, place)]
  })
  return [...issues, ...repeatedKeys(defs, path)]
}

function validateSpans({ children, markDefs }: Node, schema: RichTextSchema, path: string): Issue[] {
  if (!Array.isArray(children)) return [{ path, code: 'wrong_type', message: 'A block of text holds a list of spans' }]
  const keys = Array.isArray(markDefs) ? markDefs.flatMap((def: unknown) => (isPlainObject(def) && isKey(def._key) ? [def._key] : [])) : []
  const marks = new Set([...schema.decorators, ...keys])
  return [
    ...children.flatMap((child: unknown, index) => validateChild(child, { schema, marks }, path + jsonPointer(index))),
    ...repeatedKeys(children, path),
  ]
}

/** A span of text, or an object among the words. */
function validateChild(span: unknown, { schema, marks }: { schema: RichTextSchema; marks: ReadonlySet<string> }, path: string): Issue[] {
  if (!isPlainObject(span)) return [{ path, code: 'wrong_type', message: 'A span is an object' }]
  const { inlineObjects } = schema
  const rule = typeof span._type === 'string' && Object.hasOwn(inlineObjects, span._type) ? inlineObjects[span._type] : undefined
  if (rule !== undefined) return validateMembers(span, { rule, known: Object.keys(rule) }, path)
  if (span._type !== 'span') return oneOf(span._type ?? null, ['span', ...Object.keys(inlineObjects)], `${path}/_type`)
  return [
    ...unknownMembers(span, ['text', 'marks'], path),
    ...validateText(span.text, `${path}/text`),
    ...validateMarks(span.marks, marks, `${path}/marks`),
  ]
}

function validateMarks(value: unknown, known: ReadonlySet<string>, path: string): Issue[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return [{ path, code: 'wrong_type', message: 'This must be a list of names of marks' }]
  return value.flatMap((mark: unknown, index): Issue[] => {
    if (typeof mark === 'string' && known.has(mark)) return []
    return [
      {
        path: path + jsonPointer(index),
        code: 'not_in_options',
        message: 'This is neither a decorator nor the key of a mark of this block',
      },
    ]
  })
}
