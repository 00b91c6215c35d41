import type { Outdated, TranslationState, Translations } from '@verso/data'
import {
  canonicalJson,
  type Content,
  contentLeaves,
  type ContentType,
  componentTypesOf,
  type Field,
  holdsLocalized,
  isPlainObject,
  type Json,
  jsonPointer,
  type Locale,
} from '@verso/model'
import { defaultLocale } from './entry-title.ts'

/**
 * A translation is outdated when the value of the default locale, which it was made from, changed after it. Values are told apart by
 * their field; those inside components by the way to their field, all items of a list together.
 */
export function outdatedTranslations(
  type: ContentType,
  content: Content,
  { translations, locales }: { translations: Translations; locales: readonly Locale[] },
): Outdated {
  const source = defaultLocale([...locales])
  const outdated: Outdated = {}
  for (const [key, values] of localizedValues(type, content)) {
    const changedIn = translations[key]?.[source] ?? 0
    for (const code of Object.keys(values)) {
      if (code === source || (translations[key]?.[code] ?? 0) >= changedIn) continue
      outdated[code] = [...(outdated[code] ?? []), key]
    }
  }
  return outdated
}

export interface SavedContent {
  before: Content
  after: Content
  /** Number of the revision that the content after is. */
  number: number
  translations: Translations
  locales: readonly Locale[]
}

/** How translations stand to their sources after a save: what was saved is up to date, as far as its source wasn't saved later. */
export function savedTranslations(type: ContentType, { before, after, number, translations, locales }: SavedContent): TranslationState {
  const source = defaultLocale([...locales])
  const [old, now] = [localizedValues(type, before), localizedValues(type, after)]
  const next: Translations = { ...translations }
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key) ?? {}, now.get(key) ?? {}]
    const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((code) => !isSame(was[code], is[code]))
    if (changed.length === 0) continue
    // What stood there before there was a source wasn't translated from it.
    const saved = changed.includes(source) && was[source] === undefined ? [...changed, ...Object.keys(is)] : changed
    next[key] = { ...next[key], ...Object.fromEntries(saved.map((code) => [code, number])) }
  }
  return { translations: next, outdated: outdatedTranslations(type, after, { translations: next, locales }) }
}

/** Where a translation stands in `fields`: a JSON Pointer by names, without positions where it stands in lists. Null for a field that isn't there. */
export function translationPath(type: ContentType, key: string, locale: string): string | null {
  const [id, ...ids] = key.split('/')
  const field = type.fields.find((candidate) => candidate.id === id)
  const names = field === undefined ? null : namesBelow(field, ids)
  return names === null ? null : jsonPointer('fields', ...names, locale)
}

function namesBelow(field: Field, ids: readonly string[]): string[] | null {
  if (ids.length === 0) return [field.name]
  const types = componentTypesOf(field)
  const block = field.kind === 'blocks' ? types.find((type) => type.id === ids[0]) : undefined
  const [id, ...rest] = block === undefined ? ids : ids.slice(1)
  const inner = (block === undefined ? types : [block]).flatMap((type) => type.fields).find((candidate) => candidate.id === id)
  const names = inner === undefined ? null : namesBelow(inner, rest)
  return names === null ? null : [field.name, ...(block === undefined ? [] : [block.name]), ...names]
}

type Values = Record<string, Json>

/** Every localised value of a content by its key, by locale. */
function localizedValues(type: ContentType, content: Content): Map<string, Values> {
  const found = new Map<string, Values>()
  for (const field of type.fields) {
    const value = content[field.id]
    if (field.localized === true && isPlainObject(value)) found.set(field.id, value as Values)
    else if (holdsLocalized(field)) addInside(found, { ...type, fields: [field] }, content)
  }
  return found
}

function addInside(found: Map<string, Values>, type: ContentType, content: Content): void {
  for (const { fieldId, inner, locale, value } of contentLeaves(type, content)) {
    if (locale === null || inner === null) continue
    const values = found.get(`${fieldId}/${inner}`) ?? {}
    found.set(`${fieldId}/${inner}`, values)
    values[locale] = [...((values[locale] ?? []) as Json[]), value]
  }
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null)
}
