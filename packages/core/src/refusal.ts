import type { QueryIssue } from '@verso/query'

/** Every reason for which a verb says no. `http` gives each its status. */
export const refusalCodes = [
  'invalid_request',
  'invalid_query',
  'query_too_large',
  'empty_operand',
  'cursor_invalid',
  'cursor_mismatch',
  'several_credentials',
  'unauthenticated',
  'invalid_credentials',
  'otp_required',
  'token_expired',
  'token_revoked',
  'session_ended',
  'not_allowed',
  'second_factor_required',
  'cross_site',
  'address_not_allowed',
  'needs_preview_token',
  'history_not_allowed',
  'not_found',
  'moved',
  'withdrawn',
  'erased',
  'compacted',
  'conflict',
  'unique_taken',
  'slug_taken',
  'trashed',
  'not_trashed',
  'single_exists',
  'name_taken',
  'in_use',
  'needs_plan',
  'plan_unknown',
  'plan_stale',
  'loss_not_accepted',
  'invalid_model',
  'already_done',
  'code_used_or_expired',
  'in_progress',
  'idempotency_key_reused',
  'gone',
  'stale',
  'too_large',
  'unsupported_media_type',
  'invalid_entry',
  'invalid_type',
  'invalid_value',
  'scope_required',
  'weak_password',
  'too_many_pixels',
  'damaged_file',
  'address_refused',
  'fetch_failed',
  'revision_required',
  'too_many_requests',
  'not_yet',
  'sync_anew',
  'busy',
  'storage_full',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** One fault of what was sent: in the body (`path`, a JSON Pointer) or in the query (`parameter`). */
export interface RefusalIssue {
  path?: string
  parameter?: string
  pointer?: string
  code: string
  message: string
  /** The entry that holds a taken value, for those who may read it. */
  holderId?: string
  /** The language that the fault is about, where the path doesn't say it. */
  locale?: string
  /** The entry whose own faults `issues` lists. */
  entryId?: string
  issues?: readonly RefusalIssue[]
}

export interface RefusalDetails {
  issues?: readonly RefusalIssue[]
  /** Members of the problem beside the standard ones: `conflicts`, `revision`, `plan`, `movedTo` … */
  facts?: Record<string, unknown>
  retryAfterSeconds?: number
}

/** An answer, not a fault: what was asked for can't be done, with a stable code and a sentence for people. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly issues: readonly RefusalIssue[]
  readonly facts: Record<string, unknown>
  readonly retryAfterSeconds: number | null

  constructor(code: RefusalCode, sentence: string, { issues = [], facts = {}, retryAfterSeconds }: RefusalDetails = {}) {
    super(sentence)
    this.name = 'Refusal'
    this.code = code
    this.issues = issues
    this.facts = facts
    this.retryAfterSeconds = retryAfterSeconds ?? null
  }
}

/** Faults of a query that are codes of their own; all others are `invalid_query` with issues. */
const queryCodes = ['query_too_large', 'empty_operand', 'cursor_invalid', 'cursor_mismatch'] as const

/** The refusal that a query's faults amount to. */
export function refuseQuery(issues: readonly QueryIssue[]): Refusal {
  const code = queryCodes.find((candidate) => issues.some((issue) => issue.code === candidate)) ?? 'invalid_query'
  return new Refusal(code, 'The query can not be run as it was asked', { issues: issues.map((issue) => ({ ...issue })) })
}
