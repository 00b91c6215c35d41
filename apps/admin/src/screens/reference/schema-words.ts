import type { Schema } from '../../api/reference.ts'

/** A schema in a few words: `string, uuid`, `list of Article`, `"a" or "b"`. */
export function schemaWords(schema: Schema): string {
  const name = refName(schema)
  if (name !== null) return name
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' or ')
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(schemaWords))].join(' or ')
  if (schema.items !== undefined) return `list of ${schemaWords(schema.items)}`
  const types = [schema.type ?? (schema.properties === undefined ? 'anything' : 'object')].flat().join(' or ')
  return [types, schema.format, boundsOf(schema)].filter((part) => part !== undefined && part !== '').join(', ')
}

/** The name of the shape that a reference leads to. */
export function refName({ $ref }: Schema): string | null {
  return $ref?.split('/').at(-1) ?? null
}

function boundsOf({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  if (minimum !== undefined) return `from ${minimum}`
  return maximum === undefined ? '' : `up to ${maximum}`
}
