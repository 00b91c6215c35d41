/** The model: content types and their fields. Ids are permanent; names are labels that people may change. */

export type ContentTypeKind = 'collection' | 'single'

export interface EnumOption {
  value: string
  label: string
}

/** What happens at publish when a reference's target isn't published. */
export type MissingTarget = 'refuse' | 'publish' | 'absent'

/** The rules and settings of one field; which of them a field takes is said by its kind. */
export interface FieldSettings {
  required?: boolean
  localized?: boolean
  unique?: boolean
  indexed?: boolean
  searchable?: boolean
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
}

export interface Field extends FieldSettings {
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
  groups?: FieldGroup[]
  fields: Field[]
}

export interface Locale {
  code: string
  label: string
  isDefault: boolean
  /** Code of the locale whose values stand in where this one has none. */
  fallback: string | null
}

/** All types at one version. `version` grows by one with each applied change; `hash` names the content of it. */
export interface Model {
  version: number
  hash: string
  types: ContentType[]
}

/** The names of all kinds, in the order in which people are offered them. */
export const fieldKindNames = [
  'text',
  'longText',
  'markdown',
  'richText',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'enum',
  'slug',
  'reference',
  'media',
  'json',
] as const

export type FieldKindName = (typeof fieldKindNames)[number]
