import type { DocumentText } from '@verso/data'
import {
  type Content,
  contentForLocale,
  type ContentType,
  type FlatContent,
  type Locale,
  localeChain,
  withComputed,
  withoutPrivate,
} from '@verso/model'
import type { SearchText } from '@verso/query'
import { fieldTexts } from './field-texts.ts'

interface Document {
  type: ContentType
  /** Its whole content in one locale. */
  flat: FlatContent
  locale: string
  /** By the key of a value that isn't the locale's own: where it stands in from. */
  origins: Readonly<Record<string, string>>
}

/** What a published document is found by. Private fields are no part of it: nobody could be told what was found. */
export function documentTexts({ type, flat, locale, origins }: Document, locales: readonly Locale[]): DocumentText[] {
  const chain = localeChain(locales, locale)
  return fieldTexts(withoutPrivate(type), flat).map(({ fieldId, key, weight, text, file }): DocumentText => {
    const origin = originOf(key, origins)
    return {
      fieldId,
      weight,
      text,
      locale: origin ?? locale,
      ...(origin === undefined ? {} : { standsIn: true }),
      ...(file === undefined ? {} : { file: { ...file, locales: chain } }),
    }
  })
}

/** The locale that a value stands in from; a component stands in with all that it holds. */
export function originOf(key: string, origins: Readonly<Record<string, string>>): string | undefined {
  if (Object.keys(origins).length === 0) return undefined
  const steps = key.split('/')
  return steps.map((_, index) => origins[steps.slice(0, index + 1).join('/')]).find((origin) => origin !== undefined)
}

/** What the interface finds a draft by: what is written in each language, and its titles. */
export function draftTexts(type: ContentType, content: Content, locales: readonly Locale[]): SearchText[] {
  const open = withoutPrivate(type)
  const seen = new Set<string>()
  return locales.flatMap(({ code }) =>
    fieldTexts(withTitle(open), withComputed(open, contentForLocale(open, content, [code]))).flatMap(
      ({ fieldId, weight, text, key }): SearchText[] => {
        // What all languages share is the same in each of them.
        const id = `${key} ${text}`
        if (text === '' || seen.has(id)) return []
        seen.add(id)
        return [{ fieldId, weight, text, locale: code }]
      },
    ),
  )
}

// Types are never changed once they are made; what was worked out from one is kept beside it.
const titled = new WeakMap<ContentType, ContentType>()

/** People look for drafts by their titles, whether readers can do so or not. */
function withTitle(type: ContentType): ContentType {
  const known = titled.get(type)
  if (known !== undefined) return known
  const fields = type.fields.map((field) => (field.id === type.titleField ? { ...field, searchable: true } : field))
  const made = { ...type, fields }
  titled.set(type, made)
  return made
}
