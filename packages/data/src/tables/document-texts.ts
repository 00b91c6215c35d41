import { documentWords, type DocumentWords, type SearchText, type WordSpan } from '@verso/query'
import type { Connection } from '../connection.ts'

/** A text of a document that is searched; with a file its name and what is said of it come along, as they are when they are gathered. */
export interface DocumentText extends SearchText {
  file?: {
    id: string
    /** In whose words it is described, the first that there are. */
    locales: readonly string[]
    /** The place has its own words for those who can't see it, in place of the file's. */
    hasAlt: boolean
  }
}

/** The columns of a row by which it is found. */
export interface WordColumns {
  words: string
  wordSpans: WordSpan[]
}

type Documents = readonly { texts?: readonly DocumentText[] }[]

/** What is gathered of each of these documents, in their order. */
export async function gatherWords(connection: Pick<Connection, 'query'>, documents: Documents): Promise<WordColumns[]> {
  return (await gatherLexemes(connection, documents)).map(columnsOf)
}

export function columnsOf({ words, spans }: DocumentWords): WordColumns {
  return { words, wordSpans: spans }
}

/** The same with their words by themselves. Looks up the files that they show, if any of them is searched for its files. */
export async function gatherLexemes({ query }: Pick<Connection, 'query'>, documents: Documents): Promise<DocumentWords[]> {
  const ids = new Set(documents.flatMap(({ texts = [] }) => texts.flatMap(({ file }) => file?.id ?? [])))
  const rows = ids.size === 0 ? [] : await query<FileRow>(findFiles, [[...ids]])
  const files = new Map(rows.map((row) => [row.id, row]))
  return documents.map(({ texts = [] }) =>
    documentWords(texts.map((text) => ({ ...text, text: [text.text, ...fileTexts(text, files)].join('\n') }))),
  )
}

/** The same of a draft, in which files are not looked for. */
export function draftWords(texts: readonly SearchText[]): string {
  return documentWords(texts).words
}

interface FileRow {
  id: string
  filename: string
  alt: Record<string, string>
  caption: Record<string, string>
}

const findFiles = 'select id, filename, alt, caption from "Media" where id = any($1::uuid[]) and "removedAt" is null'

function fileTexts({ file }: DocumentText, files: ReadonlyMap<string, FileRow>): string[] {
  const row = file === undefined ? undefined : files.get(file.id)
  if (file === undefined || row === undefined) return []
  const inWords = (texts: Record<string, string>) => file.locales.map((locale) => texts[locale]).find((text) => text !== undefined) ?? []
  return [row.filename, file.hasAlt ? [] : inWords(row.alt), inWords(row.caption)].flat()
}
