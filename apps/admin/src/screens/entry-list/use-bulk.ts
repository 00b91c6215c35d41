import { useQueryClient } from '@tanstack/react-query'
import type { EntryView } from '@verso/contract'
import { useRef, useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { useAnnounce } from '../../parts/use-announce.ts'

export type BulkAction = 'publish' | 'unpublish' | 'trash' | 'restore'

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

/** One request per entry, one after the other, so that each has its own result and a stop loses nothing. */
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
    for (const entry of entries) {
      if (isStopped.current) break
      const set = (result: BulkResult) => setResults((all) => all.map((one) => (one.entry.id === entry.id ? result : one)))
      set({ entry, state: 'running' })
      try {
        await requestOf(action, entry)
        set({ entry, state: 'done' })
      } catch (error) {
        failed += 1
        set({ entry, state: 'failed', problem: error instanceof ApiProblem ? error : new ApiProblem({ status: 0, title: String(error) }) })
      }
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

function requestOf(action: BulkAction, entry: EntryView): Promise<unknown> {
  if (action === 'trash') return api.delete(`/entries/${entry.id}`)
  if (action === 'publish') return api.post(`/entries/${entry.id}/publish`, { revision: entry.revision })
  return api.post(`/entries/${entry.id}/${action}`, {})
}
