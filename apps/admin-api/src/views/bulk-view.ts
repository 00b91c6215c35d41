import type { BulkResult as BulkResultView, BulkResults, JobView } from '@verso/contract'
import type { BulkJobDetail, BulkOutcome, BulkResult, Refusal } from '@verso/core'
import { problemStatuses } from '@verso/http'

export function toBulkResults({ results, seq }: BulkOutcome): BulkResults {
  return {
    total: results.length,
    done: results.length,
    failed: results.filter(({ outcome }) => outcome === 'failed').length,
    ...(seq === null ? {} : { seq: Number(seq) }),
    results: results.map(toBulkResult),
  }
}

export function toJobView({ row, results, next }: BulkJobDetail): JobView {
  const change = row.change as { action: string }
  return {
    id: row.id,
    action: change.action,
    state: row.state,
    done: row.done,
    total: row.entryIds.length,
    failed: row.failed,
    ...(row.seq === null ? {} : { seq: Number(row.seq) }),
    ...(row.problem === null ? {} : wholeProblem(row.problem as unknown as Problem)),
    results: results.map(({ entryId, outcome, problem }) => toResult(entryId, outcome, problem as unknown as Problem | null)),
    next: next === null ? null : String(next),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** Why something was refused, as it is kept or as it was just said. */
type Problem = Pick<Refusal, 'code' | 'message' | 'issues' | 'facts'>

function toBulkResult({ entryId, outcome, refusal }: BulkResult): BulkResultView {
  return toResult(entryId, outcome, refusal)
}

function toResult(id: string, outcome: BulkResultView['outcome'], problem: Problem | null): BulkResultView {
  if (problem === null) return { id, outcome }
  return { ...problem.facts, id, outcome, status: problemStatuses[problem.code], ...wholeProblem(problem) }
}

function wholeProblem({ code, message, issues }: Problem): Pick<JobView, 'code' | 'detail' | 'issues'> {
  return { code, detail: message, ...(issues.length === 0 ? {} : { issues: [...issues] }) }
}
