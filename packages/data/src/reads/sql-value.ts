import { type Comparison, decimalPattern } from '@verso/model'
import type { Target } from '@verso/query'
import { idPathLiteral } from './parameters.ts'

export type SqlType = 'text' | 'numeric' | 'float8' | 'timestamptz' | 'uuid'

/** A value of an entry in SQL. */
export interface SqlValue {
  /** The whole value; null when there is none. */
  sql: string
  type: SqlType
  /** What it is compared and sorted by: the beginning of a text, since an index takes no more of it. */
  key: string
  /** How its order is decided; empty where the type has one order. */
  collation: '' | ' collate "C"' | ' collate "und-x-icu"'
  /** How it is told from others: an index has one collation, so that fields say here what their order is decided by. */
  equality: SqlValue['collation']
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
    key: sql,
    equality: '',
    collation: ordered ? collations.text : type === 'text' ? ' collate "C"' : '',
    out: sql,
    json: sql,
    nullable,
    items: null,
    present: `${sql} is not null`,
  }
}

interface Looking {
  /** Where a map by locale is looked into: the first of these that has a value counts. */
  locales?: string[] | null
  /** When the value, or the one of a locale by its place, may be looked at; null for always. */
  seen?: (place: number | null) => string | null
}

/** A field of a document: `base` is the JSON object to look into. */
export function fieldValue(
  base: string,
  { fieldId, comparison, many }: Extract<Target, { kind: 'field' }>,
  { locales = null, seen = () => null }: Looking = {},
): SqlValue {
  const id = idPathLiteral(fieldId)
  const shown = (value: string, place: number | null) => {
    const test = seen(place)
    return test === null ? value : `case when ${test} then ${value} end`
  }
  const paths = (arrow: '->' | '->>') =>
    locales === null
      ? `(${shown(`${base} ${arrow} ${id}`, null)})`
      : `coalesce(${locales.map((locale, place) => shown(`${base} -> ${id} ${arrow} ${locale}`, place)).join(', ')})`
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
  if (form === null) {
    const key = `left(${text}, ${keyCharacters})`
    return {
      collation,
      equality: collation,
      nullable: true,
      // A long text makes a cursor no longer than an address; what isn't text keeps its form there.
      out: comparison === 'text' ? key : json,
      json,
      sql: `(${text})`,
      key,
      type: 'text',
    }
  }
  // A publication from before the field was made a number may still hold another form, which a cast would stumble over. In a cursor it is
  // what it is in the order: absent.
  const number = (value: string) => `case when ${form} then ${value} end`
  const sql = number(`(${text})::numeric`)
  return {
    collation,
    equality: '',
    nullable: true,
    out: number(json),
    json,
    sql,
    key: sql,
    type: 'numeric',
  }
}

/** Text has an order by its first characters: of four bytes each, they just fit into an index. */
const keyCharacters = 600

/** What a text is compared by. */
export function keyOf(text: string): string {
  return text.length <= keyCharacters ? text : [...text].slice(0, keyCharacters).join('')
}

/** Whether texts that begin alike may be different ones. */
export function isBeyondKey(text: string): boolean {
  return text.length >= keyCharacters
}

/** True for a value that is a number in its stored form; null for what isn't compared as a number. */
function numericForm(json: string, text: string, comparison: Comparison): string | null {
  if (comparison === 'integer' || comparison === 'number') return `jsonb_typeof(${json}) = 'number'`
  if (comparison !== 'bigint' && comparison !== 'decimal') return null
  return `jsonb_typeof(${json}) = 'string' and (${text}) ~ '${decimalPattern}'`
}
