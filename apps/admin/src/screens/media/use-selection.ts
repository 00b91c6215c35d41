import { useState } from 'react'

export interface Selection {
  ids: ReadonlySet<string>
  has: (id: string) => boolean
  toggle: (id: string) => void
  clear: () => void
  keep: (ids: readonly string[]) => void
}

/** Which files are chosen for an act on many; forgotten as soon as something else is shown. */
export function useSelection(shown: string): Selection {
  const [{ ids, of }, set] = useState<{ ids: ReadonlySet<string>; of: string }>({ ids: new Set(), of: shown })
  const present = of === shown ? ids : new Set<string>()
  const keep = (next: readonly string[]) => set({ ids: new Set(next), of: shown })
  return {
    ids: present,
    has: (id) => present.has(id),
    toggle: (id) => keep(present.has(id) ? [...present].filter((one) => one !== id) : [...present, id]),
    clear: () => keep([]),
    keep,
  }
}
