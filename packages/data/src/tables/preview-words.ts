import type { Connection } from '../connection.ts'
import { columnsOf, type DocumentText, gatherLexemes } from './document-texts.ts'
import { pieceSeparator } from './pieces.ts'
import { type KnownWord, rememberPreviewWords, type WordlessPublication } from './search-words.ts'

export interface PreviewWords {
  /** Documents of a preview whose words nobody has gathered, or not since something else is said of a file that they show. */
  missing: (previewId: string, limit: number) => Promise<Omit<WordlessPublication, 'id'>[]>
  write: (previewId: string, documents: readonly PreviewTexts[]) => Promise<void>
}

interface PreviewTexts {
  entryId: string
  typeId: string
  locale: string
  texts: DocumentText[]
}

/** What documents of previews are found by: for who searches there, and apart from the words of what is public. */
export function previewWords({ query }: Connection): PreviewWords {
  return {
    async missing(previewId, limit) {
      const rows = await query<Omit<WordlessPublication, 'id' | 'pieces'> & { body: string }>(findMissing, [previewId, limit])
      return rows.map(({ body, ...row }) => ({ ...row, pieces: body.split(pieceSeparator) }))
    },
    async write(previewId, documents) {
      const gathered = await gatherLexemes({ query }, documents)
      const rows = documents.map(({ entryId, locale }, index) => ({ entryId, locale, ...columnsOf(gathered[index] ?? nothing) }))
      const words = differentWords(
        documents.map(({ typeId, locale }, index) => ({ typeId, locale, lexemes: (gathered[index] ?? nothing).lexemes() })),
      )
      await query(writeWords, [previewId, JSON.stringify(rows), JSON.stringify(words)])
    },
  }
}

/** Each word of a type and a language once: here they are in hand, and PostgreSQL would have to sort all that every document has of them. */
function differentWords(documents: readonly { typeId: string; locale: string; lexemes: Iterable<string> }[]): KnownWord[] {
  const groups = new Map<string, { typeId: string; locale: string; words: Set<string> }>()
  for (const { typeId, locale, lexemes } of documents) {
    const key = `${typeId} ${locale}`
    const group = groups.get(key) ?? { typeId, locale, words: new Set<string>() }
    groups.set(key, group)
    for (const word of lexemes) group.words.add(word)
  }
  return [...groups.values()].flatMap(({ typeId, locale, words }) => [...words].map((word) => ({ typeId, locale, word })))
}

const nothing = { words: '', spans: [], lexemes: () => [] }

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
  ) ${rememberPreviewWords('$1::uuid', '$3::json')}`
