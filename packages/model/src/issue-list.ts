import type { Issue, IssueCode } from './issue.ts'

/** Collects every fault of one document, each at its path. */
export interface IssueList {
  issues: Issue[]
  /** Notes a fault and gives undefined, so that a reader can end with it. */
  add: (path: string, code: IssueCode, message: string) => undefined
  /** The same list seen from deeper in the document. */
  at: (prefix: string) => IssueList
}

export function issueList(issues: Issue[] = [], prefix = ''): IssueList {
  return {
    issues,
    add: (path, code, message) => {
      issues.push({ path: prefix + path, code, message })
      return undefined
    },
    at: (deeper) => issueList(issues, prefix + deeper),
  }
}
