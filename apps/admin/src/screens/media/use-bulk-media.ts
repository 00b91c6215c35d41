import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { BulkMediaBody, BulkResult, BulkResults, MediaView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { mediaKeys } from '../../api/media.ts'

const atOnce = 100

export interface BulkMediaRun {
  isRunning: boolean
  /** How many files were dealt with so far. */
  done: number
  error: unknown
  failed: BulkResult[]
  run: (wish: Omit<BulkMediaBody, 'ids'>, files: readonly MediaView[]) => void
}

/** One act on many files, in portions; whatever of them fails is told by file. */
export function useBulkMedia(onDone: (failed: BulkResult[]) => void): BulkMediaRun {
  const queryClient = useQueryClient()
  const [done, setDone] = useState(0)
  const running = useMutation({
    mutationFn: async ({ wish, files }: { wish: Omit<BulkMediaBody, 'ids'>; files: readonly MediaView[] }) => {
      setDone(0)
      const results: BulkResult[] = []
      for (let from = 0; from < files.length; from += atOnce) {
        const ids = files.slice(from, from + atOnce).map(({ id }) => id)
        results.push(...(await api.post<BulkResults>('/media/bulk', { ...wish, ids })).results)
        setDone(results.length)
      }
      return results.filter(({ outcome }) => outcome === 'failed')
    },
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: mediaKeys.all }),
  })
  return {
    isRunning: running.isPending,
    done,
    error: running.error,
    failed: running.data ?? [],
    run: (wish, files) => running.mutate({ wish, files }),
  }
}
