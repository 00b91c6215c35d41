import { createHash } from 'node:crypto'
import type { Model } from '@verso/model'
import { type FieldTarget, indexedTargets } from '@verso/query'
import { folded } from '../reads/operator-sql.ts'
import { idLiteral } from '../reads/parameters.ts'
import { pointOf } from '../reads/place-sql.ts'
import { placeAmong } from '../reads/served.ts'
import { fieldValue } from '../reads/sql-value.ts'

/** An index of the values that a field has in what is published of its type. */
export interface FieldIndex {
  /** Says what is in it: an index of another form has another name. */
  name: string
  typeId: string
  /** Ids on the way to the field, joined by `/`. */
  fieldId: string
  /** The statement that makes it. */
  sql: string
  /** It can only be made where PostgreSQL has this extension. */
  needs?: 'pg_trgm'
}

/** What the model asks for of PostgreSQL, in this order. */
export interface Wanted {
  indexes: FieldIndex[]
  /** How often each value is there: what PostgreSQL doesn't learn from an index of some rows only. */
  statistics: Pick<FieldIndex, 'name' | 'sql'>[]
}

/** What all names of these indexes begin with, and those of no others. */
export const indexPrefix = 'field_'

/**
 * The indexes that a model asks for: this list is the only word on it. They are made of the very expressions that conditions and sorts
 * compile to, since PostgreSQL chooses an index by the letter.
 */
export function wantedIndexes({ types }: Pick<Model, 'types'>): Wanted {
  const entries = types.filter(({ kind }) => kind !== 'component').map((type) => ({ type, targets: indexedTargets(type) }))
  const keys = entries.flatMap(({ targets }) => targets.flatMap((target) => [...known(keyOf(target)), ...known(foldedOf(target))]))
  return {
    indexes: entries.flatMap(({ type, targets }) => targets.flatMap((target) => indexesOf(type.id, target))),
    // A field of a component stands under one key in all types that hold it by the same field: said once.
    statistics: [...new Set(keys)].map(statisticsOf),
  }
}

function indexesOf(typeId: string, target: FieldTarget): FieldIndex[] {
  const text = foldedOf(target)
  const trigrams = text === null ? [] : [`using gin (${text} gin_trgm_ops) with (gin_pending_list_limit = 2048)`]
  return [...formsOf(target), ...trigrams].map((form) => {
    const definition = `${form} where "validTo" is null and "typeId" = ${idLiteral(typeId)}::uuid`
    const name = nameOf(definition)
    return {
      name,
      typeId,
      fieldId: target.fieldId,
      sql: `create index concurrently ${name} on "Publication" ${definition}`,
      ...(trigrams.includes(form) ? { needs: 'pg_trgm' as const } : {}),
    }
  })
}

/** Of the type as well: most values are those of one type alone. */
function statisticsOf(key: string): Wanted['statistics'][number] {
  const definition = `(mcv) on "typeId", (${key}) from "Publication"`
  const name = nameOf(definition)
  return { name, sql: `create statistics ${name} ${definition}` }
}

/** What it is compared by; null where that isn't one value with an order. */
function keyOf(target: FieldTarget): string | null {
  const { key, collation } = fieldValue('"values"', target)
  return target.many || target.comparison === 'location' ? null : `(${key})${collation}`
}

/** A text as its parts are looked for, and comparisons without case are made: whole, and in small letters. */
function foldedOf(target: FieldTarget): string | null {
  return target.many || target.comparison !== 'text' ? null : folded(fieldValue('"values"', target).sql)
}

function known(expression: string | null): string[] {
  return expression === null ? [] : [expression]
}

function formsOf(target: FieldTarget): string[] {
  const value = fieldValue('"values"', target)
  const key = keyOf(target)
  if (target.comparison === 'location') return [`using gist ((${pointOf(value.json)}))`]
  if (key === null) return [`using gin ((${value.json}) jsonb_path_ops)`]
  if (target.order === undefined) return [rising(key), falling(key), newest(key)]
  const place = `(${placeAmong(target.order, value.key)})`
  return [newest(key), rising(place), falling(place)]
}

// Ties are broken by the id, upwards in both directions, which is why each direction has an index. The locale is there to be
// looked at, behind the order: a language and those that stand in for it are read as one list.
const rising = (key: string) => `(${key}, "entryId", locale)`
const falling = (key: string) => `(${key} desc nulls last, "entryId", locale)`
// What thousands share is mostly asked for newest first. Without this each of them, or each of the newest, is looked into.
const newest = (key: string) => `(${key}, "publishedAt" desc, "entryId", locale)`

/** 30 characters, of the 63 that a name may have. */
function nameOf(definition: string): string {
  return `${indexPrefix}${createHash('sha256').update(definition).digest('hex').slice(0, 24)}`
}
