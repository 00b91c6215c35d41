/** Something of the source that isn't in Verso afterwards, how often, and a few examples of where. */
export interface NotCarriedOver {
  what: string
  count: number
  examples: string[]
}

export interface ImportReport {
  add: (what: string, example?: string, count?: number) => void
  list: () => NotCarriedOver[]
}

const maxExamples = 8

export function createImportReport(): ImportReport {
  const entries = new Map<string, NotCarriedOver>()
  return {
    add(what, example, count = 1) {
      const entry = entries.get(what) ?? { what, count: 0, examples: [] }
      if (count > 0) entries.set(what, entry)
      entry.count += count
      if (example !== undefined && example !== '' && entry.examples.length < maxExamples && !entry.examples.includes(example))
        entry.examples.push(example)
    },
    list: () => [...entries.values()].sort((left, right) => right.count - left.count || (left.what < right.what ? -1 : 1)),
  }
}
