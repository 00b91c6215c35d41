import type { Field, FieldKindName, FieldSettings } from './content-type.ts'
import type { Issue } from './issue.ts'
import type { Json, JsonSchema } from './json.ts'

/**
 * How the comparable form of a kind is compared, which decides the operators that it takes and how an operand in a URL is read.
 * `id` compares references and media by the id that they hold; `location` and `none` know presence only.
 */
export type Comparison =
  | 'text'
  | 'integer'
  | 'number'
  | 'bigint'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'option'
  | 'color'
  | 'location'
  | 'id'
  | 'none'

export type Parsed = { value: Json; issues?: never } | { issues: Issue[]; value?: never }

/** What an output of a kind still needs at read time: nothing, the published targets, or the media descriptions. */
export type Resolution = 'none' | 'reference' | 'media'

/** Everything that is true of a kind of field, said once. */
export interface FieldKind {
  name: FieldKindName
  label: string
  /** Settings that a field of this kind takes beside `help`, `group`, `required`, `localized`, `private`. */
  settings: readonly (keyof FieldSettings)[]
  /** Of all its fields, or of one field by its settings. */
  comparison: Comparison | ((field: Field) => Comparison)
  resolution: Resolution
  /** The name of its editor in the admin UI. */
  editor: string
  /** Checks the shape of one incoming value (never null) and brings it into the stored form; drafts need no more than this. */
  parse: (value: unknown, field: Field) => Parsed
  /** The rules that a publication must keep: one issue per broken rule. `value` is in the stored form and not missing. */
  check: (value: Json, field: Field) => Issue[]
  /** What filters, sorts and uniqueness look at: a scalar, an array of scalars, or null when there is nothing to compare. */
  comparable: (value: Json, field: Field) => Json
  /** Whether a stored value says nothing, beside `""` and `[]` which never do; a required field must say something. */
  isEmpty?: (value: Json) => boolean
  /** JSON Schema of the value as the admin API takes and gives it. */
  inputSchema: (field: Field) => JsonSchema
  /** JSON Schema of the value as the content API gives it; `entries` are the schemas of the entries that a reference may include. */
  outputSchema: (field: Field, entries?: JsonSchema[]) => JsonSchema
  /**
   * TypeScript type of a value that is there, as the content API gives it, in the words of the client. Other types stand in the field by their
   * names, as in a view; `typeOf` says how the type of a component is called.
   */
  typescript: (field: Field, typeOf?: (component: string) => string) => string
}
