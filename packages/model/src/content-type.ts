import type { Json } from './json.ts'

/** The model: content types and their fields. Ids are permanent; names are labels that people may change. */

/** A component has no entries of its own: its fields stand inside a component or blocks field of another type. */
export type ContentTypeKind = 'collection' | 'single' | 'component'

export interface EnumOption {
  value: string
  label: string
}

/** What happens at publish when a reference's target isn't published. */
export type MissingTarget = 'refuse' | 'publish' | 'absent'

/** What happens when the target of a link is deleted, or taken away from readers: that is refused, the link is taken out, or it stays and leads nowhere. */
export type TargetDelete = 'refuse' | 'clear' | 'leave'

/** An expression over other fields of the entry that must hold for it to be published, and what people are told when it doesn't. */
export interface CrossFieldRule {
  /** Fields stand in it by id, as `{#<id>}`; people read and write their names. */
  expression: string
  message?: string
}

/** What a rich-text field allows. A member that is absent allows everything of its sort; an empty list nothing. */
export interface Toolbar {
  styles?: string[]
  marks?: string[]
  lists?: string[]
  blocks?: string[]
  /** Ids of the content types that links and inline entries may lead to. */
  entries?: string[]
}

/** A name that something had before it was renamed: readers may use it until then. */
export interface FormerName {
  name: string
  /** RFC 3339 in UTC. */
  until: string
}

/** What an editor may begin a new entry from. */
export interface EntryTemplate {
  name: string
  label: string
  /** Values by field id, in the stored form. */
  content: Record<string, Json>
}

/** The component types that a field holds, beside their ids: a symbol, so that copies of the field keep it and JSON doesn't. */
export const componentTypes: unique symbol = Symbol('componentTypes')

/** What the expression of a computed field gives, beside its text: a symbol like the one above. */
export const computedResult: unique symbol = Symbol('computedResult')
export type ComputedResult = 'text' | 'number' | 'decimal' | 'boolean' | 'date' | 'datetime'

/** The rules and settings of one field; which of them a field takes is said by its kind. */
export interface FieldSettings {
  required?: boolean
  localized?: boolean
  /** `true`: no two publications of the type hold the same value, those of one locale for a localised field. `type`: across all locales. */
  unique?: boolean | 'type'
  /** Id of a field: the value needs to be unique among entries that have the same value there. */
  uniqueWithin?: string
  indexed?: boolean
  searchable?: boolean
  /** Of media: a picture without alternative text can't be published here. */
  altRequired?: boolean
  /** Readable only by a rule that names the field. */
  private?: boolean
  many?: boolean
  default?: unknown
  help?: string
  group?: string
  /** Numbers: the least and greatest value; text: characters; lists: items; dates: RFC 3339. */
  min?: number | string
  max?: number | string
  /** Runs on a linear-time engine (RE2) and must match the whole value. */
  pattern?: string
  options?: EnumOption[]
  /** Ids of the content types that a reference may lead to. */
  to?: string[]
  /** Media types that a media field takes, such as `image/*`. */
  accept?: string[]
  /** Ids of the fields that a slug is proposed from. */
  from?: string[]
  onMissingTarget?: MissingTarget
  /** Without it links to entries are left, which a restore brings back to life; files that are shown somewhere can't be deleted. */
  onTargetDelete?: TargetDelete
  /** Integers of any size, as texts. */
  bigint?: boolean
  /** Id of the one component type that a component field holds; a list, as the API writes it. */
  components?: string[]
  /** Ids of the component types that a blocks field takes. */
  blocks?: string[]
  /** JSON Schema (2020-12) that a JSON field must keep to be published. */
  schema?: Json
  toolbar?: Toolbar
  /** What a computed field is made of; fields stand in it by id, as `{#<id>}`. */
  expression?: string
  rules?: CrossFieldRule[]
  /** The field is shown in the form while this expression holds. */
  showIf?: string
  formerNames?: FormerName[]
}

export interface Field extends FieldSettings {
  [componentTypes]?: readonly ContentType[]
  [computedResult]?: ComputedResult
  id: string
  name: string
  label: string
  kind: FieldKindName
}

export interface FieldGroup {
  name: string
  label: string
  kind: 'tab' | 'section'
}

/** How much of an entry's history is kept: the newest revisions, and those of the last days; one reason is enough. */
export interface Retention {
  revisions?: number
  days?: number
}

export interface ContentType {
  id: string
  name: string
  label: string
  kind: ContentTypeKind
  description?: string
  /** Id of the field whose value names an entry to people. */
  titleField?: string
  /** Id of the field that names an entry in addresses. */
  slugField?: string
  previewUrl?: string
  /** Everyone may read its published entries, without a token. */
  publicRead?: boolean
  /** Entries stand in a tree: each has at most one parent, an order among its siblings, and a path. */
  tree?: boolean
  /** Without it all of the history is kept. */
  retention?: Retention
  templates?: EntryTemplate[]
  formerNames?: FormerName[]
  groups?: FieldGroup[]
  fields: Field[]
}

export interface Locale {
  code: string
  label: string
  isDefault: boolean
  /** Code of the locale whose values stand in where this one has none. */
  fallback: string | null
  formerCodes?: FormerName[]
}

/** All types at one version. `version` grows by one with each applied change; `hash` names the content of it. */
export interface Model {
  version: number
  hash: string
  types: ContentType[]
  /** The languages of content, in the order that people gave them. */
  locales: Locale[]
}

/** The names of all kinds, in the order in which people are offered them. */
export const fieldKindNames = [
  'text',
  'longText',
  'markdown',
  'richText',
  'integer',
  'decimal',
  'number',
  'boolean',
  'date',
  'datetime',
  'enum',
  'slug',
  'email',
  'url',
  'color',
  'reference',
  'media',
  'location',
  'json',
  'component',
  'blocks',
  'computed',
] as const

export type FieldKindName = (typeof fieldKindNames)[number]
