import type { PublishedRow } from '@verso/data'
import { type FinishedEntry, finishText } from './answer-body.ts'
import type { Wanted } from './included-entries.ts'
import { inOwnMemory } from './kept/in-own-memory.ts'
import type { Lookup, RenderContext } from './render-context.ts'
import { renderEntry } from './render-entry.ts'

/** Renders an entry by itself, so that all that its text was made of is known. */
export function finishEntry(row: PublishedRow, wanted: Wanted, context: RenderContext): FinishedEntry {
  const askedFor = new Set<string>()
  const shown = { entries: new Set<string>(), media: new Set<string>() }
  const { read } = context
  const text = renderEntry(row, wanted, {
    // What was rendered of targets for other rows doesn't tell what these looked for.
    context: {
      ...context,
      leaves: new Map(),
      shown,
      read: { ...read, targets: noting(read.targets, askedFor), media: noting(read.media, askedFor) },
    },
    ancestors: [],
  })
  const { layout, score, pieces: _, ...facts } = row
  const named = { facts, shown: { entries: [...shown.entries], media: [...shown.media] }, askedFor: [...askedFor] }
  // Without the document that all of these were cut out of.
  const own = inOwnMemory(named)
  return {
    ...finishText(text),
    row: { ...own.facts, ...(score === undefined ? {} : { score }), layout, pieces: [] },
    shown: own.shown,
    askedFor: own.askedFor,
  }
}

function noting<T>(found: Lookup<T>, askedFor: Set<string>): Lookup<T> {
  return {
    get(id) {
      askedFor.add(id)
      return found.get(id)
    },
    has(id) {
      askedFor.add(id)
      return found.has(id)
    },
  }
}
