import type { DraftInput } from '@verso/data'
import {
  comparables,
  type Content,
  contentForLocale,
  type ContentType,
  contentWithComputed,
  type Json,
  type Locale,
  localeChain,
} from '@verso/model'
import { draftTexts } from '../search/document-texts.ts'
import { contentHash } from './content-hash.ts'
import { linksOf, referencesOf } from './content-references.ts'
import { entryTitles } from './entry-title.ts'

/** What a save writes beside the content itself: everything that lists, filters and the status are read from. Pure. */
export function buildDraft(type: ContentType, content: Content, locales: Locale[]): DraftInput {
  const hashes = locales.map(({ code }) => [code, contentHash(type, contentForLocale(type, content, localeChain(locales, code)))] as const)
  return {
    content,
    values: draftValues(type, contentWithComputed(type, content, locales), locales),
    hashes: Object.fromEntries(hashes),
    title: entryTitles(type, content, locales),
    references: referencesOf(linksOf(type, content)),
    texts: draftTexts(type, content, locales),
  }
}

/** Comparable values by field id or the ids on the way; those of localised fields by locale, each as it is there without stand-ins. */
function draftValues(type: ContentType, content: Content, locales: Locale[]): Content {
  const values: Content = {}
  for (const { code } of locales) {
    for (const { key, isLocalized, value } of comparables(type, contentForLocale(type, content, [code]))) {
      if (isLocalized) values[key] = { ...(values[key] as { [locale: string]: Json } | undefined), [code]: value }
      else values[key] ??= value
    }
  }
  return values
}
