import type { ContentType, Field, Model } from './content-type.ts'
import { fieldKinds } from './field-kinds.ts'
import type { JsonSchema } from './json.ts'
import { presentValue } from './fields-view.ts'
import { itemKeyPattern } from './item-keys.ts'
import { componentTypesOf } from './link-types.ts'
import { isItemList, isNested } from './nested-items.ts'
import { schemaName } from './schema-name.ts'
import { uuidPattern } from './uuid.ts'

const time: JsonSchema = { type: 'string', format: 'date-time' }

const treeMembers: JsonSchema = {
  _path: { type: ['string', 'null'], description: 'The slugs from the root of the tree down, each after a "/"' },
  _parent: { type: ['string', 'null'], pattern: uuidPattern, description: 'The entry above; null at the root' },
}

const searchMembers: JsonSchema = {
  _score: { type: 'number', description: 'Only in a search: how well the entry answers it' },
  _highlights: {
    type: 'object',
    description:
      'Only in a search with `highlight=true`: by the path of a field an extract as HTML, in which everything is escaped and what was found stands in `<mark>`',
    additionalProperties: { type: 'string' },
  },
}

/**
 * JSON Schema (2020-12) of an entry: `out` as the content API gives it, `in` as the `fields` that a save takes. Entries of other types
 * stand as `#/components/schemas/<Name>`. What a read selects decides which members it gets, so that only `in` is closed and nothing is required.
 */
export function entrySchema(type: ContentType, model: Pick<Model, 'types'>, direction: 'in' | 'out'): JsonSchema {
  if (direction === 'in') return inputOf(type)
  const members: JsonSchema =
    type.kind === 'component'
      ? { _key: { type: 'string' } }
      : {
          _id: { type: 'string', pattern: uuidPattern },
          _type: { const: type.name },
          _locale: { type: 'string' },
          _revision: { type: 'integer', minimum: 1 },
          _publishedAt: time,
          _firstPublishedAt: time,
          _updatedAt: time,
          ...(type.tree === true ? treeMembers : {}),
          ...searchMembers,
        }
  return {
    type: 'object',
    title: type.label,
    ...(type.description === undefined ? {} : { description: type.description }),
    properties: { ...members, ...Object.fromEntries(type.fields.map((field) => [field.name, outputOf(field, model)])) },
  }
}

/** `around` are the components that the type stands in: one that holds itself is an object there, whose members the words of its type say. */
function inputOf(type: ContentType, around: readonly string[] = [], members: JsonSchema = {}): JsonSchema {
  const properties = type.fields.map((field) => {
    const value: JsonSchema = orNull(isNested(field) ? nestedInput(field, around) : fieldKinds[field.kind].inputSchema(field))
    return [field.name, titled(field, field.localized === true ? orNull({ type: 'object', additionalProperties: value }) : value)]
  })
  return { type: 'object', title: type.label, properties: { ...members, ...Object.fromEntries(properties) }, additionalProperties: false }
}

function nestedInput(field: Field, around: readonly string[]): JsonSchema {
  const items = componentTypesOf(field).map((type): JsonSchema => {
    if (around.includes(type.id)) return { type: 'object', title: type.label }
    const key = { _key: { type: 'string', pattern: itemKeyPattern } }
    const block = field.kind === 'blocks' ? { _block: { const: type.name } } : {}
    return inputOf(type, [...around, type.id], { ...key, ...block })
  })
  const [only = { type: 'object' }] = items
  const item = field.kind === 'blocks' ? { anyOf: items } : only
  return isItemList(field) ? { type: 'array', items: item } : item
}

function outputOf(field: Field, model: Pick<Model, 'types'>): JsonSchema {
  const value = fieldKinds[field.kind].outputSchema(field, isNested(field) ? nestedOutput(field) : targetsOf(field, model))
  return titled(field, presentValue(field) === null && mayBeAbsent(field) ? orNull(value) : value)
}

/** A required value too is absent where it is hidden, where what it leads to isn't there, or where no other language may stand in for it. */
function mayBeAbsent({ kind, required, localized, showIf }: Field): boolean {
  return required !== true || localized === true || showIf !== undefined || fieldKinds[kind].resolution !== 'none'
}

function targetsOf(field: Field, model: Pick<Model, 'types'>): JsonSchema[] {
  return (field.to ?? []).flatMap((id): JsonSchema[] => {
    const target = model.types.find((candidate) => candidate.id === id)
    return target === undefined ? [] : [schemaOf(target)]
  })
}

function nestedOutput(field: Field): JsonSchema[] {
  return componentTypesOf(field).map((type) =>
    field.kind === 'blocks'
      ? { type: 'object', required: ['_key', '_block'], properties: { _block: { const: type.name } }, allOf: [schemaOf(type)] }
      : schemaOf(type),
  )
}

function schemaOf(type: ContentType): JsonSchema {
  return { $ref: `#/components/schemas/${schemaName(type)}` }
}

function orNull(schema: JsonSchema): JsonSchema {
  // A schema without a keyword takes everything, null included.
  return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] }
}

function titled(field: Field, schema: JsonSchema): JsonSchema {
  return { title: field.label, ...(field.help === undefined ? {} : { description: field.help }), ...schema }
}
