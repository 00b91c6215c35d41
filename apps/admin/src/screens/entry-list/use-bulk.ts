import { useQueryClient } from '@tanstack/react-query'
import type { BulkResult as Outcome, BulkResults, EntryView } from '@verso/contract'
import { useRef, useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { useAnnounce } from '../../parts/use-announce.ts'

export type BulkAction = 'publish' | 'unpublish' | 'trash' | 'restore' | 'purge'

export interface BulkResult {
  entry: EntryView
  state: 'waiting' | 'running' | 'done' | 'failed'
  problem?: ApiProblem
}

export interface BulkRun {
  results: BulkResult[]
  isRunning: boolean
  start: (entries: EntryView[]) => Promise<void>
  stop: () => void
}

/** As many as the server changes while somebody waits. */
const atOnce = 100

/** A hundred at a time, each hundred under one `seq`; every entry has its own result, and a stop between them loses nothing. */
export function useBulk(action: BulkAction): BulkRun {
  const [results, setResults] = useState<BulkResult[]>([])
  const [isRunning, setIsRunning] = useState(false)
  const isStopped = useRef(false)
  const queryClient = useQueryClient()
  const announce = useAnnounce()

  async function start(entries: EntryView[]) {
    isStopped.current = false
    setIsRunning(true)
    setResults((before) => [
      ...before.filter(({ state }) => state === 'done'),
      ...entries.map((entry): BulkResult => ({ entry, state: 'waiting' })),
    ])
    let failed = 0
    for (let first = 0; first < entries.length && !isStopped.current; first += atOnce) {
      const some = entries.slice(first, first + atOnce)
      const ids = new Set(some.map(({ id }) => id))
      setResults((all) => all.map((one) => (ids.has(one.entry.id) ? { entry: one.entry, state: 'running' } : one)))
      const found = await resultsOf(action, some)
      failed += [...found.values()].filter(({ state }) => state === 'failed').length
      setResults((all) => all.map((one) => found.get(one.entry.id) ?? one))
    }
    setIsRunning(false)
    announce(failed === 0 ? 'Done' : `Done; ${failed} failed`)
    await queryClient.invalidateQueries({ queryKey: entryKeys.all })
  }

  return {
    results,
    isRunning,
    start,
    stop: () => {
      isStopped.current = true
    },
  }
}

/** What became of each; when the request as a whole failed, of none of them anything, as far as we know. */
async function resultsOf(action: BulkAction, entries: EntryView[]): Promise<Map<string, BulkResult>> {
  try {
    const { results } = await api.post<BulkResults>('/entries/bulk', { action, ids: entries.map(({ id }) => id) })
    const byId = new Map(results.map((result) => [result.id, result]))
    return new Map(entries.map((entry) => [entry.id, resultOf(entry, byId.get(entry.id))]))
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : new ApiProblem({ status: 0, title: String(error) })
    return new Map(entries.map((entry) => [entry.id, { entry, state: 'failed', problem }]))
  }
}

function resultOf(entry: EntryView, outcome: Outcome | undefined): BulkResult {
  if (outcome === undefined || outcome.outcome !== 'failed') return { entry, state: 'done' }
  const { status = 0, detail, issues } = outcome
  return {
    entry,
    state: 'failed',
    problem: new ApiProblem({
      status,
      title: 'Failed',
      ...(detail === undefined ? {} : { detail }),
      ...(issues === undefined ? {} : { issues }),
    }),
  }
}
