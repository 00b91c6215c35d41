import pg from 'pg'

/** The same content as plain tables, taken from what was published, so that both answer alike to the last byte. */
export async function fillByHand(sql: pg.Client): Promise<void> {
  for (const statement of tables) await sql.query(statement)
}

/** Reads of these tables as one prepared statement each: what a good programmer would write by hand. */
export function createByHand(connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: 10 })
  return {
    async bySlug(slug: string) {
      const { rows } = await pool.query({ name: 'by-slug', text: `${select} where a.slug = $1`, values: [slug] })
      return rows.map(shape)[0]
    },
    async newest() {
      const { rows } = await pool.query({ name: 'newest', text: `${select} order by a.published_at desc, a.id limit 20`, values: [] })
      return pageOf(rows)
    },
    async inCategory(slug: string) {
      const { rows } = await pool.query({ name: 'in-category', text: inCategory, values: [slug] })
      return pageOf(rows)
    },
    async totalInCategory(slug: string) {
      const { rows } = await pool.query({ name: 'total', text: totalInCategory, values: [slug] })
      return rows[0].total
    },
  }
}

const meta = 'id uuid primary key, revision int, published_at timestamptz, first_published_at timestamptz, updated_at timestamptz'
const metaOf = 'p."entryId", p.revision, p."publishedAt", p."firstPublishedAt", p."updatedAt"'
const publishedOf = (type: string) =>
  `"Publication" p where p."validTo" is null and p."typeId" = (select id from "ContentType" where name = '${type}')`
/** The text of the n-th field of a type. */
const piece = (n: number) => `split_part(p.body, chr(31), ${n})::jsonb #>> '{}'`

const tables = [
  'create schema by_hand',
  `create table by_hand.author (${meta}, name text, slug text unique, bio text)`,
  `create table by_hand.category (${meta}, name text, slug text unique)`,
  `create table by_hand.article (${meta}, title text, slug text unique, summary text, body text, rating int, published_on date, author_id uuid references by_hand.author)`,
  'create table by_hand.article_category (article_id uuid references by_hand.article, position int, category_id uuid references by_hand.category, primary key (article_id, position))',
  `insert into by_hand.author select ${metaOf}, ${piece(1)}, ${piece(2)}, ${piece(3)} from ${publishedOf('author')}`,
  `insert into by_hand.category select ${metaOf}, ${piece(1)}, ${piece(2)} from ${publishedOf('category')}`,
  `insert into by_hand.article select ${metaOf}, ${piece(1)}, ${piece(2)}, ${piece(3)}, ${piece(4)}, (${piece(5)})::int, (${piece(6)})::date, (split_part(p.body, chr(31), 7)::jsonb ->> '_ref')::uuid
   from ${publishedOf('article')}`,
  `insert into by_hand.article_category select p."entryId", c.position, (c.category ->> '_ref')::uuid
   from "Publication" p, jsonb_array_elements(split_part(p.body, chr(31), 8)::jsonb) with ordinality c (category, position)
   where p."validTo" is null and p."typeId" = (select id from "ContentType" where name = 'article')`,
  'create index on by_hand.article (published_at desc, id)',
  'create index on by_hand.article_category (category_id, article_id)',
]

const ms = (column: string) => `extract(epoch from ${column}) * 1000`

const select = `select a.id, a.revision, a.published_at, a.first_published_at, a.updated_at, a.title, a.slug, a.summary, a.body, a.rating, a.published_on::text,
  u.id as author_id, u.revision as author_revision, u.published_at as author_published_at, u.first_published_at as author_first_published_at,
  u.updated_at as author_updated_at, u.name as author_name, u.slug as author_slug, u.bio as author_bio,
  (select json_agg(json_build_object('id', c.id, 'revision', c.revision, 'published_at', ${ms('c.published_at')},
     'first_published_at', ${ms('c.first_published_at')}, 'updated_at', ${ms('c.updated_at')}, 'name', c.name, 'slug', c.slug) order by l.position)
     from by_hand.article_category l join by_hand.category c on c.id = l.category_id where l.article_id = a.id) as categories
  from by_hand.article a join by_hand.author u on u.id = a.author_id`

const isInCategory = `exists (
    select from by_hand.article_category l join by_hand.category c on c.id = l.category_id where l.article_id = a.id and c.slug = $1
  )`
const inCategory = `${select} where ${isInCategory} order by a.published_at desc, a.id limit 20`
const totalInCategory = `select count(*)::int as total from by_hand.article a where ${isInCategory}`

// biome-ignore lint/suspicious/noExplicitAny: rows of pg are untyped, and this file stands for code written by hand
function pageOf(rows: any[]) {
  return { data: rows.map(shape), page: { limit: 20, next: rows.at(-1).id } }
}

// biome-ignore lint/suspicious/noExplicitAny: a row of pg, which nothing types
function shape(row: any) {
  return {
    _id: row.id,
    _type: 'article',
    _locale: 'en',
    _revision: row.revision,
    _publishedAt: row.published_at,
    _firstPublishedAt: row.first_published_at,
    _updatedAt: row.updated_at,
    title: row.title,
    slug: row.slug,
    summary: row.summary,
    body: row.body,
    rating: row.rating,
    publishedOn: row.published_on,
    author: {
      _id: row.author_id,
      _type: 'author',
      _locale: 'en',
      _revision: row.author_revision,
      _publishedAt: row.author_published_at,
      _firstPublishedAt: row.author_first_published_at,
      _updatedAt: row.author_updated_at,
      name: row.author_name,
      slug: row.author_slug,
      bio: row.author_bio,
    },
    categories: row.categories.map(shapeCategory),
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a part of such a row
function shapeCategory(row: any) {
  return {
    _id: row.id,
    _type: 'category',
    _locale: 'en',
    _revision: row.revision,
    _publishedAt: new Date(row.published_at),
    _firstPublishedAt: new Date(row.first_published_at),
    _updatedAt: new Date(row.updated_at),
    name: row.name,
    slug: row.slug,
  }
}
