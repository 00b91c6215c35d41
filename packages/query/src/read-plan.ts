import type { Comparison, Json } from '@verso/model'

/** A system column of an entry that queries may name; the names are the members of an entry without their `_`. */
export type SystemColumn =
  | 'id'
  | 'revision'
  | 'publishedAt'
  | 'firstPublishedAt'
  | 'updatedAt'
  | 'createdAt'
  | 'status'
  | 'createdBy'
  | 'updatedBy'
  | 'slug'

/** Where a compared value stands, seen from the entry that the condition is about. */
export type Target =
  | { kind: 'system'; column: SystemColumn; comparison: Comparison }
  | {
      kind: 'field'
      fieldId: string
      comparison: Comparison
      localized: boolean
      many: boolean /** Values of an enum in their order, for sorting. */
      order?: string[]
    }

/** What a comparison compares with; times are milliseconds-precise RFC 3339 UTC strings already, lists stay lists. */
export type Operand = Json

/** A condition is two-valued: every operator but `ne nin none not` is false on an absent value. */
export type Condition =
  | { kind: 'and'; of: Condition[] }
  | { kind: 'or'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; target: Target; operator: OperatorName; operand: Operand }
  /** Some published, readable target of a reference field meets `where`; with null: there is one at all. */
  | { kind: 'related'; fieldId: string; localized: boolean; typeIds: string[]; where: Condition | null }

export interface SortKey {
  target: Target
  /** A sort by a field of a single reference: the reference fields to follow, outermost first. */
  through: { fieldId: string; localized: boolean; typeIds: string[] }[]
  descending: boolean
}

/** Which fields of an entry come out; `system` lists the `_` members, `fields` the ids in the order of the model. */
export interface Selection {
  system: string[]
  fields: string[]
}

/** A reference field to load: the targets' own selection (by type id) and what to load from them in turn. */
export interface IncludePlan {
  fieldId: string
  localized: boolean
  many: boolean
  typeIds: string[]
  /** By type id. */
  selection: Record<string, Selection>
  include: Record<string, IncludePlan[]>
  limit: number
}

export interface ReadPlan {
  typeId: string
  modelVersion: number
  /** The locale asked for and the ones that stand in for it, in order. */
  locales: string[]
  where: Condition | null
  sort: SortKey[]
  selection: Selection
  include: IncludePlan[]
  limit: number
  offset: number | null
  /** Values of the sort keys, then the id, of the last row of the page before. */
  after: Json[] | null
  count: boolean
  /** Names what a cursor of this read is bound to: its type, filter, sort, locale, point in time and rights. */
  cursorKey: string
}

/** Every operator of this version; one row each in `operators.ts` and one in the compiler. */
export const operatorNames = ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'contains', 'null'] as const

export type OperatorName = (typeof operatorNames)[number]
