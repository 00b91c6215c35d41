import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../api/api-problem.ts'
import { importMedia, mediaKeys } from '../api/media.ts'

export interface FailedPicture {
  address: string
  reason: string
}

/** Fetches pictures one after the other, so that a site isn't troubled and the progress means something. One that fails is passed over. */
export function useFetchPictures() {
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const cache = useQueryClient()

  async function fetchPictures(addresses: readonly string[]) {
    const ids = new Map<string, string>()
    const failed: FailedPicture[] = []
    for (const [done, address] of addresses.entries()) {
      setProgress({ done, total: addresses.length })
      try {
        ids.set(address, await importMedia({ url: address }))
      } catch (error) {
        failed.push({ address, reason: isProblem(error) ? error.message : t`the request broke off` })
      }
    }
    setProgress(null)
    if (ids.size > 0) await cache.invalidateQueries({ queryKey: mediaKeys.all })
    return { ids, failed }
  }

  return { progress, fetchPictures }
}
