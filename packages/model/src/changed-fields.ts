import { canonicalJson } from './canonical-json.ts'
import type { Content } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import { ownMember } from './plain-object.ts'
import { valuesByLocale } from './values-by-locale.ts'

export interface ContentPath {
  fieldId: string
  /** Only for localised fields. */
  locale?: string
}

/** Where two states of an entry differ, in the order of the model. */
export function changedFields(type: ContentType, before: Content, after: Content): ContentPath[] {
  return type.fields.flatMap((field) =>
    field.localized === true ? changedLocales(field, before, after) : changedShared(field, before, after),
  )
}

function changedShared({ id }: Field, before: Content, after: Content): ContentPath[] {
  return canonicalJson(before[id]) === canonicalJson(after[id]) ? [] : [{ fieldId: id }]
}

function changedLocales({ id }: Field, before: Content, after: Content): ContentPath[] {
  const old = valuesByLocale(before[id])
  const now = valuesByLocale(after[id])
  const locales = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()
  return locales
    .filter((locale) => canonicalJson(ownMember(old, locale)) !== canonicalJson(ownMember(now, locale)))
    .map((locale) => ({ fieldId: id, locale }))
}
