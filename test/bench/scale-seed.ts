import { createType, type ImportRecord } from '@verso/core'
import { createStore } from '@verso/data'
import pg from 'pg'
import { authorCount, article, categoryCount, recordOfArticle, recordOfAuthor, recordOfCategory, types } from './articles.ts'
import { benchContext, seedRecords } from './seed-articles.ts'

/** Articles that are written as any other; the rest are copies of their rows. */
export const originals = 1_000
const copiesAtOnce = 20_000

const indexed = ['rating', 'publishedOn']
const searched = ['title', 'summary', 'body']

/** The articles of the other benches, with fields that are indexed and searched. */
export const scaleTypes = types.map((type) =>
  type.name !== 'article'
    ? type
    : {
        ...type,
        fields: type.fields.map((field) => ({
          ...field,
          ...(indexed.includes(field.name) ? { indexed: true } : {}),
          ...(searched.includes(field.name) ? { searchable: true } : {}),
        })),
      },
)

/** A word of a language of 20,000, in which the n-th word is n times as rare as the first. */
export function word(seed: number): string {
  const share = ((seed * 2_654_435_761) % 2 ** 32) / 2 ** 32
  const rank = Math.floor(Math.exp(share * Math.log(20_000)))
  return syllables(rank)
}

function syllables(rank: number): string {
  let text = ''
  for (let left = rank + 20; left > 0; left = Math.floor(left / 60)) text += `${'bdfgklmnprstvz'[left % 14]}${'aeiou'[left % 5]}`
  return `${text}x`
}

/** The n-th article, with a body of words that are as rare as those of people. */
export function scaleRecord(index: number): ImportRecord {
  const record = recordOfArticle(index)
  const body = Array.from({ length: 250 }, (_, place) => word(index * 1_000 + place)).join(' ')
  return { ...record, fields: { ...record.fields, body } }
}

/** Makes the types and as many articles as are asked for, all of them with words, references and rows of their own. */
export async function seedScale(connectionString: string, count: number, onProgress: (done: number) => void): Promise<void> {
  const store = await createStore({ connectionString, poolSize: 4 })
  const ctx = benchContext(store)
  for (const type of scaleTypes) await createType(ctx, type)
  const range = (length: number) => Array.from({ length }, (_, index) => index)
  await seedRecords(
    ctx,
    [...range(authorCount).map(recordOfAuthor), ...range(categoryCount).map(recordOfCategory), ...range(originals).map(scaleRecord)],
    onProgress,
  )
  const model = await store.models.current()
  const type = model.types.find(({ name }) => name === 'article')
  const idOf = (name: string) => type?.fields.find((field) => field.name === name)?.id ?? ''
  const client = new pg.Client({ connectionString })
  await client.connect()
  await copyArticles(client, {
    typeId: type?.id ?? '',
    fields: { title: idOf('title'), slug: idOf('slug'), rating: idOf('rating'), publishedOn: idOf('publishedOn') },
    count,
    onProgress,
  })
  await client.end()
  await store.close()
}

interface Copying {
  typeId: string
  fields: { title: string; slug: string; rating: string; publishedOn: string }
  count: number
  onProgress: (done: number) => void
}

async function copyArticles(client: pg.Client, { typeId, fields, count, onProgress }: Copying): Promise<void> {
  // What is copied was checked when it was written: neither keys nor triggers look at it again.
  await client.query(
    "set session_replication_role = replica; set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '1GB'",
  )
  // Indexes are made at the end in a tenth of the time.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(secondaryIndexes)
  for (const { name } of indexes) await client.query(`drop index "${name}"`)
  await client.query(originalEntries, [typeId])
  for (const table of copiedTables)
    await client.query(`create temporary table "original${table.name}" as ${table.originals}; analyze "original${table.name}"`)
  for (let from = originals; from < count; from += copiesAtOnce) {
    const to = Math.min(from + copiesAtOnce, count)
    await client.query('begin')
    await client.query(chosen, [from, to - 1, originals])
    await client.query('analyze copied')
    for (const { name, changed } of copiedTables) await copyRows(client, { table: name, changed: changed(fields) })
    await client.query(words, [typeId])
    await client.query('commit')
    onProgress(to)
  }
  for (const { definition } of indexes) await client.query(definition)
  await client.query(`update "PublishedTotal" set total = $2 where "typeId" = $1`, [typeId, count])
  await client.query('vacuum analyze')
}

const secondaryIndexes = `
  select indexname as name, indexdef as definition from pg_indexes
  where schemaname = 'public' and tablename in ('Entry', 'Publication', 'Reference', 'SearchWord')
    and not exists (select from pg_constraint where conname = indexname)`

const originalEntries = `
  create temporary table original as
  select "entryId", row_number() over (order by "entryId")::int - 1 as place
  from "Publication" where "typeId" = $1::uuid and slug ~ '^article-[0-9]{1,3}$' and "validTo" is null`

/** Each with its original rows, and what of them a copy has anew: `c` is the copy, `o` the row. */
const copiedTables: { name: string; originals: string; changed: (fields: Copying['fields']) => Record<string, string> }[] = [
  {
    name: 'Entry',
    originals: 'select o.*, a."entryId" as "copiedId" from original a join "Entry" o on o.id = a."entryId"',
    changed: () => ({ id: 'c.id' }),
  },
  {
    name: 'Publication',
    originals:
      'select o.*, a."entryId" as "copiedId" from original a join "Publication" o on o."entryId" = a."entryId" and o."validTo" is null',
    changed: (fields) => ({
      id: 'gen_random_uuid()',
      entryId: 'c.id',
      slug: "'article-' || c.n",
      body: "replace(o.body, o.slug, 'article-' || c.n)",
      publishedAt: `o."publishedAt" + c.n * interval '1 second'`,
      // A number of its own is the rarest word that there is.
      words: "o.words || to_tsvector('simple', 'number' || c.n)",
      values: `o."values" || jsonb_build_object('${fields.title}', 'Article ' || c.n, '${fields.slug}', 'article-' || c.n,
        '${fields.rating}', c.n % 100, '${fields.publishedOn}', ('${article(0).publishedOn}'::date + (c.n / 24) % 5000)::text)`,
    }),
  },
  {
    name: 'Reference',
    originals: `select o.*, a."entryId" as "copiedId" from original a join "Reference" o
      on o."fromEntryId" = a."entryId" and o.origin = 'published' and o."validTo" is null`,
    changed: () => ({ id: `nextval(pg_get_serial_sequence('"Reference"', 'id'))`, fromEntryId: 'c.id' }),
  },
]

const chosen = `
  create temporary table copied on commit drop as
  select n, gen_random_uuid() as id, a."entryId" as original
  from generate_series($1::int, $2::int) n join original a on a.place = n % $3::int`

/** Copies rows of a table: all columns as they are but those that are said. */
async function copyRows(client: pg.Client, { table, changed }: { table: string; changed: Record<string, string> }) {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute where attrelid = '"${table}"'::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  const names = rows.map(({ name }) => name)
  const values = names.map((name) => changed[name.replaceAll('"', '')] ?? `o.${name}`)
  await client.query(
    `insert into "${table}" (${names.join(', ')}) select ${values.join(', ')} from copied c join "original${table}" o on o."copiedId" = c.original`,
  )
}

/** Of a first word that no other article has: the rarest there is. */
const words = `
  insert into "SearchWord" ("typeId", locale, word, forms)
  select $1::uuid, 'en', w.word, array(select substr(w.word, 1, i - 1) || substr(w.word, i + 1) from generate_series(1, length(w.word)) i) || w.word
  from (select 'number' || n as word from copied) w`
