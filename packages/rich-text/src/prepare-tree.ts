import type { ArbitraryTypedObject } from '@portabletext/types'
import { isPlainObject } from '@verso/model'
import { type RichTextSchema, richTextSchema } from './schema.ts'

/** A node that the schema doesn't know, as serialisers get it: whole, and under a name that no content can choose. */
interface UnknownNode {
  _type: 'verso.unknown'
  node: unknown
}

export interface UnknownMark {
  _type: 'verso.unknownMark'
  _key: string
  name: string
}

/**
 * The tree in a form that serialisers can take without looking twice: every node is either of a known type and shape or wrapped as
 * unknown. Whatever was stored, nothing throws, nothing is left out, and no name from content reaches a look-up by name.
 */
export function prepareTree(value: unknown, schema: RichTextSchema = richTextSchema): ArbitraryTypedObject[] {
  if (value === null || value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map((node) => prepareNode(node, schema))
}

function prepareNode(node: unknown, schema: RichTextSchema): ArbitraryTypedObject {
  if (!isPlainObject(node) || typeof node._type !== 'string') return unknown(node)
  if (node._type === 'block' && Array.isArray(node.children)) return prepareBlock(node, node.children, schema)
  return knownObject(node, schema.blockObjects)
}

/** Only members that the schema names: one called `children` would make serialisers take the object for text. */
function knownObject(node: Record<string, unknown>, rules: RichTextSchema['blockObjects']): ArbitraryTypedObject {
  const type = String(node._type)
  if (!Object.hasOwn(rules, type)) return unknown(node)
  const names = Object.keys(rules[type] ?? {})
  return { ...Object.fromEntries(names.filter((name) => Object.hasOwn(node, name)).map((name) => [name, node[name]])), _type: type }
}

function prepareBlock(block: Record<string, unknown>, children: unknown[], schema: RichTextSchema): ArbitraryTypedObject {
  const defs = markDefsOf(block.markDefs, schema)
  const names = children.flatMap((child) => (isSpan(child) ? marksOf(child) : []))
  const unknownMarks = [...new Set(names)].filter((name) => !schema.decorators.includes(name) && !defs.some(({ _key }) => _key === name))
  return {
    _type: 'block',
    style: oneOf(block.style, schema.styles) ?? 'normal',
    ...listPlace(block, schema),
    markDefs: [...defs, ...unknownMarks.map((name) => ({ _type: 'verso.unknownMark', _key: name, name }))],
    children: children.map((child) => prepareChild(child, schema)),
  }
}

function prepareChild(child: unknown, { inlineObjects }: RichTextSchema): ArbitraryTypedObject {
  if (isSpan(child)) return { _type: 'span', text: child.text, marks: [...new Set(marksOf(child))] }
  return isPlainObject(child) && typeof child._type === 'string' ? knownObject(child, inlineObjects) : unknown(child)
}

function markDefsOf(defs: unknown, schema: RichTextSchema): { _type: string; _key: string }[] {
  if (!Array.isArray(defs)) return []
  return defs.flatMap((def: unknown) => {
    if (!isPlainObject(def) || typeof def._key !== 'string' || schema.decorators.includes(def._key)) return []
    if (typeof def._type === 'string' && Object.hasOwn(schema.annotations, def._type)) return [{ ...def, _type: def._type, _key: def._key }]
    return [{ _type: 'verso.unknownMark', _key: def._key, name: String(def._type) }]
  })
}

function listPlace({ listItem, level }: Record<string, unknown>, schema: RichTextSchema): { listItem?: string; level?: number } {
  const list = oneOf(listItem, schema.lists)
  if (list === undefined) return {}
  const depth = typeof level === 'number' && level >= 1 ? Math.min(Math.trunc(level), schema.maxListLevel) : 1
  return { listItem: list, level: depth }
}

function isSpan(child: unknown): child is { text: string; marks?: unknown } {
  return isPlainObject(child) && child._type === 'span' && typeof child.text === 'string'
}

function marksOf({ marks }: { marks?: unknown }): string[] {
  return Array.isArray(marks) ? marks.filter((mark) => typeof mark === 'string') : []
}

function oneOf(value: unknown, allowed: readonly string[]): string | undefined {
  return typeof value === 'string' && allowed.includes(value) ? value : undefined
}

function unknown(node: unknown): UnknownNode {
  return { _type: 'verso.unknown', node }
}
