import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

interface Operation {
  responses: Record<string, DescribedResponse>
}

export interface DescribedResponse {
  headers?: Record<string, { required?: boolean; schema: object }>
  content?: Record<string, { schema: object }>
}

export interface ApiDescription {
  /** The operation at an address, with the pointer to it; null where the description has none. */
  operationAt: (method: string, path: string) => { operation: Operation; pointer: string[] } | null
  /** What a schema of the document, named by a JSON Pointer, says of a value: nothing where it fits. */
  faultsOf: (pointer: string[], value: unknown) => string | null
}

type Document = { paths: Record<string, Record<string, Operation>> }

/** An OpenAPI document to judge answers by. Each of its schemas is compiled once, when it is first needed. */
export function apiDescription(document: object): ApiDescription {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, ownProperties: true })
  formats.default(ajv)
  ajv.addSchema(document, 'api')
  const validators = new Map<string, ValidateFunction>()
  const { paths } = document as Document
  // Addresses without parameters first: `/entries/bulk` is not an entry.
  const patterns = Object.keys(paths)
    .sort((one, other) => countOf(one, '{') - countOf(other, '{'))
    .map((template) => ({ template, pattern: new RegExp(`^${escaped(template).replaceAll(/\\\{\w+\\\}/g, '[^/]+')}$`) }))

  function validatorOf(pointer: string[]): ValidateFunction {
    const reference = `api#/${pointer.map(encoded).join('/')}`
    const known = validators.get(reference) ?? ajv.getSchema(reference)
    if (known === undefined) throw new Error(`There is no schema at ${reference}`)
    validators.set(reference, known)
    return known
  }

  return {
    operationAt(method, path) {
      const found = patterns.find(({ pattern, template }) => pattern.test(path) && paths[template]?.[method] !== undefined)
      const operation = found === undefined ? undefined : paths[found.template]?.[method]
      return found === undefined || operation === undefined ? null : { operation, pointer: ['paths', found.template, method] }
    },
    faultsOf(pointer, value) {
      const validate = validatorOf(pointer)
      return validate(value) ? null : ajv.errorsText(validate.errors)
    },
  }
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function encoded(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}
