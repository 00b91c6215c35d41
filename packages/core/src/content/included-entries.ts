import type { PublishedRow } from '@verso/data'
import type { IncludePlan, Selection } from '@verso/query'

/** What to give of an entry: its members, and the references to load. */
export interface Wanted {
  selection: Selection
  include: IncludePlan[]
  /** What other ways to the same entry load from it, where it is given once for several. */
  alsoInclude?: IncludePlan[][]
}

/** The entries that includes lead to, each with every way that leads to it. */
export interface IncludedEntries {
  /** In the order of their mention; it grows while they are rendered. */
  ways: { row: PublishedRow; wanted: Wanted }[]
  add: (row: PublishedRow, wanted: Wanted) => void
}

export function includedEntries(): IncludedEntries {
  const known = new Map<string, Set<Selection>>()
  const ways: IncludedEntries['ways'] = []
  return {
    ways,
    add(row, wanted) {
      const selections = known.get(row.id) ?? new Set()
      known.set(row.id, selections)
      // A plan has a selection of its own for each type: the same one means the same way.
      if (selections.has(wanted.selection)) return
      selections.add(wanted.selection)
      ways.push({ row, wanted })
    },
  }
}
