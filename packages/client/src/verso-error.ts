export interface VersoIssue {
  /** JSON Pointer into the request's body, or the parameter that is wrong. */
  path?: string
  parameter?: string
  pointer?: string
  code: string
  message: string
}

/** A refusal by the server, with the members of its problem document (RFC 9457); status 0 where no answer came at all. */
export class VersoError extends Error {
  override readonly name = 'VersoError'
  readonly status: number
  /** Stable; what a program decides by. `no_answer` and `unexpected_answer` are the client's own. */
  readonly code: string
  readonly title: string
  readonly detail: string | null
  readonly issues: VersoIssue[]
  readonly requestId: string | null
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfterSeconds: number | null
  /** Every member of the problem, such as `movedTo` of a slug that has moved. */
  readonly problem: Record<string, unknown>

  constructor(
    status: number,
    problem: Record<string, unknown>,
    facts: { requestId?: string | null; retryAfterSeconds?: number | null; cause?: unknown } = {},
  ) {
    const title = typeof problem.title === 'string' ? problem.title : 'The server gave no answer that can be understood'
    const detail = typeof problem.detail === 'string' ? problem.detail : null
    super(detail === null ? title : `${title}: ${detail}`, { cause: facts.cause })
    this.status = status
    this.code = typeof problem.code === 'string' ? problem.code : 'unexpected_answer'
    this.title = title
    this.detail = detail
    this.issues = Array.isArray(problem.issues) ? (problem.issues as VersoIssue[]) : []
    this.requestId = facts.requestId ?? null
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null
    this.problem = problem
  }
}
