import { type Problem, type ProblemCode, problemCodes } from '@verso/contract'
import { CompactedError, Refusal, type RefusalIssue, StoreAway, UnavailableError } from '@verso/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpFault } from './http-fault.ts'
import { problemStatuses } from './problem-statuses.ts'
import { validationIssues } from './validation-issues.ts'

export const problemType = 'application/problem+json'

/** How long to wait where the server is only busy or away for a moment. */
const retryAfterSeconds = 1

/** What is wrong with a request, whatever the form is in which that is told. */
export interface Fault extends ProblemParts {
  status: number
  headers: Record<string, string>
}

interface ProblemParts {
  code: ProblemCode
  detail?: string
  issues?: readonly RefusalIssue[]
  facts?: Record<string, unknown>
  headers?: Record<string, string>
}

/** Answers any error as a problem. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, issues, facts, headers } = faultOf(error, request)
  return reply
    .code(status)
    .headers({ 'content-type': problemType, ...headers })
    .send(
      // As bytes, since Fastify adds a charset to text, and this media type has no such parameter.
      Buffer.from(JSON.stringify({ ...problemOf(code, request.id, detail), ...facts, ...(issues?.length ? { issues } : {}) })),
    )
}

/** Any error with its status and the headers that go with it. A fault of ours is logged once and says nothing of itself. */
export function faultOf(error: unknown, request: FastifyRequest): Fault {
  const parts = partsOf(error)
  const status = problemStatuses[parts.code]
  if (parts.code === 'internal') request.log.error({ err: error, requestId: request.id }, 'A request failed')
  const headers = {
    'cache-control': 'no-store',
    ...(status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...parts.headers,
  }
  return { ...parts, status, headers }
}

/** The members that every problem has. */
export function problemOf(code: ProblemCode, requestId: string, detail?: string): Problem {
  return {
    type: `urn:verso:problem:${code}`,
    title: problemCodes[code],
    status: problemStatuses[code],
    code,
    ...(detail === undefined ? {} : { detail }),
    instance: `urn:uuid:${requestId}`,
  }
}

function partsOf(error: unknown): ProblemParts {
  if (error instanceof Refusal) {
    const headers: Record<string, string> = error.retryAfterSeconds === null ? {} : { 'retry-after': String(error.retryAfterSeconds) }
    return { code: error.code, detail: error.message, issues: error.issues, facts: error.facts, headers }
  }
  if (error instanceof HttpFault) return { code: error.code, detail: error.message, issues: error.issues, headers: error.headers }
  if (error instanceof CompactedError) return { code: 'compacted', detail: error.message }
  if (error instanceof UnavailableError) return { code: error.reason }
  if (error instanceof StoreAway) return { code: 'storage_unavailable' }
  if (!isFastifyError(error)) return { code: 'internal' }
  if (error.validation !== undefined) {
    return {
      code: 'invalid_request',
      detail: 'The request does not fit its route',
      issues: validationIssues(error.validation, error.validationContext),
    }
  }
  return frameworkFaults[error.code] ?? { code: 'internal' }
}

/** Errors that Fastify and its plugins raise for what a client did; every other one is ours. */
const frameworkFaults: Record<string, ProblemParts> = {
  FST_ERR_BAD_URL: { code: 'not_found', detail: 'There is nothing at this address' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'not_found', detail: 'There is nothing at this address' },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'too_large', detail: 'The body is larger than this route takes' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'unsupported_media_type', detail: 'Send the body as application/json' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'invalid_request', detail: 'The body is not as long as Content-Length says' },
  FST_INVALID_MULTIPART_CONTENT_TYPE: { code: 'unsupported_media_type', detail: 'Send the files as multipart/form-data' },
  FST_FILES_LIMIT: { code: 'too_large', detail: 'There are too many files in one request' },
  FST_PARTS_LIMIT: { code: 'too_large', detail: 'There are too many parts in one request' },
  FST_FIELDS_LIMIT: { code: 'too_large', detail: 'There are too many fields in one request' },
  FST_REQ_FILE_TOO_LARGE: { code: 'too_large', detail: 'The file is too large' },
  FST_INVALID_JSON_FIELD_ERROR: { code: 'invalid_json', detail: 'A part is not the JSON that it says it is' },
  FST_MP_PREMATURE_CLOSE: { code: 'invalid_request', detail: 'The connection was cut before the body was complete' },
  FST_PROTO_VIOLATION: { code: 'forbidden_key', detail: 'A part has a name that is never allowed' },
  ECONNRESET: { code: 'invalid_request', detail: 'The connection was cut before the body was complete' },
}

interface FastifyFault {
  code: string
  validation?: Parameters<typeof validationIssues>[0]
  validationContext?: string
}

function isFastifyError(error: unknown): error is FastifyFault {
  return error instanceof Error && (('code' in error && typeof error.code === 'string') || 'validation' in error)
}
