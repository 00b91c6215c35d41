import { countCharacters } from '../characters.ts'
import { compareDecimals } from '../decimal-text.ts'
import type { Field } from '../content-type.ts'
import type { Json, JsonSchema } from '../json.ts'
import type { Issue } from '../issue.ts'
import { matchesPattern, toSchemaPattern } from '../pattern.ts'
import { fault } from './shape.ts'

/** `min` and `max` of a text: characters. */
export function checkLength(value: string, { min, max }: Field): Issue[] {
  if (typeof min !== 'number' && typeof max !== 'number') return []
  const count = countCharacters(value)
  if (typeof min === 'number' && count < min) return [fault('too_short', `This needs at least ${min} characters; it has ${count}`)]
  if (typeof max === 'number' && count > max) return [fault('too_long', `This takes at most ${max} characters; it has ${count}`)]
  return []
}

/** `min` and `max` of a list: items. */
export function checkCount(value: Json[], { min, max }: Field): Issue[] {
  if (typeof min === 'number' && value.length < min) return [fault('too_short', `Choose at least ${min}`)]
  if (typeof max === 'number' && value.length > max) return [fault('too_long', `Choose at most ${max}`)]
  return []
}

/** `min` and `max` of what has an order of its own: numbers, and times in their stored form. */
export function checkRange<T extends number | string>(value: T, { min, max }: Field): Issue[] {
  if (typeof min === typeof value && value < (min as T)) return [fault('too_small', `This must be at least ${min}`)]
  if (typeof max === typeof value && value > (max as T)) return [fault('too_large', `This must be at most ${max}`)]
  return []
}

/** `min` and `max` of a number that is a text, told without rounding. */
export function checkExactRange(value: string, { min, max }: Field): Issue[] {
  if (typeof min === 'string' && compareDecimals(value, min) < 0) return [fault('too_small', `This must be at least ${min}`)]
  if (typeof max === 'string' && compareDecimals(value, max) > 0) return [fault('too_large', `This must be at most ${max}`)]
  return []
}

export function checkPattern(value: string, { pattern }: Field): Issue[] {
  if (pattern === undefined || matchesPattern(value, pattern)) return []
  return [fault('pattern_mismatch', `This doesn’t match the pattern ${pattern}`)]
}

/** The rules of a text as JSON Schema says them. */
export function textSchema({ min, max, pattern }: Field): JsonSchema {
  const schemaPattern = pattern === undefined ? undefined : toSchemaPattern(pattern)
  return {
    type: 'string',
    ...(typeof min === 'number' ? { minLength: min } : {}),
    ...(typeof max === 'number' ? { maxLength: max } : {}),
    ...(schemaPattern === undefined ? {} : { pattern: schemaPattern }),
  }
}

export function rangeSchema({ min, max }: Field): JsonSchema {
  return { ...(typeof min === 'number' ? { minimum: min } : {}), ...(typeof max === 'number' ? { maximum: max } : {}) }
}

/** A list where the field takes many, with its least and greatest number of items. */
export function manySchema(items: JsonSchema, { many, min, max }: Field): JsonSchema {
  if (many !== true) return items
  return {
    type: 'array',
    items,
    ...(typeof min === 'number' ? { minItems: min } : {}),
    ...(typeof max === 'number' ? { maxItems: max } : {}),
  }
}
