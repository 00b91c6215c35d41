import pg from 'pg'
import { article, author, authorCount, category, categoryCount } from './articles.ts'

/** The same content as plain tables, and the same two reads as one prepared statement each: what a good programmer would write by hand. */
export async function createByHand(connectionString: string, articleCount: number) {
  const pool = new pg.Pool({ connectionString, max: 10 })
  await pool.query('create schema by_hand')
  await pool.query('create table by_hand.author (id int primary key, name text, slug text unique, bio text)')
  await pool.query('create table by_hand.category (id int primary key, name text, slug text unique)')
  await pool.query(
    'create table by_hand.article (id int primary key, title text, slug text unique, summary text, body text, rating int, published_on date, author_id int references by_hand.author, published_at timestamptz)',
  )
  await pool.query(
    'create table by_hand.article_category (article_id int references by_hand.article, position int, category_id int references by_hand.category, primary key (article_id, position))',
  )
  await insert(
    pool,
    'by_hand.author (id, name, slug, bio)',
    range(authorCount).map((id) => [id, author(id).name, author(id).slug, author(id).bio]),
  )
  await insert(
    pool,
    'by_hand.category (id, name, slug)',
    range(categoryCount).map((id) => [id, category(id).name, category(id).slug]),
  )
  const start = Date.UTC(2026, 0, 1)
  for (let from = 0; from < articleCount; from += 1000) {
    const rows = range(Math.min(1000, articleCount - from)).map((step) => ({ id: from + step, ...article(from + step) }))
    await insert(
      pool,
      'by_hand.article (id, title, slug, summary, body, rating, published_on, author_id, published_at)',
      rows.map((row) => [
        row.id,
        row.title,
        row.slug,
        row.summary,
        row.body,
        row.rating,
        row.publishedOn,
        row.author,
        new Date(start + row.id),
      ]),
    )
    await insert(
      pool,
      'by_hand.article_category (article_id, position, category_id)',
      rows.flatMap((row) => row.categories.map((id, position) => [row.id, position, id])),
    )
  }
  await pool.query('create index on by_hand.article (published_at desc, id)')
  await pool.query('analyze')

  return {
    async bySlug(slug: string) {
      const { rows } = await pool.query({ name: 'by-slug', text: `${select} where a.slug = $1`, values: [slug] })
      return rows.map(shape)[0]
    },
    async newest() {
      const { rows } = await pool.query({ name: 'newest', text: `${select} order by a.published_at desc, a.id limit 20`, values: [] })
      return rows.map(shape)
    },
    async inCategory(slug: string) {
      const { rows } = await pool.query({ name: 'in-category', text: inCategory, values: [slug] })
      return rows.map(shape)
    },
  }
}

const select = `select a.id, a.title, a.slug, a.summary, a.body, a.rating, a.published_on::text, a.published_at,
  u.id as author_id, u.name as author_name, u.slug as author_slug, u.bio as author_bio,
  (select json_agg(json_build_object('_id', c.id, 'name', c.name, 'slug', c.slug) order by l.position)
     from by_hand.article_category l join by_hand.category c on c.id = l.category_id where l.article_id = a.id) as categories
  from by_hand.article a join by_hand.author u on u.id = a.author_id`

const inCategory = `${select} where exists (
    select from by_hand.article_category l join by_hand.category c on c.id = l.category_id where l.article_id = a.id and c.slug = $1
  ) order by a.published_at desc, a.id limit 20`

// biome-ignore lint/suspicious/noExplicitAny: rows of pg are untyped, and this file stands for code written by hand
function shape(row: any) {
  return {
    _id: row.id,
    _publishedAt: row.published_at,
    title: row.title,
    slug: row.slug,
    summary: row.summary,
    body: row.body,
    rating: row.rating,
    publishedOn: row.published_on,
    author: { _id: row.author_id, name: row.author_name, slug: row.author_slug, bio: row.author_bio },
    categories: row.categories,
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

async function insert(pool: pg.Pool, target: string, rows: unknown[][]): Promise<void> {
  const width = rows[0]?.length ?? 0
  const perStatement = Math.floor(60_000 / width)
  for (let from = 0; from < rows.length; from += perStatement) {
    const part = rows.slice(from, from + perStatement)
    const places = part.map(
      (_, row) =>
        `(${range(width)
          .map((column) => `$${row * width + column + 1}`)
          .join(',')})`,
    )
    await pool.query(`insert into ${target} values ${places.join(',')}`, part.flat())
  }
}
