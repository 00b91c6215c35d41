import type { RichTextForm } from '@verso/model'
import type { AggregateRequest } from './aggregate-plan.ts'
import type { Perspective } from './perspective.ts'
import type { Place } from './query-issue.ts'
import type { Raw } from './raw.ts'
import type { QuantifierName } from './read-plan.ts'

export const parameterNames = [
  'locale',
  'fallback',
  'select',
  'omit',
  'include',
  'filter',
  'sort',
  'limit',
  'offset',
  'after',
  'count',
  'seq',
  'at',
  'minSeq',
  'perspective',
  'ids',
  'type',
  'search',
  'highlight',
  'richText',
  'sourceMap',
  'dedupe',
  'group',
  'aggregate',
  'facets',
] as const

export type ParameterName = (typeof parameterNames)[number]

/** A condition as it was asked for: names, not ids, and operands that nobody has read yet. */
export type FilterNode =
  | { kind: 'and' | 'or'; of: FilterNode[] }
  | { kind: 'not'; of: FilterNode }
  /** An empty path means the item itself, below a quantifier. */
  | { kind: 'compare'; path: string; operator: string; operand: Raw; at: Place }
  /** What some, every or no item of a list must meet, all of it by one and the same item. */
  | { kind: 'quantified'; quantifier: QuantifierName; path: string; of: FilterNode; at: Place }

export interface SortRequest {
  path: string
  descending: boolean
}

export interface IncludeRequest {
  /** Names with dots between; `*` stands for every reference of its level. */
  path: string
  limit: number | null
  select: string[] | null
  filter: FilterNode | null
  sort: SortRequest[]
  /** What is said of the targets of one type. */
  on: IncludeOnType[]
  at: Place
}

export interface IncludeOnType {
  type: string
  select: string[] | null
  filter: FilterNode | null
  at: Place
}

/** The parameters of a read, well-formed; whether their names mean something is for the plan. */
export interface ReadRequest {
  locale: string | null
  fallback: boolean
  select: string[] | null
  omit: string[] | null
  include: IncludeRequest[]
  filter: FilterNode | null
  sort: SortRequest[]
  limit: number
  offset: number | null
  after: string | null
  count: boolean
  seq: number | null
  /** A moment whose state is asked for; RFC 3339 in UTC. */
  at: string | null
  minSeq: number | null
  /** Null for what is public. */
  perspective: Perspective | null
  ids: string[] | null
  type: string | null
  search: string | null
  highlight: boolean
  richText: RichTextForm | null
  sourceMap: boolean
  /** Included entries come once, beside the data. */
  dedupe: boolean
  /**
   * Whether the answer is for a document that says by itself how deep it goes: an entry that stands above itself is given again, in place of its
   * address, and entries of rich text come beside its words. No parameter.
   */
  asDocument: boolean
  /** Paths to group entries by, and what to work out of each group, in place of the entries. */
  group: string[] | null
  aggregate: AggregateRequest[] | null
  /** Paths whose values are counted beside the entries. */
  facets: string[] | null
}
