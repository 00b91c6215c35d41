import type { Connection } from '../connection.ts'
import { type DocumentText, gatherWords } from './document-texts.ts'
import { pieceSeparator } from './pieces.ts'

/** A publication that is to be gathered anew. */
export interface WordlessPublication {
  id: string
  entryId: string
  typeId: string
  locale: string
  layout: number
  pieces: string[]
  origins: Record<string, string>
}

/** Which publications to gather: those without words, those of a type, or those that show a file, as readers have them now or of all times. */
export type WordsWanted =
  | { kind: 'missing' }
  | { kind: 'type'; typeId: string }
  | { kind: 'file'; mediaId: string; typeIds: string[]; past: boolean }

export interface SearchWords {
  publications: (wanted: WordsWanted, page: { after: string | null; limit: number }) => Promise<WordlessPublication[]>
  /** Ids of entries whose drafts nobody has gathered, and their types. */
  drafts: (limit: number) => Promise<{ entryId: string; typeId: string }[]>
}

export interface SearchWordsInTransaction extends SearchWords {
  /** Writes what publications are found by. What they were found by before is forgotten where nothing else has it. */
  writePublications: (rows: { id: string; texts: DocumentText[] }[]) => Promise<void>
  writeDrafts: (rows: { entryId: string; words: string }[]) => Promise<void>
}

/** The words by which documents are found, where they are gathered apart from a publish or a save. */
export function searchWordsTable({ query }: Connection): SearchWordsInTransaction {
  return {
    async publications(wanted, { after, limit }) {
      const { which, values } = picked(wanted)
      const rows = await query<Omit<WordlessPublication, 'pieces'> & { body: string }>(findPublications(which), [after, limit, ...values])
      return rows.map(({ body, ...row }) => ({ ...row, pieces: body.split(pieceSeparator) }))
    },
    drafts: (limit) => query('select "entryId", "typeId" from "Draft" where words is null order by "entryId" limit $1::int', [limit]),
    async writePublications(rows) {
      const gathered = await gatherWords({ query }, rows)
      const before = await query<KnownWord>(findWords('p.id = any($1::uuid[])'), [rows.map(({ id }) => id)])
      await query(writeWords, [JSON.stringify(rows.map(({ id }, index) => ({ id, ...gathered[index] })))])
      await forgetWords({ query }, before)
    },
    async writeDrafts(rows) {
      await query(writeDraftWords, [JSON.stringify(rows)])
    },
  }
}

/** A word under which documents of a type are found in a language. */
export interface KnownWord {
  typeId: string
  locale: string
  word: string
}

/** The words of the publications that `which` picks, of those that are remembered for who types one wrong. */
export function findWords(which: string): string {
  return `select distinct p."typeId", p.locale, u.lexeme as word from "Publication" p cross join unnest(p.words) u where ${which} and ${isRemembered('u.lexeme')}`
}

/** Forgets words of which no document of any time is left. */
export async function forgetWords({ query }: Pick<Connection, 'query'>, words: readonly KnownWord[]): Promise<void> {
  if (words.length > 0) await query(forget, [JSON.stringify(words)])
}

/** Words that somebody may type wrong: neither numbers nor what is too short or too long. */
function isRemembered(word: string): string {
  return `length(${word}) between 3 and 41 and ${word} !~ '[0-9]'`
}

/** Remembers the words of rows that were just written: `from` has their `typeId`, `locale` and `words`. */
export function rememberWords(from: string): string {
  return `
    insert into "SearchWord" ("typeId", locale, word, forms)
    select n."typeId", n.locale, n.word, ${formsOf('n.word')}
    from (select distinct w."typeId", w.locale, u.lexeme as word from ${from} w cross join unnest(w.words) u) n
    where ${isRemembered('n.word')} and not exists (
      select from "SearchWord" k where k."typeId" = n."typeId" and k.locale = n.locale and k.word = n.word
    )
    order by 1, 2, 3
    on conflict do nothing`
}

/** The same of words that a preview would have, each given once, as JSON; apart from what is public. */
export function rememberPreviewWords(previewId: string, words: string): string {
  return `
    insert into "PreviewWord" ("previewId", "typeId", locale, word, forms)
    select ${previewId}, n."typeId", n.locale, n.word, ${formsOf('n.word')} from json_to_recordset(${words}) as n ("typeId" uuid, locale text, word text)
    where ${isRemembered('n.word')} and not exists (
      select from "PreviewWord" k where k."previewId" = ${previewId} and k."typeId" = n."typeId" and k.locale = n.locale and k.word = n.word
    )
    order by 1, 2, 3, 4
    on conflict do nothing`
}

/** The word without each of its letters, and itself. */
function formsOf(word: string): string {
  return `array(select distinct left(${word}, i - 1) || substr(${word}, i + 1) from generate_series(1, length(${word})) i) || ${word}`
}

function picked(wanted: WordsWanted): { which: string; values: unknown[] } {
  switch (wanted.kind) {
    case 'missing':
      return { which: 'p.words is null', values: [] }
    case 'type':
      return { which: 'p."typeId" = $3::uuid', values: [wanted.typeId] }
    case 'file': {
      const showing = `p."entryId" in (select r."fromEntryId" from "Reference" r where r."toMediaId" = $3::uuid and r.origin = 'published')`
      const which = `${showing} and p."typeId" = any($4::uuid[])${wanted.past ? '' : ' and p."validTo" is null'}`
      return { which, values: [wanted.mediaId, wanted.typeIds] }
    }
  }
}

function findPublications(which: string): string {
  return `
    select p.id, p."entryId", p."typeId", p.locale, p.layout, p.body, p.origins from "Publication" p
    where ${which} and not p.compacted and ($1::uuid is null or p.id > $1::uuid) order by p.id limit $2::int`
}

const writeWords = `
  with rows as (
    select * from json_to_recordset($1::json) as r (id uuid, words tsvector, "wordSpans" jsonb)
  ), written as (
    update "Publication" p set words = rows.words, "wordSpans" = rows."wordSpans" from rows where p.id = rows.id
    returning p."typeId", p.locale, p.words
  ) ${rememberWords('written')}`

const writeDraftWords = `
  update "Draft" d set words = r.words from json_to_recordset($1::json) as r ("entryId" uuid, words tsvector) where d."entryId" = r."entryId"`

const forget = `
  delete from "SearchWord" w using json_to_recordset($1::json) as g ("typeId" uuid, locale text, word text)
  where w."typeId" = g."typeId" and w.locale = g.locale and w.word = g.word
    and ${['is null', 'is not null']
      .map(
        (state) =>
          `not exists (select from "Publication" p where p."typeId" = w."typeId" and p.locale = w.locale and p."validTo" ${state} and p.words @@ (quote_literal(w.word))::tsquery)`,
      )
      .join(' and ')}`
