import { t } from '@lingui/core/macro'
import type { Schema } from '../../api/reference.ts'

/** A schema in a few words: `string, uuid`, `list of Article`, `"a" or "b"`. */
export function schemaWords(schema: Schema): string {
  const name = refName(schema)
  const or = ` ${t`or`} `
  if (name !== null) return name
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(or)
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(schemaWords))].join(or)
  if (schema.items !== undefined) return t`list of ${schemaWords(schema.items)}`
  const types = [schema.type ?? (schema.properties === undefined ? t`anything` : 'object')].flat().join(or)
  return [types, schema.format, boundsOf(schema)].filter((part) => part !== undefined && part !== '').join(', ')
}

/** The name of the shape that a reference leads to. */
export function refName({ $ref }: Schema): string | null {
  return $ref?.split('/').at(-1) ?? null
}

function boundsOf({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return t`${minimum} to ${maximum}`
  if (minimum !== undefined) return t`from ${minimum}`
  return maximum === undefined ? '' : t`up to ${maximum}`
}
