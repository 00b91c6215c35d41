import { CreateTypeBody, CreateLocaleBody } from '@verso/contract'

const dialect = 'https://json-schema.org/draft/2020-12/schema'
const schemaMember = { $schema: { type: 'string' } }
/** Given by the server; who keeps it can rename the thing. */
const id = { type: 'string', description: 'Permanent id, given by the server: the same id with another name is a rename' }

/** JSON Schema of `locales.json`, for the completion of editors. */
export const localesSchema = {
  $schema: dialect,
  title: 'Languages of content',
  type: 'object',
  required: ['locales'],
  properties: {
    ...schemaMember,
    locales: {
      type: 'array',
      minItems: 1,
      items: {
        ...CreateLocaleBody,
        properties: {
          ...CreateLocaleBody.properties,
          was: { type: 'string', description: 'The code that this language had until now: a rename' },
        },
      },
    },
  },
  additionalProperties: false,
}

/** JSON Schema of a file of a type. What a kind of field takes beyond it is said when the model is planned. */
export const typeSchema = {
  $schema: dialect,
  title: 'Content type',
  ...CreateTypeBody,
  properties: { ...schemaMember, id, ...CreateTypeBody.properties },
}
