import { execute, type ExecutionResult, GraphQLError } from 'graphql'
import type { GraphSchema } from './graph-schema.ts'
import type { DocumentRequest } from './plan-document.ts'
import type { RootContext } from './root-results.ts'

/** Puts what was read into the form of the document. Everything is there already, so that nothing is waited for. */
export function answerDocument(
  { schema }: GraphSchema,
  { document, operationName, variables }: DocumentRequest,
  contextValue: RootContext,
): ExecutionResult {
  const result = execute({ schema, document, operationName, variableValues: variables, contextValue })
  if (result instanceof Promise || 'then' in result) throw new Error('An answer was to be put together at once')
  const bug = result.errors?.find(({ originalError }) => originalError !== undefined && !(originalError instanceof GraphQLError))
  if (bug !== undefined) throw bug.originalError
  return result.errors === undefined ? result : { ...result, errors: result.errors.map(withCode) }
}

/** A value that doesn't fit its type any more (it was published under another model) is a fault of that place alone. */
function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined) return error
  const { message, nodes = null, path = null, extensions } = error
  return new GraphQLError(message, { nodes, path, extensions: { ...extensions, code: 'invalid_value' } })
}
