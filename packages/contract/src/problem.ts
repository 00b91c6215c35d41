import { type Static, Type } from 'typebox'

/** Every stable `code` of a problem, with what it means; the OpenAPI descriptions list them. */
export const problemCodes = {
  invalid_request: 'The request does not fit its route; issues say where.',
  invalid_json: 'The body is not JSON.',
  duplicate_key: 'A JSON object names a member twice.',
  forbidden_key: 'A member name is never allowed.',
  invalid_query: 'A query parameter is wrong; issues say which.',
  query_too_large: 'The query is larger than the limits allow.',
  empty_operand: 'An empty operand would widen the condition.',
  cursor_invalid: 'The cursor is damaged.',
  cursor_mismatch: 'The cursor belongs to another query.',
  several_credentials: 'The request carries more than one credential.',
  unauthenticated: 'No valid credential.',
  invalid_credentials: 'E-mail or password is wrong.',
  token_expired: 'The token has expired.',
  token_revoked: 'The token was revoked.',
  session_ended: 'The session has ended.',
  not_allowed: 'Signed in, but not allowed to do this.',
  cross_site: 'The request comes from another site.',
  address_not_allowed: 'The token may not be used from this address.',
  not_found: 'There is no such thing, or it is not visible to you.',
  moved: 'It lives at another address now.',
  method_not_allowed: 'The path exists, the method does not.',
  request_timeout: 'The request took too long to arrive.',
  conflict: 'Someone else changed it in the meantime.',
  unique_taken: 'Another entry holds this value.',
  slug_taken: 'Another entry holds this slug.',
  trashed: 'The entry is in the trash.',
  not_trashed: 'The entry is not in the trash.',
  single_exists: 'A single type has one entry only.',
  name_taken: 'The name is taken.',
  in_use: 'It is still used.',
  needs_plan: 'The change would lose or convert content; it needs a plan.',
  already_done: 'It was done already.',
  code_used_or_expired: 'The code was used or has expired.',
  stale: 'It was changed since; read it again.',
  too_large: 'The body is too large.',
  uri_too_long: 'The address is too long.',
  headers_too_large: 'The headers are too large.',
  unsupported_media_type: 'The media type is not accepted.',
  range_not_satisfiable: 'The range lies outside the file.',
  invalid_entry: 'The entry breaks rules; issues list them all.',
  invalid_type: 'The content type breaks rules; issues list them all.',
  invalid_value: 'A value breaks a rule; issues say which.',
  scope_required: 'A token needs a scope.',
  weak_password: 'The password is too short or too common.',
  too_many_pixels: 'The image has too many pixels.',
  damaged_file: 'The file is damaged.',
  address_refused: 'The address can not be fetched.',
  fetch_failed: 'The address can not be fetched.',
  revision_required: 'The revision that the change began from is missing.',
  too_many_requests: 'Too many requests; wait a while.',
  not_yet: 'This node has not seen that state yet.',
  starting: 'The server is starting.',
  draining: 'The server is stopping.',
  database_unavailable: 'The database does not answer.',
  busy: 'The server is busy.',
  timeout: 'The query took too long.',
  storage_full: 'The file store is full.',
  internal: 'A fault of the server; its log has it under the request id.',
} as const

export type ProblemCode = keyof typeof problemCodes

export const ProblemIssue = Type.Object(
  {
    path: Type.Optional(Type.String({ description: 'JSON Pointer into the request body' })),
    parameter: Type.Optional(Type.String({ description: 'Query parameter' })),
    pointer: Type.Optional(Type.String({ description: 'JSON Pointer into the parameter' })),
    code: Type.String(),
    message: Type.String(),
  },
  { additionalProperties: true },
)
export type ProblemIssue = Static<typeof ProblemIssue>

/** RFC 9457. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    issues: Type.Optional(Type.Array(ProblemIssue)),
  },
  { additionalProperties: true },
)
export type Problem = Static<typeof Problem>
