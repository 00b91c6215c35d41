import { canonicalJson, type Json } from '@verso/model'
import { tooLarge } from './document-fault.ts'
import { graphLimits } from './graph-limits.ts'
import type { ReadCount } from './variants.ts'

/** Which figures are asked for, as arguments say it. */
export interface Figures {
  group?: string[] | null
  aggregate?: string[] | null
  limit?: number | null
}

/** What is asked of a list beside its entries. */
export interface ListWishes {
  isCounted: boolean
  /** Paths whose values are counted. */
  facets: Set<string>
  /** By their key; each is a read of its own. */
  figures: Map<string, Figures>
}

export function newWishes(): ListWishes {
  return { isCounted: false, facets: new Set(), figures: new Map() }
}

export function addFigures(wishes: ListWishes, figures: Figures, count: ReadCount): void {
  const key = figuresKey(figures)
  if (wishes.figures.has(key)) return
  count.left -= 1
  if (count.left < 0) throw tooLarge(`A document comes to at most ${graphLimits.reads} reads, figures among them`)
  wishes.figures.set(key, figures)
}

/** The same for the same figures, wherever they are asked for. */
export function figuresKey({ group, aggregate, limit }: Figures): string {
  const said = [group, aggregate, limit].map((one): Json => one ?? null)
  return canonicalJson(said)
}
