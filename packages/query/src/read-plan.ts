import type { Comparison, Json, RichTextForm } from '@verso/model'
import type { SearchTerms } from './search/parse-search.ts'

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
  | 'publishedBy'
  | 'firstPublishedBy'
  | 'slug'
  | 'path'
  | 'parent'
  | 'order'
  | 'localeStatus'
  | 'outdated'
  | 'scheduled'

/** Where a compared value stands, seen from the entry that the condition is about. */
export type Target =
  | {
      kind: 'system'
      column: SystemColumn
      comparison: Comparison
      /** The locale that a member is asked of, such as `_localeStatus.de`. */
      locale?: string
      /** Ids of the fields in which something can be written in it: localised ones, and those that hold such inside. The default is always there. */
      written?: { localized: string[]; holding: string[]; always: boolean }
    }
  | {
      kind: 'field'
      fieldId: string
      comparison: Comparison
      localized: boolean
      many: boolean
      /** Values of an enum in their order, for sorting. */
      order?: string[]
      /** What is published of its type has an index of it. */
      indexed?: true
    }
  /** One item of a list of plain values, where a quantifier looks at the items one by one. */
  | { kind: 'item'; comparison: Comparison }
  /** What is known of a file. */
  | { kind: 'file'; member: FileMember; comparison: Comparison }
  /** How well an entry answers the search of its read. */
  | { kind: 'score'; comparison: 'number' }

/** What conditions may ask of the file of a media field, beside its id. */
export type FileMember = 'filename' | 'mimeType' | 'width' | 'height'

/** What a comparison compares with; times are milliseconds-precise RFC 3339 UTC strings already, lists stay lists, places are numbers. */
export type Operand = Json

export type FieldTarget = Extract<Target, { kind: 'field' }>

/** A condition is two-valued: every operator but `ne nin none not` is false on an absent value. */
export type Condition =
  | { kind: 'and'; of: Condition[] }
  | { kind: 'or'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; target: Target; operator: OperatorName; operand: Operand }
  /** Some published, readable target of a reference field meets `where`; with null: there is one at all. */
  | { kind: 'related'; fieldId: string; inner?: string; localized: boolean; typeIds: string[]; where: Condition | null }
  /** One item of a list meets `where`: of plain values (its target is `item`), or of components (its targets are the fields inside). */
  | { kind: 'items'; target: FieldTarget; where: Condition }
  /** The file, or one of the files, that a media field names meets `where` (its targets are `file`). */
  | { kind: 'file'; of: Target; where: Condition }
  /** The entry holds what the read searches for. */
  | { kind: 'search' }

export interface SortKey {
  target: Target
  /** A sort by a field of a single reference: the reference fields to follow, outermost first. */
  through: { fieldId: string; inner?: string; localized: boolean; typeIds: string[] }[]
  descending: boolean
}

/** Which fields of an entry come out; `system` lists the `_` members, `fields` the ids in the order of the model. */
export interface Selection {
  system: string[]
  fields: string[]
  /** What is given of components and blocks, where not everything is. */
  inside?: InsideSelection
}

/** By id of a component or blocks field, then by component type: the fields that come out. A type that isn't named gives all that it has. */
export interface InsideSelection {
  [fieldId: string]: {
    [typeId: string]: { fields: string[]; inside?: InsideSelection }
  }
}

/** A reference field to load: the targets' own selection (by type id) and what to load from them in turn. */
export interface IncludePlan {
  /** The entry's own field; for a reference inside components the one that holds them. */
  fieldId: string
  /** For a reference inside: the ids below `fieldId` on the way to it, joined by `/`. */
  inner?: string
  /** Loads the reference field with this id wherever it stands below `fieldId` and `inner`. */
  anywhere?: string
  localized: boolean
  many: boolean
  typeIds: string[]
  /** By type id. */
  selection: Record<string, Selection>
  include: Record<string, IncludePlan[]>
  limit: number
  /** Which targets are loaded, and in which order, where that was asked for; otherwise all, in the order of the list. */
  pick?: TargetPick
}

/** What is asked of the targets of a reference: each type in its own terms, since one of them may lack what another has. */
export interface TargetPick {
  /** By type id; a type that isn't there is not asked anything. */
  where: Record<string, Condition>
  sort: {
    descending: boolean
    /** By type id; the value is absent in a type that isn't there. */
    keys: Record<string, Omit<SortKey, 'descending'>>
  }[]
}

export interface SearchPlan extends SearchTerms {
  /** As it was typed. */
  text: string
  /** Languages that the texts may be written in. */
  locales: string[]
  /** Whether the answer shows where the words stand. */
  highlight: boolean
}

export interface ReadPlan {
  typeId: string
  modelVersion: number
  /** The locale asked for and the ones that stand in for it, in order. */
  locales: string[]
  /** True where stand-ins are turned off: inside of documents too, only values of their own language show. */
  ownOnly: boolean
  where: Condition | null
  /** What is searched for; that it has to be there is a part of `where`. */
  search: SearchPlan | null
  sort: SortKey[]
  selection: Selection
  include: IncludePlan[]
  limit: number
  offset: number | null
  /** Values of the sort keys, then the id, of the last row of the page before. */
  after: Json[] | null
  count: boolean
  /** Whether the answer says where localised values come from. */
  sourceMap: boolean
  /** Whether included entries come once, beside the data, and references stay addresses. */
  dedupe: boolean
  /** Whether an entry that stands above itself is given again, in place of its address. */
  asDocument: boolean
  /** The form of rich text; null for its blocks. */
  richText: RichTextForm | null
  /** Names what a cursor of this read is bound to: its type, filter, sort, locale, point in time and rights. */
  cursorKey: string
}

/** Every operator of this version; one row each in `operators.ts` and one in the compiler. */
export const operatorNames = [
  'eq',
  'ne',
  'in',
  'nin',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'contains',
  'startsWith',
  'endsWith',
  'icontains',
  'istartsWith',
  'iendsWith',
  'ieq',
  'hasAny',
  'hasAll',
  'near',
  'within',
  'null',
  'empty',
] as const

export type OperatorName = (typeof operatorNames)[number]

/** What may be said of the items of a list, with a further condition: of some, of every one, of none. */
export const quantifierNames = ['any', 'all', 'none'] as const

export type QuantifierName = (typeof quantifierNames)[number]
