import type { RefusalIssue } from '@verso/core'
import type { FastifyRequest } from 'fastify'
import { strictValidatorCompiler } from './ajv.ts'
import { HttpFault } from './http-fault.ts'
import { validationIssues } from './validation-issues.ts'

/** Judges a value that isn't the body itself, such as a part of one, by a schema. */
export function requireShape(request: FastifyRequest, schema: object, value: unknown): void {
  const validate = request.compileValidationSchema(schema)
  if (validate(value)) return
  throw new HttpFault('invalid_request', 'The request does not fit its route', { issues: validationIssues(validate.errors ?? [], 'body') })
}

/** What of a value doesn't fit a schema, where there is no request: nothing of one that does. */
export function shapeIssues(schema: object, value: unknown): RefusalIssue[] {
  const validate = strictValidatorCompiler()({ schema, method: 'POST', url: '/' }) as ReturnType<FastifyRequest['compileValidationSchema']>
  return validate(value) ? [] : validationIssues(validate.errors ?? [], 'body')
}
