import type { PublishedRead, PublishedRow } from '@verso/data'
import type { ContentType, FlatContent, Json } from '@verso/model'
import { highlight, matcherOf, type SearchPlan } from '@verso/query'
import { originOf } from '../search/document-texts.ts'
import { fieldTexts } from '../search/field-texts.ts'

/**
 * The JSON text of `_highlights`: by the path of a searched field an extract in which what was found is marked. Only texts that the reader
 * may see are looked at: the type is the reader's, and the row holds what is displayed.
 */
export function highlightsOf(search: SearchPlan, { near }: Pick<PublishedRead, 'near'>): (row: PublishedRow, type: ContentType) => string {
  const matches = matcherOf(search, near ?? new Map())
  return (row, type) => {
    const extracts = new Map<string, string>()
    for (const { key, path, text, file } of fieldTexts(type, contentOf(row))) {
      if (file !== undefined) continue
      const extract = highlight(text, originOf(key, row.origins) ?? row.locale, matches)
      const before = extracts.get(path)
      if (extract !== null) extracts.set(path, before === undefined ? extract : `${before} … ${extract}`)
    }
    return JSON.stringify(Object.fromEntries(extracts))
  }
}

function contentOf({ layout, pieces }: PublishedRow): FlatContent {
  return Object.fromEntries(layout.map((id, index) => [id, JSON.parse(pieces[index] ?? 'null') as Json]))
}
