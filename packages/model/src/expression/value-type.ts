import type { Field } from '../content-type.ts'
import { isMissing } from '../is-missing.ts'
import type { Json } from '../json.ts'
import { type ExactNumber, parseExact } from './exact-number.ts'

/**
 * What a part of an expression gives. `decimal` is exact and written as text, `number` a JSON number; both are worked with exactly.
 * `list` knows its length and, where it holds texts, what it contains; of `other` one knows only whether it is there.
 */
export type ValueType = 'text' | 'number' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'list' | 'other' | 'nothing'

/** A value while it is worked with; null is what is missing. `true` also stands for what is there, but nothing else is known of. */
export type Value = string | boolean | ExactNumber | readonly Json[] | null

export function isNumeric(type: ValueType): type is 'number' | 'decimal' {
  return type === 'number' || type === 'decimal'
}

/** The type of a field's values, but for computed ones, which have that of their expression. */
export function valueTypeOf(field: Field): ValueType {
  if (field.many === true) return 'list'
  switch (field.kind) {
    case 'integer':
      return field.bigint === true ? 'decimal' : 'number'
    case 'number':
    case 'decimal':
    case 'boolean':
    case 'date':
    case 'datetime':
      return field.kind
    case 'text':
    case 'longText':
    case 'markdown':
    case 'slug':
    case 'enum':
    case 'email':
    case 'url':
    case 'color':
      return 'text'
    default:
      return 'other'
  }
}

/** A stored value as it is worked with; what says nothing, or doesn't fit the type (any more), is missing. */
export function toValue(stored: Json | undefined, type: ValueType, field: Field): Value {
  if (stored === undefined || stored === null || isMissing(stored, field)) return null
  switch (type) {
    case 'number':
      return typeof stored === 'number' ? parseExact(String(stored)) : null
    case 'decimal':
      return typeof stored === 'string' ? parseExact(stored) : typeof stored === 'number' ? parseExact(String(stored)) : null
    case 'boolean':
      return typeof stored === 'boolean' ? stored : null
    case 'list':
      return Array.isArray(stored) ? stored : null
    case 'other':
      return true
    case 'nothing':
      return null
    default:
      return typeof stored === 'string' ? stored : null
  }
}
