import type { ProblemCode } from '@verso/contract'
import type { RefusalIssue } from '@verso/core'

/** What is wrong with a request as such, before any verb has seen it. */
export class HttpFault extends Error {
  readonly code: ProblemCode
  readonly issues: readonly RefusalIssue[]
  readonly headers: Record<string, string>

  constructor(
    code: ProblemCode,
    sentence: string,
    { issues = [], headers = {} }: { issues?: readonly RefusalIssue[]; headers?: Record<string, string> } = {},
  ) {
    super(sentence)
    this.name = 'HttpFault'
    this.code = code
    this.issues = issues
    this.headers = headers
  }
}
