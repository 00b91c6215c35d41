import type { ContentType, Field, Model } from './content-type.ts'
import type { JsonSchema } from './json.ts'
import { fieldKinds } from './field-kinds.ts'
import { presentValue } from './fields-view.ts'
import { schemaName } from './schema-name.ts'
import { uuidPattern } from './uuid.ts'

const time: JsonSchema = { type: 'string', format: 'date-time' }

/**
 * JSON Schema (2020-12) of an entry: `out` as the content API gives it, `in` as the `fields` that a save takes. Entries of other types
 * stand as `#/components/schemas/<Name>`. What a read selects decides which members it gets, so that only `in` is closed and nothing is required.
 */
export function entrySchema(type: ContentType, model: Pick<Model, 'types'>, direction: 'in' | 'out'): JsonSchema {
  if (direction === 'in') return inputOf(type)
  return {
    type: 'object',
    title: type.label,
    ...(type.description === undefined ? {} : { description: type.description }),
    properties: {
      _id: { type: 'string', pattern: uuidPattern },
      _type: { const: type.name },
      _locale: { type: 'string' },
      _revision: { type: 'integer', minimum: 1 },
      _publishedAt: time,
      _firstPublishedAt: time,
      _updatedAt: time,
      ...Object.fromEntries(type.fields.map((field) => [field.name, outputOf(field, model)])),
    },
  }
}

function inputOf(type: ContentType): JsonSchema {
  const properties = type.fields.map((field) => {
    const value: JsonSchema = orNull(fieldKinds[field.kind].inputSchema(field))
    return [field.name, titled(field, field.localized === true ? orNull({ type: 'object', additionalProperties: value }) : value)]
  })
  return { type: 'object', title: type.label, properties: Object.fromEntries(properties), additionalProperties: false }
}

function outputOf(field: Field, model: Pick<Model, 'types'>): JsonSchema {
  const entries = (field.to ?? []).flatMap((id): JsonSchema[] => {
    const target = model.types.find((candidate) => candidate.id === id)
    return target === undefined ? [] : [{ $ref: `#/components/schemas/${schemaName(target)}` }]
  })
  const value = fieldKinds[field.kind].outputSchema(field, entries)
  const mayBeNull = presentValue(field) === null && (field.required !== true || fieldKinds[field.kind].resolution !== 'none')
  return titled(field, mayBeNull ? orNull(value) : value)
}

function orNull(schema: JsonSchema): JsonSchema {
  // A schema without a keyword takes everything, null included.
  return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] }
}

function titled(field: Field, schema: JsonSchema): JsonSchema {
  return { title: field.label, ...(field.help === undefined ? {} : { description: field.help }), ...schema }
}
