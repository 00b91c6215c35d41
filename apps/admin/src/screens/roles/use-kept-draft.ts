import { useMemo, useState } from 'react'

interface Kept<T> {
  revision: number
  draft: T
}

/** A draft that outlives a reload: it stays on this device, with the revision that it began from, until it is saved or dropped. */
export function useKeptDraft<T>(key: string, initial: T, revision: number) {
  const found = useMemo(() => keptAt<T>(key), [key])
  const [draft, setDraft] = useState<T>(found?.draft ?? initial)
  const [began, setBegan] = useState(found?.revision ?? revision)
  return {
    draft,
    revision: began,
    wasKept: found !== null,
    change: (next: T) => {
      setDraft(next)
      localStorage.setItem(key, JSON.stringify({ revision: began, draft: next } satisfies Kept<T>))
    },
    /** Begins anew from what is saved. */
    drop: (from: T, fromRevision: number) => {
      localStorage.removeItem(key)
      setDraft(from)
      setBegan(fromRevision)
    },
  }
}

function keptAt<T>(key: string): Kept<T> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<T> | null
  } catch {
    return null
  }
}
