import type { EntryRow } from '@verso/data'
import { type Content, type ContentType, contentInLocales, type Field, type Model, withoutPrivate } from '@verso/model'
import { grantsOn, type Owned } from './authorise.ts'
import type { Actor } from './context.ts'
import { giveAll, giveField } from './rights/field-list.ts'
import { type Grant, grantsOf } from './rights/grants.ts'

/**
 * A type with the fields that the actor may read in drafts: of one entry, or of any where none is named. Private ones are given by rules that
 * name them, and by those that give everything.
 */
export function readableFields(actor: Actor, type: ContentType, entry?: Owned): ContentType {
  return typeGivenBy(type, entry === undefined ? grantsOf(actor, 'read', type.id) : grantsOn(actor, 'read', entry), 'read')
}

/** An entry as the actor may read it: its type with the fields, and its content with the languages. */
export function readableEntry(
  actor: Actor,
  type: ContentType,
  row: Pick<EntryRow, 'content'> & Owned,
): { type: ContentType; content: Content } {
  return { type: readableFields(actor, type, row), content: readableContent(actor, type, { entry: row, content: row.content }) }
}

/** The model of the drafts that the actor may read, all or only some. */
export function draftModel(actor: Actor, model: Model): Model {
  const types = model.types.filter((type) => type.kind !== 'component' && grantsOf(actor, 'read', type.id).length > 0)
  return { ...model, types: types.map((type) => readableFields(actor, type)) }
}

/** Types are never changed once they are made; what was worked out from one is kept beside it. */
const known = new WeakMap<ContentType, Map<string, ContentType>>()

/** A type with the fields that some of these grants give. */
export function typeGivenBy(type: ContentType, grants: readonly Grant[], kind: 'read' | 'write'): ContentType {
  if (grants.some((grant) => giveAll(grant[kind]))) return type
  const open = withoutPrivate(type)
  const given = type.fields.filter((field) => grants.some((grant) => giveField(grant[kind], field)))
  if (given.length === open.fields.length && given.every((field) => field.private !== true)) return open
  const ofType = known.get(type) ?? new Map<string, ContentType>()
  known.set(type, ofType)
  const key = given.map(({ id }) => id).join()
  const before = ofType.get(key)
  if (before !== undefined) return before
  const made: ContentType = {
    ...open,
    fields: given.map((field) => open.fields.find(({ id }) => id === field.id) ?? openInside(type, field)),
  }
  ofType.set(key, made)
  return made
}

/** A private field by itself; what is private inside of it stays so. */
function openInside(type: ContentType, field: Field): Field {
  const { private: isPrivate, ...rest } = field
  const [inside = field] = withoutPrivate({ ...type, fields: [rest] }).fields
  return { ...inside, ...(isPrivate === undefined ? {} : { private: isPrivate }) }
}

/** Content without the languages that the actor may not read in an entry. */
export function readableContent(actor: Actor, type: ContentType, { entry, content }: { entry: Owned; content: Content }): Content {
  const grants = grantsOn(actor, 'read', entry)
  if (grants.every(({ locales }) => locales === null)) return content
  return contentInLocales(type, content, (field, locale) => grants.some((grant) => giveField(grant.read, field) && isIn(grant, locale)))
}

/** Whether the actor may read what a field of an entry says in a language. */
export function mayReadIn(actor: Actor, { entry, field, locale }: { entry: Owned; field: Field; locale: string }): boolean {
  return grantsOn(actor, 'read', entry).some((grant) => giveField(grant.read, field) && isIn(grant, locale))
}

function isIn({ locales }: Grant, locale: string): boolean {
  return locales === null || locales.includes(locale)
}
