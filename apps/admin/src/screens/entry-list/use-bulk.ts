import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { EntryView } from '@verso/contract'
import { useEffect, useRef, useState } from 'react'
import { entryKeys } from '../../api/entries.ts'
import { cancelJob } from '../../api/jobs.ts'
import { toast } from '../../parts/toast.tsx'
import { useAnnounce } from '../../parts/use-announce.ts'
import { type BulkAction, type BulkResult, runBulk } from './run-bulk.ts'

export interface BulkRun {
  results: BulkResult[]
  isRunning: boolean
  /** Set while it goes on by itself, also without this window. */
  jobId: string | null
  start: (entries: EntryView[]) => Promise<void>
  stop: () => void
}

/** An act on many entries, with a result for each. One that outlives its dialog tells of its end. */
export function useBulk(action: BulkAction, done: string): BulkRun {
  const [results, setResults] = useState<BulkResult[]>([])
  const [isRunning, setIsRunning] = useState(false)
  const [jobId, setJobId] = useState<string | null>(null)
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const isShown = useIsShown()

  async function start(entries: EntryView[]) {
    const found = new Map<string, BulkResult>()
    setIsRunning(true)
    setResults((before) => [
      ...before.filter(({ state }) => state === 'done'),
      ...entries.map((entry): BulkResult => ({ entry, state: 'waiting' })),
    ])
    await runBulk(action, entries, {
      onJob: setJobId,
      onResults(some) {
        for (const [id, result] of some) found.set(id, result)
        setResults((all) => all.map((one) => some.get(one.entry.id) ?? one))
      },
    })
    setIsRunning(false)
    setJobId(null)
    const words = endWords([...found.values()], entries.length, done)
    if (isShown.current) announce(words)
    else toast({ message: words })
    await queryClient.invalidateQueries({ queryKey: entryKeys.all })
  }

  return {
    results,
    isRunning,
    jobId,
    start,
    stop: () => {
      if (jobId !== null) void cancelJob(jobId)
    },
  }
}

function endWords(results: BulkResult[], total: number, done: string): string {
  const failed = results.filter(({ state }) => state === 'failed').length
  const left = total - results.length
  const parts = [t`${done}: ${results.length - failed} of ${total}`]
  if (failed > 0) parts.push(t`${failed} failed`)
  if (left > 0) parts.push(t`${left} not begun`)
  return parts.join('; ')
}

function useIsShown() {
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  return isShown
}
