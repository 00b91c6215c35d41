import { limits } from './limits.ts'
import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'
import { readTexts } from './read-raw.ts'
import type { SortRequest } from './read-request.ts'

/** Sort keys, the first one first; `-` in front turns the order around. */
export function parseSort(raw: Raw, issues: QueryIssues): SortRequest[] | undefined {
  return readTexts(raw, { max: limits.sort }, issues)?.map((text) =>
    text.startsWith('-') ? { path: text.slice(1), descending: true } : { path: text, descending: false },
  )
}
