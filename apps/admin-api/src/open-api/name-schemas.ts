import type { Json } from '@verso/contract'

type Members = { [member: string]: Json }

/** Puts references to named schemas where these stand written out. Only schemas that are referred to are given. */
export function nameSchemas(paths: Json, candidates: Record<string, unknown>): { paths: Json; schemas: Members } {
  const names = new Map(
    Object.entries(candidates).flatMap(([name, schema]): [string, string][] => {
      return isNameable(name, schema) ? [[spelled(JSON.parse(JSON.stringify(schema))), name]] : []
    }),
  )
  const schemas: Members = {}

  function named(value: Json): Json {
    if (typeof value !== 'object' || value === null) return value
    const name = names.get(spelled(value))
    if (name === undefined) return inside(value)
    if (schemas[name] === undefined) {
      // Held first, for a shape that holds itself.
      schemas[name] = {}
      schemas[name] = inside(value)
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  function inside(value: Members | Json[]): Json {
    if (Array.isArray(value)) return value.map(named)
    return Object.fromEntries(Object.entries(value).map(([member, part]) => [member, named(part)]))
  }

  return { paths: named(paths), schemas }
}

/** Shapes with members of their own; a text or a number is shorter than its name. */
function isNameable(name: string, schema: unknown): schema is object {
  if (!/^[A-Z]/.test(name) || typeof schema !== 'object' || schema === null) return false
  return ('properties' in schema && Object.keys(schema.properties ?? {}).length > 0) || 'anyOf' in schema || 'enum' in schema
}

/** One spelling of a schema. Maps are written in one of two ways: by a pattern that fits all names, or as further members. */
function spelled(schema: Json): string {
  return JSON.stringify(schema, (_, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const { patternProperties, ...rest } = value
    const [pattern] = Object.values(patternProperties ?? {})
    const members = pattern === undefined ? rest : { ...rest, additionalProperties: pattern }
    return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
