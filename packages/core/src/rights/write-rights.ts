import type { EntryRow, Transaction } from '@verso/data'
import { changedFields, type Content, type ContentType, type Field, isPlainObject, type Json, jsonPointer, type Locale } from '@verso/model'
import { type Action, grantsOn, may, type Owned } from '../authorise.ts'
import type { Actor, Context } from '../context.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { actsByConditions } from './acting-store.ts'
import { giveField } from './field-list.ts'
import type { Grant } from './grants.ts'

export interface Writing {
  actor: Actor
  action: 'create' | 'edit'
  /** As it is before the change; of a new one as it is made. */
  entry: Owned
  type: ContentType
  locales: Locale[]
}

type IsWritable = (field: Field, locale: string | undefined) => boolean

/** What is said in no language is said in the default one: who may write other languages alone leaves it. */
function writableBy({ actor, action, entry, type, locales }: Writing): IsWritable {
  const grants = grantsOn(actor, action, entry)
  const readable = new Set(readableFields(actor, type, entry).fields.map(({ id }) => id))
  return (field, locale = defaultLocale(locales)) =>
    readable.has(field.id) && grants.some((grant) => giveField(grant.write, field) && isIn(grant, locale))
}

function isIn({ locales }: Grant, locale: string): boolean {
  return locales === null || locales.includes(locale)
}

/** Refuses a change of values that the actor may not write, each at its place. */
export function refuseUnwritable(writing: Writing, before: Content, after: Content): void {
  const { type } = writing
  const isWritable = writableBy(writing)
  const issues = changedFields(type, before, after).flatMap(({ fieldId, locale }) => {
    const field = type.fields.find(({ id }) => id === fieldId)
    if (field === undefined || isWritable(field, locale)) return []
    const path = locale === undefined ? jsonPointer('fields', field.name) : jsonPointer('fields', field.name, locale)
    return [{ path, code: 'not_allowed', message: `You may not write ${field.label}${locale === undefined ? '' : ` in this language`}` }]
  })
  if (issues.length > 0) throw new Refusal('not_allowed', 'You may not write some of these values', { issues })
}

/** A change as far as the actor may write it: everything else stays as it was, whether it would have been changed or not. */
export function writableChange(writing: Writing, before: Content, after: Content): Content {
  const isWritable = writableBy(writing)
  const content: Content = { ...after }
  for (const field of writing.type.fields) {
    const value =
      field.localized === true ? byLocale(field, { before, after, isWritable }) : (isWritable(field, undefined) ? after : before)[field.id]
    if (value === undefined) delete content[field.id]
    else content[field.id] = value
  }
  return content
}

function byLocale(
  field: Field,
  { before, after, isWritable }: { before: Content; after: Content; isWritable: IsWritable },
): Json | undefined {
  const [old, now] = [mapOf(before[field.id]), mapOf(after[field.id])]
  const codes = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const values = codes.flatMap((code): [string, Json][] => {
    const value = (isWritable(field, code) ? now : old)[code]
    return value === undefined ? [] : [[code, value]]
  })
  return values.length === 0 ? undefined : Object.fromEntries(values)
}

function mapOf(value: Json | undefined): Record<string, Json> {
  return isPlainObject(value) ? (value as Record<string, Json>) : {}
}

/** Where the actor may write in an entry, as JSON Pointers: a field, or its languages where not all of them. */
export function writablePaths(writing: Writing): string[] {
  const { type, locales } = writing
  const isWritable = writableBy(writing)
  return type.fields.flatMap((field) => {
    const path = jsonPointer('fields', field.name)
    if (field.localized !== true) return isWritable(field, undefined) ? [path] : []
    const codes = locales.map(({ code }) => code).filter((code) => isWritable(field, code))
    return codes.length === locales.length ? [path] : codes.map((code) => path + jsonPointer(code))
  })
}

/** The languages in which the actor may do something with an entry. */
export function localesFor(actor: Actor, action: Action, { entry, locales }: { entry: Owned; locales: readonly Locale[] }): string[] {
  const grants = grantsOn(actor, action, entry)
  return locales.map(({ code }) => code).filter((code) => grants.some((grant) => isIn(grant, code)))
}

/** Refuses an action in languages in which the actor may not do it. */
export function refuseLocales(actor: Actor, action: Action, { entry, locales }: { entry: Owned; locales: readonly string[] }): void {
  const grants = grantsOn(actor, action, entry)
  const refused = locales.filter((code) => !grants.some((grant) => isIn(grant, code)))
  if (refused.length > 0) throw new Refusal('not_allowed', `You may not ${action} this entry in ${refused.join(', ')}`)
}

/**
 * The entry as a write has made it. A condition under which the actor may write has to hold afterwards too: nobody makes or moves an entry
 * into what they may not change, or out of what they may.
 */
export async function stillWithin(
  ctx: Context,
  tx: Transaction,
  { row, action }: { row: EntryRow; action: 'create' | 'edit' },
): Promise<EntryRow> {
  if (!actsByConditions(ctx.actor)) return row
  const after = (await tx.entries.find(row.id)) ?? row
  if (may(ctx.actor, action, after)) return after
  throw new Refusal('not_allowed', `As it is then, you may not ${action} this entry`)
}
