import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { draftWords, gatherWords, type WordColumns } from './document-texts.ts'
import { type DraftInput, draftReferences, insertReferences } from './entry-writes.ts'
import { pieceSeparator } from './pieces.ts'
import { type PublicationInput, toReferences, toUniques } from './publication-writes.ts'
import { refuseTaken } from './refuse-taken.ts'
import { findWords, forgetWords, type KnownWord, rememberWords } from './search-words.ts'

/** A draft as a change of the model leaves it. */
export interface DraftRewrite extends DraftInput {
  entryId: string
  translations: Json
  outdated: Json
}

export interface PublicationRewrite extends PublicationInput {
  /** Id of the row. */
  id: string
  isHead: boolean
}

export interface EntryRewrites {
  /** Writes drafts again under a changed model; revisions and times stay. */
  drafts: (rows: DraftRewrite[]) => Promise<void>
  /** Makes room: what the published entries of a type hold as unique is forgotten, and their addresses too. */
  forgetUniques: (type: { typeId: string; fieldIds: string[]; withSlugs: boolean }) => Promise<void>
  /** Writes publications again in place, those that are over too; their intervals stay. A taken slug or unique value throws `TakenError`. */
  publications: (rows: PublicationRewrite[], seq: bigint) => Promise<void>
  /** Gives everything of a language its new code. `codes` are pairs of the old and the new one. */
  renameLocales: (codes: [was: string, is: string][], seq: bigint) => Promise<void>
}

/** Rewriting of many entries at once, for a change of the model: a fixed number of statements for each page of rows. */
export function entryRewrites(connection: Connection): EntryRewrites {
  const { query } = connection
  return {
    async drafts(rows) {
      if (rows.length === 0) return
      await query(writeDrafts, [
        JSON.stringify(rows.map(({ references: _, texts = [], ...row }) => ({ ...row, words: draftWords(texts) }))),
      ])
      const references = rows.flatMap((row) => draftReferences(row.entryId, row.references))
      await query(replaceDraftReferences, [rows.map((row) => row.entryId), JSON.stringify(references)])
    },
    async forgetUniques({ typeId, fieldIds, withSlugs }) {
      await query('delete from "UniqueValue" where "fieldId" = any($1::uuid[])', [fieldIds])
      if (withSlugs)
        await query('update "Publication" set slug = null where "typeId" = $1::uuid and "validTo" is null and slug is not null', [typeId])
    },
    async publications(rows, seq) {
      if (rows.length === 0) return
      await refuseTaken(
        query,
        rows.filter((row) => row.isHead),
      )
      const words = await gatherWords(connection, rows)
      const before = await query<KnownWord>(findWords('p.id = any($1::uuid[])'), [rows.map((row) => row.id)])
      await query(writePublications, [seq, JSON.stringify(rows.map((row, index) => toRow(row, words[index])))])
      await forgetWords(connection, before)
      await query(replaceReferences, [rows.map((row) => row.id), JSON.stringify(rows.flatMap(referencesOf))])
      await query(writeUniques, [JSON.stringify(rows.filter((row) => row.isHead).flatMap(toUniques))])
    },
    async renameLocales(codes, seq) {
      const [was, is] = [codes.map(([old]) => old), codes.map(([, code]) => code)]
      await query(renamePublications, [was, is, seq])
      for (const table of ['Reference', 'UniqueValue', 'PublishedTotal', 'Redirect']) await query(renameIn(table), [was, is])
      await query(renameSearchWords, [was, is])
      for (const table of ['Media', 'MediaVersion']) await query(renameTexts(table), [was, is])
    },
  }
}

const writeDrafts = `
  update "Draft" d set content = r.content, values = r.values, hashes = r.hashes, title = r.title, words = r.words, translations = r.translations, outdated = r.outdated
  from json_to_recordset($1::json) as r ("entryId" uuid, content jsonb, values jsonb, hashes jsonb, title jsonb, words tsvector, translations jsonb, outdated jsonb)
  where d."entryId" = r."entryId"`

const replaceDraftReferences = `
  with gone as (delete from "Reference" where origin = 'draft' and "fromEntryId" = any($1::uuid[]))
  ${insertReferences('$2::json')}`

// Where a type is a tree, the place among the siblings stands beside the comparable values and isn't the model's.
const writePublications = `
  with rows as (
    select * from json_to_recordset($2::json) as r (id uuid, slug text, layout int, body text, values jsonb, hash text, origins jsonb, words tsvector, "wordSpans" jsonb)
  ), written as (
  update "Publication" p set slug = r.slug, layout = r.layout, body = r.body, values = r.values || coalesce(jsonb_strip_nulls(jsonb_build_object('_order', p.values -> '_order')), '{}'),
    hash = r.hash, origins = coalesce(r.origins, '{}'), words = r.words, "wordSpans" = r."wordSpans", "rewrittenSeq" = $1::bigint
  from rows r
  where p.id = r.id
  returning p."typeId", p.locale, p.words
  ) ${rememberWords('written')}`

const replaceReferences = `
  with rows as (select id, "entryId", locale, "validFrom", "validTo" from "Publication" where id = any($1::uuid[])),
  gone as (
    delete from "Reference" f using rows
    where f.origin = 'published' and f."fromEntryId" = rows."entryId" and f.locale = rows.locale and f."validFrom" = rows."validFrom"
  )
  insert into "Reference" (origin, "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId", "validFrom", "validTo")
  select 'published', rows."entryId", rows.locale, r."fieldId", r."inner", r.path, r.position, r."toEntryId", r."toMediaId", rows."validFrom", rows."validTo"
  from json_to_recordset($2::json) as r (id uuid, "fieldId" uuid, "inner" text, path text, position int, "toEntryId" uuid, "toMediaId" uuid)
  join rows on rows.id = r.id`

const writeUniques = `
  insert into "UniqueValue" ("fieldId", locale, value, "entryId")
  select "fieldId", locale, value, "entryId" from json_to_recordset($1::json) as r ("fieldId" uuid, locale text, value text, "entryId" uuid)
  on conflict do nothing`

const renamePublications = `
  update "Publication" p set locale = coalesce((select code from unnest($1::text[], $2::text[]) as m (was, code) where m.was = p.locale), p.locale), "rewrittenSeq" = $3::bigint,
    origins = (select coalesce(jsonb_object_agg(o.key, coalesce(m.code, o.value #>> '{}')), '{}') from jsonb_each(p.origins) o left join unnest($1::text[], $2::text[]) as m (was, code) on m.was = o.value #>> '{}')
  where p.locale = any($1::text[]) or exists (select from jsonb_each_text(p.origins) o where o.value = any($1::text[]))`

function renameIn(table: string): string {
  return `update "${table}" t set locale = m.code from unnest($1::text[], $2::text[]) as m (was, code) where t.locale = m.was`
}

// Under a code that something was once published in there may be some of them already.
const renameSearchWords = `
  with gone as (delete from "SearchWord" w using unnest($1::text[], $2::text[]) as m (was, code) where w.locale = m.was returning w."typeId", m.code, w.word, w.forms)
  insert into "SearchWord" ("typeId", locale, word, forms) select "typeId", code, word, forms from gone on conflict do nothing`

function renameTexts(table: string): string {
  const renamed = (column: string) =>
    `(select coalesce(jsonb_object_agg(coalesce(m.code, e.key), e.value), '{}') from jsonb_each(t.${column}) e left join unnest($1::text[], $2::text[]) as m (was, code) on m.was = e.key)`
  return `update "${table}" t set alt = ${renamed('alt')}, caption = ${renamed('caption')} where t.alt ?| $1::text[] or t.caption ?| $1::text[]`
}

function toRow({ id, slug, layout, pieces, values, hash, ...row }: PublicationRewrite, words: WordColumns | undefined) {
  return {
    ...words,
    id,
    slug,
    layout,
    body: pieces.join(pieceSeparator),
    values,
    hash,
    origins: (row as { origins?: Json }).origins ?? null,
  }
}

function referencesOf(row: PublicationRewrite) {
  return toReferences(row).map((reference) => ({ ...reference, id: row.id }))
}
