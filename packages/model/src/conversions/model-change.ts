import type { ContentType, Field, Model } from '../content-type.ts'
import { componentTypesOf } from '../link-types.ts'

/** What a change of the model calls otherwise than before, where no permanent id says so. */
export interface Renames {
  /** By field id: the value of an option as it was → as it is. */
  options: Record<string, Record<string, string>>
  /** The code of a locale as it was → as it is. */
  locales: Record<string, string>
}

/** Two states of the model, and what only people know of the way between them. Types are linked (`linkTypes`). */
export interface ModelChange {
  before: Pick<Model, 'types' | 'locales'>
  after: Pick<Model, 'types' | 'locales'>
  renames: Renames
}

/** The way back. */
export function reverseChange({ before, after, renames }: ModelChange): ModelChange {
  const options = Object.entries(renames.options).map(([id, map]) => [id, reverseMap(map)] as const)
  return { before: after, after: before, renames: { options: Object.fromEntries(options), locales: reverseMap(renames.locales) } }
}

function reverseMap(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([was, is]) => [is, was]))
}

/** A field whose values are stored in another form after the change. */
export interface ChangedField {
  before: Field
  after: Field
}

/** By id of the type: its fields whose stored form is another, those of component types too, however deep they are used. */
export function changedForms(change: ModelChange): Map<string, ChangedField[]> {
  const pairs = change.before.types.flatMap((before) => pairsOf(before, change.after.types))
  const changedTypes = new Set<string>()
  // Types may hold one another in a circle, so that what is changed spreads until nothing more is.
  for (let known = -1; known !== changedTypes.size; ) {
    known = changedTypes.size
    for (const { typeId, before, after } of pairs) if (isChanged({ before, after }, { change, changedTypes })) changedTypes.add(typeId)
  }
  const found = new Map<string, ChangedField[]>()
  for (const { typeId, before, after } of pairs) {
    if (isChanged({ before, after }, { change, changedTypes })) found.set(typeId, [...(found.get(typeId) ?? []), { before, after }])
  }
  return found
}

function pairsOf(before: ContentType, types: readonly ContentType[]): (ChangedField & { typeId: string })[] {
  const after = types.find((type) => type.id === before.id)
  if (after === undefined) return []
  return before.fields.flatMap((field) => {
    const now = after.fields.find((candidate) => candidate.id === field.id)
    return now === undefined ? [] : [{ typeId: before.id, before: field, after: now }]
  })
}

function isChanged(
  { before, after }: ChangedField,
  { change, changedTypes }: { change: ModelChange; changedTypes: ReadonlySet<string> },
): boolean {
  if (hasOtherForm(before, after) || change.renames.options[before.id] !== undefined) return true
  if (before.localized === true && localesLeave(change)) return true
  const kept = heldIds(after)
  return heldIds(before).some((id) => !kept.includes(id)) || componentTypesOf(before).some((type) => changedTypes.has(type.id))
}

/** Whether a change of the settings themselves brings the values into another form, or may. */
export function hasOtherForm(before: Field, after: Field): boolean {
  const flags = ['many', 'localized', 'bigint'] as const
  return before.kind !== after.kind || flags.some((flag) => (before[flag] === true) !== (after[flag] === true))
}

/** Ids of the component types that a field holds. */
export function heldIds(field: Field): string[] {
  return field.components ?? field.blocks ?? []
}

function localesLeave({ before, after }: ModelChange): boolean {
  return before.locales.some(({ code }) => after.locales.every((locale) => locale.code !== code))
}

export function defaultCode(locales: Pick<Model, 'locales'>['locales']): string {
  return locales.find((locale) => locale.isDefault)?.code ?? locales[0]?.code ?? ''
}
