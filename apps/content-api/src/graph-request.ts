import { type GraphQuestion, Refusal } from '@verso/core'
import { parseJson } from '@verso/http'

/** The parameters of a document, the same in an address and in a body. */
export const graphParameters = ['query', 'operationName', 'variables', 'extensions'] as const

/** A document out of an address, where variables are a JSON text. */
export function questionInAddress({ query, operationName, variables, extensions }: Record<string, string>): GraphQuestion {
  return questionOf({ query, operationName, variables: jsonOf(variables), extensions: jsonOf(extensions) }, 'parameter')
}

function jsonOf(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : parseJson(Buffer.from(text))
}

/** A document out of a body: one, never several. */
export function questionInBody(body: unknown): GraphQuestion {
  if (!isObject(body)) throw refuse('', 'Send an object with a "query"; several at once are not taken')
  const unknown = Object.keys(body).filter((name) => !graphParameters.some((known) => known === name))
  if (unknown.length > 0) throw refuse(unknown[0] ?? '', `There is no member "${unknown[0]}" here`)
  return questionOf(body, 'path')
}

type Where = 'path' | 'parameter'

function questionOf({ query, operationName, variables, extensions }: Record<string, unknown>, where: Where): GraphQuestion {
  if (typeof query !== 'string') throw refuse('query', 'Send the document as "query"', where)
  if (isGiven(operationName) && typeof operationName !== 'string') throw refuse('operationName', 'This must be a text', where)
  if (isGiven(variables) && !isObject(variables)) throw refuse('variables', 'This must be an object', where)
  if (isGiven(extensions) && !isObject(extensions)) throw refuse('extensions', 'This must be an object', where)
  return {
    query,
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : null,
    variables: isObject(variables) ? variables : {},
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(name: string, message: string, where: Where = 'path'): Refusal {
  const at = where === 'path' ? { path: name === '' ? '' : `/${name}` } : { parameter: name }
  return new Refusal('invalid_request', message, { issues: [{ ...at, code: 'invalid', message }] })
}
