import { t } from '@lingui/core/macro'
import type { Problem, ProblemCode, ProblemIssue } from '@verso/contract'

/** What a request can fail with: the server's codes, and `no_answer` when there was none. */
export type ApiCode = ProblemCode | 'no_answer'

/** A refused or unanswered request. `facts` is the whole problem, with members beside the standard ones. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: ApiCode
  readonly title: string
  readonly detail: string | null
  readonly issues: ProblemIssue[]
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null
  readonly facts: Record<string, unknown>

  constructor(problem: Partial<Problem> & { status: number }, requestId: string | null = null, retryAfterSeconds: number | null = null) {
    super(problem.detail ?? problem.title ?? t`The request failed`)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = (problem.code ?? 'internal') as ApiCode
    this.title = problem.title ?? t`The request failed`
    this.detail = problem.detail ?? null
    this.issues = problem.issues ?? []
    this.requestId = requestId
    this.retryAfterSeconds = retryAfterSeconds
    this.facts = problem
  }
}

export function isProblem(error: unknown, ...codes: ApiCode[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code))
}

/** The sentences about a value of the request's body, and about everything inside it. */
export function issuesAt(error: unknown, pointer: string): string[] {
  if (!(error instanceof ApiProblem)) return []
  return error.issues.filter(({ path }) => path === pointer || path?.startsWith(`${pointer}/`)).map(({ message }) => message)
}

export function noAnswer(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'no_answer',
    title: t`The server did not answer`,
    detail: navigator.onLine ? t`Nothing was changed, as far as we know.` : t`This device is offline.`,
  })
}

/** Reads the problem of an answer that isn't fine; an answer in another form is told by its status alone. */
export function problemOf(status: number, text: string, header: (name: string) => string | null): ApiProblem {
  const retryAfter = Number(header('Retry-After') ?? Number.NaN)
  return new ApiProblem({ ...parsed(text), status }, header('X-Request-Id'), Number.isFinite(retryAfter) ? retryAfter : null)
}

function parsed(text: string): Partial<Problem> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Partial<Problem>
  } catch {
    // A proxy's page: only the status is known.
  }
  return { title: t`The server answered in an unexpected form`, code: 'internal' }
}
