import { lastKeeper, libraryHours } from './articles/keepers.ts'
import { canals, winterMarket } from './articles/cities.ts'
import { harbourTime, oldPaths } from './articles/outdoors.ts'
import type { SampleRecord } from './sample-record.ts'
import type { WrittenArticle } from './written-article.ts'

const written: WrittenArticle[] = [lastKeeper, libraryHours, canals, oldPaths, harbourTime, winterMarket]

export const articleRecords: SampleRecord[] = written.map(
  ({ key, cover, authors, category, related = [], body, isDraft = false, ...facts }) => ({
    key,
    type: 'article',
    fields: {
      ...facts,
      body: Object.fromEntries(Object.entries(body).map(([locale, text]) => [locale, { markdown: text }])),
      cover: { _media: `key:${cover}` },
      authors: authors.map(toRecord),
      category: toRecord(category),
      related: related.map(toRecord),
    },
    publish: !isDraft,
  }),
)

function toRecord(key: string): { _ref: string } {
  return { _ref: `key:${key}` }
}
