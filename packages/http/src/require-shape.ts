import type { FastifyRequest } from 'fastify'
import { HttpFault } from './http-fault.ts'
import { validationIssues } from './validation-issues.ts'

/** Judges a value that isn't the body itself, such as a part of one, by a schema. */
export function requireShape(request: FastifyRequest, schema: object, value: unknown): void {
  const validate = request.compileValidationSchema(schema)
  if (validate(value)) return
  throw new HttpFault('invalid_request', 'The request does not fit its route', { issues: validationIssues(validate.errors ?? [], 'body') })
}
