import { t } from '@lingui/core/macro'
import type { BulkResult as Outcome, BulkResults, EntryView, StartedJob } from '@verso/contract'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { followJob, type JobPage } from '../../api/jobs.ts'

export type BulkAction = 'publish' | 'unpublish' | 'trash' | 'restore' | 'purge'

export interface BulkResult {
  entry: EntryView
  state: 'waiting' | 'done' | 'failed'
  problem?: ApiProblem
}

interface Telling {
  onResults: (results: Map<string, BulkResult>) => void
  /** From now on it goes on by itself, and can be ended by this id. */
  onJob: (id: string) => void
}

/** One act on many entries, under one `seq`: at once, or as a job where they are very many. What became of each is told as it is known. */
export async function runBulk(action: BulkAction, entries: EntryView[], { onResults, onJob }: Telling): Promise<void> {
  try {
    const answer = await api.post<BulkResults | StartedJob>('/entries/bulk', { action, ids: entries.map(({ id }) => id) })
    const tell = (results: readonly Outcome[]) => onResults(resultsOf(entries, results))
    if ('results' in answer) return tell(answer.results)
    onJob(answer.job)
    await followJob(answer.job, (page) => {
      tell(page.results)
      if (page.state === 'failed') onResults(allFailed(entries, problemOf(page)))
    })
  } catch (error) {
    onResults(allFailed(entries, error instanceof ApiProblem ? error : new ApiProblem({ status: 0, title: String(error) })))
  }
}

function resultsOf(entries: EntryView[], results: readonly Outcome[]): Map<string, BulkResult> {
  const byId = new Map(results.map((result) => [result.id, result]))
  return new Map(
    entries.flatMap((entry) => {
      const outcome = byId.get(entry.id)
      return outcome === undefined ? [] : [[entry.id, resultOf(entry, outcome)]]
    }),
  )
}

/** When the whole was refused, nothing happened to any of them, as far as we know. */
function allFailed(entries: EntryView[], problem: ApiProblem): Map<string, BulkResult> {
  return new Map(entries.map((entry) => [entry.id, { entry, state: 'failed', problem }]))
}

function resultOf(entry: EntryView, outcome: Outcome): BulkResult {
  return outcome.outcome === 'failed' ? { entry, state: 'failed', problem: problemOf(outcome) } : { entry, state: 'done' }
}

function problemOf({ detail, issues, ...rest }: Partial<Outcome> | JobPage): ApiProblem {
  return new ApiProblem({
    status: 'status' in rest ? (rest.status ?? 0) : 0,
    title: t`Failed`,
    ...(detail === undefined ? {} : { detail }),
    ...(issues === undefined ? {} : { issues }),
  })
}
