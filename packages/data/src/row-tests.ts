import type { Model } from '@verso/model'
import type { Condition } from '@verso/query'

/** Conditions of which a store tells with each entry whether its draft meets them. */
export interface RowTests {
  /** By id of a type; each has a name, by which an entry says that it meets it. */
  ofType: Record<string, { name: string; where: Condition }[]>
  /** The languages in which localised values are looked at, in order. */
  locales: string[]
}

/** By the model that the entries are of. */
export type MakeRowTests = (model: Model) => RowTests
