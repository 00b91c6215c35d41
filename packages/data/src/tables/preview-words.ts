import type { Connection } from '../connection.ts'
import { type DocumentText, gatherWords } from './document-texts.ts'
import { pieceSeparator } from './pieces.ts'
import { rememberPreviewWords, type WordlessPublication } from './search-words.ts'

export interface PreviewWords {
  /** Documents of a preview whose words nobody has gathered, or not since something else is said of a file that they show. */
  missing: (previewId: string, limit: number) => Promise<Omit<WordlessPublication, 'id'>[]>
  write: (previewId: string, documents: readonly { entryId: string; locale: string; texts: DocumentText[] }[]) => Promise<void>
}

/** What documents of previews are found by: for who searches there, and apart from the words of what is public. */
export function previewWords({ query }: Connection): PreviewWords {
  return {
    async missing(previewId, limit) {
      const rows = await query<Omit<WordlessPublication, 'id' | 'pieces'> & { body: string }>(findMissing, [previewId, limit])
      return rows.map(({ body, ...row }) => ({ ...row, pieces: body.split(pieceSeparator) }))
    },
    async write(previewId, documents) {
      const words = await gatherWords({ query }, documents)
      const rows = documents.map(({ entryId, locale }, index) => ({ entryId, locale, ...words[index] }))
      await query(writeWords, [previewId, JSON.stringify(rows)])
    },
  }
}

/** Something has been said of a file that it shows. */
const hasOtherFiles = `exists (
    select from "PreviewReference" r join "MediaVersion" m on m."mediaId" = r."toMediaId"
    where r."previewId" = w."previewId" and r."fromEntryId" = w."entryId" and greatest(m."validFrom", m."validTo") > w."wordsSeq"
  )`

const findMissing = `
  select w."entryId", w."typeId", w.locale, w.layout, w.body, w.origins from "PreviewPublication" w
  where w."previewId" = $1::uuid and w.body is not null and (w."wordsSeq" is null or ${hasOtherFiles})
  order by w."entryId", w.locale limit $2::int`

const writeWords = `
  with rows as (
    select * from json_to_recordset($2::json) as r ("entryId" uuid, locale text, words tsvector, "wordSpans" jsonb)
  ), documents as (
    update "PreviewPublication" w
    set words = rows.words, "wordSpans" = rows."wordSpans", "wordsSeq" = (select seq from "PublicationCounter" where id = 1)
    from rows where w."previewId" = $1::uuid and w."entryId" = rows."entryId" and w.locale = rows.locale
    returning w."previewId", w."typeId", w.locale, w.words
  ) ${rememberPreviewWords('documents')}`
