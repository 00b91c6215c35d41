import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

/** Says no to what doesn't fit, and never changes what was sent: no coercion, no defaults, nothing taken out. */
export function strictValidatorCompiler(): FastifySchemaCompiler<object> {
  const ajv = new Ajv2020({ allErrors: true, strict: true, coerceTypes: false, useDefaults: false, removeAdditional: false })
  addFormats.default(ajv)
  return ({ schema }) => ajv.compile(schema)
}
