import type { Json } from '@verso/model'
import type { ReadPlan, SortKey } from './read-plan.ts'

/** What can be worked out of many entries; each but `count` of the values at a path. */
export const aggregateNames = ['count', 'countDistinct', 'min', 'max', 'sum', 'avg'] as const

export type AggregateName = (typeof aggregateNames)[number]

/** `avg(price)` as it was asked for; `count` has no path. */
export interface AggregateRequest {
  name: AggregateName
  path: string | null
}

/** A value of an entry, or of what its references lead to. */
export type ValuePath = Pick<SortKey, 'target' | 'through'>

export interface GroupKey extends ValuePath {
  /** As it was asked for, and as it is named in the answer. */
  path: string
}

export type AggregateKey = { label: string } & ({ name: 'count' } | ({ name: Exclude<AggregateName, 'count'> } & ValuePath))

/** Entries of one type put into groups, and what is worked out of each; without groups all are one. */
export interface AggregatePlan
  extends Pick<
    ReadPlan,
    'typeId' | 'modelVersion' | 'locales' | 'ownOnly' | 'where' | 'search' | 'limit' | 'offset' | 'count' | 'cursorKey'
  > {
  group: GroupKey[]
  aggregates: AggregateKey[]
  /** The groups with most entries come first, in place of the order of their values. */
  largestFirst: boolean
  /** Values of the group that the page before ended with. */
  after: Json[] | null
}
