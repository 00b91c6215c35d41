import type { Condition } from '@verso/query'
import { idLiteral, type Parameters } from './parameters.ts'

/** What of some types may be looked at. A type that isn't named is open whole. */
export interface RowRights {
  ofType: Record<string, TypeRights>
  /** All types that there are: conditions of rights look at what the reader may not see. */
  typeIds: string[]
  /** The languages in which conditions about drafts look at localised values, in order. */
  locales: string[]
}

export interface TypeRights {
  /** A row may be seen where one of these holds of it. */
  grants: RowGrant[]
  /** Fields that not every grant gives, by id: the places of the grants that do. Where none of these holds of a row, the field is empty there. */
  fields: Record<string, number[]>
  /** Fields that all who see a row may see; only these are searched. Null for all of them. */
  searched: string[] | null
}

/** Rows that meet a condition, that somebody made, in some languages: null where that doesn't matter. */
export interface RowGrant {
  where: Condition | null
  ownerIds: string[] | null
  locales: string[] | null
}

/** How a grant is said of the rows of a statement. */
export interface GrantSql {
  /** The id of a row's type. */
  type: string
  holds: (grant: RowGrant) => string
}

/** True for the rows that may be seen, of those that are of some types; null where that is all of them. */
export function seenRows(rights: RowRights | undefined, typeIds: readonly string[], { type, holds }: GrantSql): string | null {
  if (rights === undefined) return null
  const limited = typeIds.flatMap((id) => {
    const of = rights.ofType[id]
    return of === undefined ? [] : [{ id, seen: anyOf(of.grants, holds) }]
  })
  const [only] = limited
  if (only === undefined) return null
  if (typeIds.length === 1) return only.seen
  return `case ${type} ${limited.map(({ id, seen }) => `when ${idLiteral(id)}::uuid then ${seen}`).join(' ')} else true end`
}

/** True where a field may be seen of a row, in a language where one is named; null where it may wherever the row may. */
export function seenField(
  rights: RowRights | undefined,
  { fieldId, locale }: { fieldId: string; locale?: string | undefined },
  holds: GrantSql['holds'],
): string | null {
  const [own = fieldId] = fieldId.split('/')
  const found = grantsOf(rights, own)
  if (found === null) return null
  const giving = found.filter(({ locales }) => locale === undefined || locales === null || locales.includes(locale))
  if (giving.some(({ where, ownerIds, locales }) => where === null && ownerIds === null && (locales === null || locale !== undefined)))
    return null
  return anyOf(giving, holds)
}

/** What is said of a value twice is made once, with one set of parameters. */
export function onceFor<Value>(make: (value: Value) => string | null): (value: Value) => string | null {
  const made = new Map<string, string | null>()
  return (value) => {
    const key = JSON.stringify(value)
    const known = made.get(key)
    if (known !== undefined) return known
    const test = make(value)
    made.set(key, test)
    return test
  }
}

function grantsOf(rights: RowRights | undefined, fieldId: string): RowGrant[] | null {
  for (const { grants, fields } of Object.values(rights?.ofType ?? {})) {
    const places = fields[fieldId]
    if (places !== undefined) return places.flatMap((place) => grants[place] ?? [])
  }
  return null
}

/** The ids of the fields that may not be seen of a row, as an array in SQL; null where there are none. */
export function hiddenFields(rights: RowRights | undefined, typeIds: readonly string[], holds: GrantSql['holds']): string | null {
  const ids = typeIds.flatMap((id) => Object.keys(rights?.ofType[id]?.fields ?? {}))
  const cases = ids.flatMap((fieldId) => {
    const seen = seenField(rights, { fieldId }, holds)
    return seen === null ? [] : [`case when (${seen}) is not true then ${idLiteral(fieldId)} end`]
  })
  return cases.length === 0 ? null : `array_remove(array[${cases.join(', ')}], null)`
}

/** Whether somebody is one of those that made something. */
export function isOneOfIds(column: string, ids: string[], parameters: Parameters): string {
  return `${column} = any(${parameters.add(ids, 'uuid[]')})`
}

function anyOf(grants: readonly RowGrant[], holds: GrantSql['holds']): string {
  return grants.length === 0 ? 'false' : `(${grants.map(holds).join(' or ')})`
}

export function allOf(tests: readonly string[]): string {
  return tests.length === 0 ? 'true' : `(${tests.join(' and ')})`
}
