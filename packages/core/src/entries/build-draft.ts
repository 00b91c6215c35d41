import type { DraftInput } from '@verso/data'
import { comparableValues, type Content, contentForLocale, type ContentType, type Json, type Locale, localeChain } from '@verso/model'
import { contentHash } from './content-hash.ts'
import { linksOf, referencesOf } from './content-references.ts'
import { entryTitles } from './entry-title.ts'

/** What a save writes beside the content itself: everything that lists, filters and the status are read from. Pure. */
export function buildDraft(type: ContentType, content: Content, locales: Locale[]): DraftInput {
  const hashes = locales.map(({ code }) => [code, contentHash(type, contentForLocale(type, content, localeChain(locales, code)))] as const)
  return {
    content,
    values: draftValues(type, content, locales),
    hashes: Object.fromEntries(hashes),
    title: entryTitles(type, content, locales),
    references: referencesOf(linksOf(type, content)),
  }
}

/** Comparable values by field id; those of a localised field by locale, each as it is there without stand-ins. */
function draftValues(type: ContentType, content: Content, locales: Locale[]): Content {
  const byLocale = locales.map(({ code }) => [code, comparableValues(type, contentForLocale(type, content, [code]))] as const)
  const values: Content = {}
  for (const { id, localized } of type.fields) {
    const present = byLocale.flatMap(([code, flat]): [string, Json][] => (flat[id] === undefined ? [] : [[code, flat[id]]]))
    const [first] = present
    if (first === undefined) continue
    values[id] = localized === true ? Object.fromEntries(present) : first[1]
  }
  return values
}
