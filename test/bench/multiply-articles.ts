import type pg from 'pg'
import { authorCount, categoryCount } from './articles.ts'

/**
 * Copies what publishing has written for `base` articles until there are `count`: the same rows, each with ids, a slug, a title and a time of its own.
 * Everything that reads look at is there (entry, publication, references, totals); drafts and revisions, which they don't, aren't.
 * Words are those of the article that was copied.
 */
export async function multiplyArticles(sql: pg.Client, { base, count }: { base: number; count: number }): Promise<void> {
  // Author and categories of an article follow from its number: copies have the same where the step is a multiple of both.
  if (base % authorCount !== 0 || base % categoryCount !== 0 || count % base !== 0) throw new Error('This is no whole number of copies')
  const copies = count / base - 1
  if (copies === 0) return
  const { rows: indexes } = await sql.query<{ name: string; definition: string }>(heavyIndexes)
  for (const { name } of indexes) await sql.query(`drop index "${name}"`)
  for (let copy = 1; copy <= copies; copy += 1) {
    const values = [copy, base]
    await sql.query('begin')
    await sql.query(`create temp table made on commit drop as ${sources}`)
    await sql.query(entries, [copy])
    await sql.query(publications, values)
    await sql.query(references, [copy])
    await sql.query('commit')
  }
  await sql.query("set maintenance_work_mem = '512MB'")
  for (const { definition } of indexes) await sql.query(definition)
  await sql.query('update "PublishedTotal" set total = $1 where "typeId" = (select id from "ContentType" where name = \'article\')', [
    count,
  ])
}

// Beginning an index again takes less than keeping it while a hundred times as much comes in.
const heavyIndexes = `
  select indexname as name, indexdef as definition from pg_indexes
  where tablename in ('Publication', 'Reference') and indexname in ('Publication_words_now_idx', 'Publication_words_past_idx')`

const sources = `
  select p.*, substr(p.slug, 9)::int as number from "Publication" p
  where p."typeId" = (select id from "ContentType" where name = 'article') and p."validTo" is null
  and substr(p.slug, 9)::int < (select count(*) from "Draft" d where d."typeId" = p."typeId")`

/** Another id for each copy: three of its random digits say which it is. */
function copied(id: string): string {
  return `(left(${id}::text, 24) || lpad(to_hex($1::int), 3, '0') || right(${id}::text, 9))::uuid`
}

const renumbered = (text: string) =>
  `replace(replace(${text}, '"article-' || number || '"', '"article-' || number + $1::int * $2::int || '"'), '"Article ' || number || ':', '"Article ' || number + $1::int * $2::int || ':')`

const entries = `
  insert into "Entry" (id, "typeId", revision, "createdAt", "createdById", "updatedAt", "updatedById")
  select ${copied('e.id')}, e."typeId", e.revision, e."createdAt", e."createdById", e."updatedAt", e."updatedById"
  from made join "Entry" e on e.id = made."entryId"`

const publications = `
  insert into "Publication" (id, "entryId", "typeId", locale, slug, path, "parentId", revision, layout, body, "values", origins, hash,
    "publishedAt", "firstPublishedAt", "updatedAt", "createdAt", "publishedById", "validFrom", words, "wordSpans")
  select ${copied('id')}, ${copied('"entryId"')}, "typeId", locale, 'article-' || number + $1::int * $2::int, path, "parentId", revision, layout,
    ${renumbered('body')}, ${renumbered('"values"::text')}::jsonb, origins, hash,
    "publishedAt" - $1::int * interval '1 hour', "firstPublishedAt" - $1::int * interval '1 hour', "updatedAt", "createdAt", "publishedById", "validFrom", words, "wordSpans"
  from made`

const references = `
  insert into "Reference" (origin, "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId", "validFrom")
  select r.origin, ${copied('r."fromEntryId"')}, r.locale, r."fieldId", r."inner", r.path, r.position, r."toEntryId", r."toMediaId", r."validFrom"
  from made join "Reference" r on r."fromEntryId" = made."entryId" and r.origin = 'published' and r.locale = made.locale and r."validTo" is null`
