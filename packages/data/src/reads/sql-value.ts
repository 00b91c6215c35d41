import { type Comparison, decimalPattern } from '@verso/model'
import type { Target } from '@verso/query'
import { idPathLiteral } from './parameters.ts'

export type SqlType = 'text' | 'numeric' | 'float8' | 'timestamptz' | 'uuid'

/** A value of an entry in SQL. */
export interface SqlValue {
  /** As it is compared and sorted; null when there is none. */
  sql: string
  type: SqlType
  /** How its order is decided; empty where the type has one order. */
  collation: '' | ' collate "C"' | ' collate "und-x-icu"'
  /** As it goes into a cursor. */
  out: string
  /** The stored JSON of a field; of a column the same as `sql`. */
  json: string
  nullable: boolean
  /** For a field that holds many: the JSON array, null when there is none. `sql` then means nothing. */
  items: string | null
  /** True when there is a value. */
  present: string
  /** For a word that is worked out: by word, what is true exactly where it is this one. */
  conditions?: Record<string, string>
}

/** Text has one order everywhere: ICU's root collation, in which PostgreSQL breaks ties by code point. */
const collations: Record<Comparison, SqlValue['collation']> = {
  text: ' collate "und-x-icu"',
  option: ' collate "und-x-icu"',
  integer: '',
  number: '',
  bigint: '',
  decimal: '',
  boolean: ' collate "C"',
  date: ' collate "C"',
  datetime: ' collate "C"',
  color: ' collate "C"',
  location: ' collate "C"',
  id: ' collate "C"',
  none: ' collate "C"',
}

export function columnValue(sql: string, type: SqlType, { nullable = false, ordered = false } = {}): SqlValue {
  return {
    sql,
    type,
    collation: ordered ? collations.text : type === 'text' ? ' collate "C"' : '',
    out: sql,
    json: sql,
    nullable,
    items: null,
    present: `${sql} is not null`,
  }
}

/** A field of a document: `base` is the JSON object to look into, below the first of the locales that has it where there are some. */
export function fieldValue(
  base: string,
  { fieldId, comparison, many }: Extract<Target, { kind: 'field' }>,
  locales: string[] | null = null,
): SqlValue {
  const id = idPathLiteral(fieldId)
  const paths = (arrow: '->' | '->>') =>
    locales === null ? `(${base} ${arrow} ${id})` : `coalesce(${locales.map((locale) => `${base} -> ${id} ${arrow} ${locale}`).join(', ')})`
  const json = paths('->')
  return {
    ...scalarValue(json, paths('->>'), comparison),
    items: many ? json : null,
    present: `coalesce(jsonb_typeof(${json}), 'null') <> 'null'`,
  }
}

/** The items of a field that holds many, one at a time. */
export function itemValue(json: string, comparison: Comparison): SqlValue {
  return {
    ...scalarValue(json, `${json} #>> '{}'`, comparison),
    items: null,
    present: `jsonb_typeof(${json}) <> 'null'`,
  }
}

function scalarValue(json: string, text: string, comparison: Comparison): Omit<SqlValue, 'items' | 'present'> {
  const collation = collations[comparison]
  const form = numericForm(json, text, comparison)
  if (form === null)
    return {
      collation,
      nullable: true,
      out: json,
      json,
      sql: `(${text})`,
      type: 'text',
    }
  // A publication from before the field was made a number may still hold another form, which a cast would stumble over. In a cursor it is
  // what it is in the order: absent.
  const number = (value: string) => `case when ${form} then ${value} end`
  return {
    collation,
    nullable: true,
    out: number(json),
    json,
    sql: number(`(${text})::numeric`),
    type: 'numeric',
  }
}

/** True for a value that is a number in its stored form; null for what isn't compared as a number. */
function numericForm(json: string, text: string, comparison: Comparison): string | null {
  if (comparison === 'integer' || comparison === 'number') return `jsonb_typeof(${json}) = 'number'`
  if (comparison !== 'bigint' && comparison !== 'decimal') return null
  return `jsonb_typeof(${json}) = 'string' and (${text}) ~ '${decimalPattern}'`
}
