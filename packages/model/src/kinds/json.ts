import { findForbiddenCharacter, forbiddenCharacterMessage } from '../characters.ts'
import type { Field } from '../content-type.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import type { Json, JsonSchema } from '../json.ts'
import { isPlainObject } from '../plain-object.ts'
import { maxJsonDepth, toJson } from './json-value.ts'
import { refused } from './shape.ts'

/**
 * Any JSON. Values are kept, not their spelling: members have no order, and filters know only whether there is a value and whether it is empty. That a value keeps
 * the field's own schema is checked beside this table (`json-schema.ts`): the engine is too heavy for where the table alone is enough.
 */
export const json: FieldKind = {
  name: 'json',
  label: 'JSON',
  settings: ['default', 'schema'],
  comparison: 'none',
  resolution: 'none',
  editor: 'json',
  parse: parseJson,
  check: () => [],
  comparable: (value) => (isNothing(value) ? value : true),
  inputSchema: () => ({}),
  outputSchema,
  typescript: () => 'Json',
}

/** What there is and says nothing; filters tell it from other values. */
function isNothing(value: Json): boolean {
  return ['""', '[]', '{}'].includes(JSON.stringify(value))
}

function parseJson(value: unknown): Parsed {
  const copy = toJson(value)
  if (copy === undefined) return refused('wrong_type', `This must be JSON of at most ${maxJsonDepth} levels`)
  const forbidden = findForbiddenCharacter(copy)
  return forbidden === null ? { value: copy } : refused('forbidden_character', forbiddenCharacterMessage, forbidden)
}

/** The field's own schema, where it means the same inside of another document: what it refers to by its place doesn't. */
function outputSchema({ schema }: Field): JsonSchema {
  if (!isPlainObject(schema)) return {}
  const { $schema: _, ...others } = schema
  return namesPlaces(others) ? {} : (others as JsonSchema)
}

function namesPlaces(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  return Object.entries(schema).some(([name, member]) => placeKeywords.includes(name) || namesPlaces(member))
}

const placeKeywords = ['$ref', '$dynamicRef', '$id', '$anchor', '$dynamicAnchor', '$defs']
