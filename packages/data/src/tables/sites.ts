import type { Connection } from '../connection.ts'

/** A site, and how far it says it is built. */
export interface SiteRow {
  name: string
  url: string | null
  builtSeq: bigint | null
  builtAt: Date | null
  isOverfull: boolean
  pages: number
}

/** One thing that a page was read from. */
export interface PageReadRow {
  page: string
  tag: string
}

export interface Sites {
  list: () => Promise<SiteRow[]>
  /** How far each is built, without a look at its pages. */
  builds: () => Promise<Pick<SiteRow, 'name' | 'builtSeq'>[]>
  find: (name: string) => Promise<SiteRow | null>
  /** Adds what pages were read from; what is there already stays. Of a site that has more than so many rows no more is kept, and it is noted so. */
  noteReads: (name: string, reads: readonly PageReadRow[], maxRows: number) => Promise<void>
  /** Keys of pages that were read from one of these, of any with null, in the order of their keys. */
  pagesReadFrom: (tags: readonly string[] | null, limit: number) => Promise<string[]>
  /** Whether there are sites of which not all is known. */
  hasOverfull: () => Promise<boolean>
  noteBuild: (name: string, build: { seq: bigint; url: string | null; at: Date }) => Promise<void>
}

/** What sites are built from, page by page, as their reads have told. */
export function sitesTable({ query }: Connection): Sites {
  return {
    list: () => query(`${select} order by s.name`, []),
    builds: () => query('select name, "builtSeq" from "Site" order by name', []),
    find: async (name) => (await query<SiteRow>(`${select} where s.name = $1`, [name]))[0] ?? null,
    async noteReads(name, reads, maxRows) {
      const [row] = await query<{ added: number; isFull: boolean }>(noteReads, [
        name,
        reads.map(({ page }) => page),
        reads.map(({ tag }) => tag),
        maxRows,
      ])
      if (row !== undefined && (row.added > 0 || row.isFull)) await query(countReads, [name, row.added, row.isFull])
    },
    async pagesReadFrom(tags, limit) {
      const rows = await query<{ page: string }>(tags === null ? allPages : pagesReadFrom, tags === null ? [limit] : [limit, tags])
      return rows.map(({ page }) => page)
    },
    async hasOverfull() {
      return (await query('select name from "Site" where "isOverfull" limit 1', [])).length > 0
    },
    async noteBuild(name, { seq, url, at }) {
      await query(noteBuild, [name, String(seq), url, at])
    },
  }
}

const select = `
  select s.name, s.url, s."builtSeq", s."builtAt", s."isOverfull",
    (select count(distinct r.page)::int from "PageRead" r where r."siteName" = s.name) as pages
  from "Site" s`

// The row of the site is locked first: two processes that tell of the same page at once wait for each other rather than meet halfway.
const noteReads = `
  with site as (
    insert into "Site" as s (name) values ($1) on conflict (name) do update set name = excluded.name returning s.name, s.reads
  ), added as (
    insert into "PageRead" ("siteName", page, tag)
    select site.name, given.page, given.tag from site, (select distinct * from unnest($2::text[], $3::text[]) as given (page, tag)) given
    where site.reads + cardinality($2::text[]) <= $4::int
    on conflict do nothing returning tag
  )
  select (select count(*)::int from added) as added, reads + cardinality($2::text[]) > $4::int as "isFull" from site`

const countReads = `
  update "Site" set reads = reads + $2::int, "isOverfull" = "isOverfull" or $3::boolean where name = $1`

const pagesReadFrom = `
  select distinct page from "PageRead" where tag = any($2::text[]) or tag = '*' order by page limit $1::int`
const allPages = 'select distinct page from "PageRead" order by page limit $1::int'

// A build that ends late doesn't take back what a later one has said.
const noteBuild = `
  insert into "Site" as s (name, "builtSeq", url, "builtAt") values ($1, $2::bigint, $3, $4::timestamptz)
  on conflict (name) do update set "builtSeq" = greatest(s."builtSeq", excluded."builtSeq"), url = coalesce(excluded.url, s.url),
    "builtAt" = case when s."builtSeq" > excluded."builtSeq" then s."builtAt" else excluded."builtAt" end`
