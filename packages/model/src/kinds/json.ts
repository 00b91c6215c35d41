import { findForbiddenCharacter, forbiddenCharacterMessage } from '../characters.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import { maxJsonDepth, toJson } from './json-value.ts'
import { refused } from './shape.ts'

/** Any JSON. Values are kept, not their spelling: members have no order, and filters know only whether there is a value. */
export const json: FieldKind = {
  name: 'json',
  label: 'JSON',
  settings: ['default'],
  comparison: 'none',
  resolution: 'none',
  editor: 'json',
  parse: parseJson,
  check: () => [],
  comparable: () => true,
  inputSchema: () => ({}),
  outputSchema: () => ({}),
  typescript: () => 'Json',
}

function parseJson(value: unknown): Parsed {
  const copy = toJson(value)
  if (copy === undefined) return refused('wrong_type', `This must be JSON of at most ${maxJsonDepth} levels`)
  const forbidden = findForbiddenCharacter(copy)
  return forbidden === null ? { value: copy } : refused('forbidden_character', forbiddenCharacterMessage, forbidden)
}
