import type { BulkResult as BulkResultView, BulkResults } from '@verso/contract'
import type { BulkOutcome, BulkResult } from '@verso/core'
import { problemStatuses } from '@verso/http'

export function toBulkResults({ results, seq }: BulkOutcome): BulkResults {
  const failed = results.filter(({ outcome }) => outcome === 'failed').length
  return {
    total: results.length,
    done: results.length - failed,
    failed,
    ...(seq === null ? {} : { seq: Number(seq) }),
    results: results.map(toBulkResult),
  }
}

function toBulkResult({ entryId, outcome, refusal }: BulkResult): BulkResultView {
  if (refusal === null) return { id: entryId, outcome }
  const { code, message, issues, facts } = refusal
  return {
    ...facts,
    id: entryId,
    outcome,
    status: problemStatuses[code],
    code,
    detail: message,
    ...(issues.length === 0 ? {} : { issues: [...issues] }),
  }
}
