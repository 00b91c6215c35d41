/** Something that a rich text can't hold, and how often it stood in the source. */
export interface NotCarriedOver {
  what: string
  count: number
  /** Which ones, where they have names. */
  names: string[]
}

export interface Tally {
  add: (what: string, name?: string) => void
  list: () => NotCarriedOver[]
}

export function createTally(): Tally {
  const entries = new Map<string, NotCarriedOver>()
  return {
    add(what, name) {
      const entry = entries.get(what) ?? { what, count: 0, names: [] }
      entries.set(what, entry)
      entry.count += 1
      if (name !== undefined && !entry.names.includes(name)) entry.names.push(name)
    },
    list: () => [...entries.values()],
  }
}
