import { uuidv7 } from 'uuidv7'
import type { Connection } from '../connection.ts'

/** A path that leads elsewhere: to an entry wherever it is, or to a fixed path or address. */
export interface RedirectRow {
  id: string
  /** Null for one that people made: it counts for the whole site. */
  typeId: string | null
  locale: string
  from: string
  toEntryId: string | null
  to: string | null
  permanent: boolean
  /** True for one that a change of a slug or a place left behind. */
  automatic: boolean
  createdAt: Date
  createdById: string | null
  /** How often somebody came by it. */
  hits: bigint
}

/** A redirect that nobody came by yet. */
export type RedirectInput = Omit<RedirectRow, 'hits'>

interface RedirectPage {
  rows: RedirectRow[]
  more: boolean
}

export interface Redirects {
  find: (id: string) => Promise<RedirectRow | null>
  /**
   * Newest first; `search` looks in both ends. With `typeIds` only those that lead to entries of these types. `after` is the id of the
   * last row before.
   */
  list: (page: { limit: number; after?: string; search?: string; typeIds?: string[] }) => Promise<RedirectPage>
  /** Those that begin at a path now. */
  from: (locale: string, path: string) => Promise<RedirectRow[]>
  /** Adds to the hits of redirects, those that are over too: one statement, apart from the log, since readers never see it. */
  addHits: (counted: { id: string; hits: number }[]) => Promise<void>
}

export interface RedirectsInTransaction extends Redirects {
  create: (redirects: RedirectInput[], seq: bigint) => Promise<void>
  end: (id: string, seq: bigint) => Promise<void>
  /** Lets those that lead to a path lead from `seq` on to where that path leads. */
  leadOn: (onward: { locale: string; from: string; to: string | null; toEntryId: string | null }, seq: bigint) => Promise<void>
}

/** Old paths and where they lead, as readers see them: from one `seq` until another. Only inside of `log.append`. */
export function redirectsTable({ prisma, query }: Connection): RedirectsInTransaction {
  async function create(redirects: (RedirectInput | RedirectRow)[], seq: bigint): Promise<void> {
    await prisma.redirect.createMany({ data: redirects.map((redirect) => ({ ...redirect, validFrom: seq })) })
  }

  return {
    create,
    find: (id) => prisma.redirect.findFirst({ where: { id, validTo: null }, select: columns }),
    async list({ limit, after, search, typeIds }) {
      const rows = await query<RedirectRow>(listRedirects, [search ?? null, after ?? null, typeIds ?? null, limit + 1])
      return { rows: rows.slice(0, limit), more: rows.length > limit }
    },
    from: (locale, path) =>
      prisma.redirect.findMany({ where: { locale, from: path, validTo: null }, select: columns, orderBy: { id: 'asc' } }),
    async addHits(counted) {
      // In one order everywhere, so that two processes that write at once wait for each other and never in a circle.
      await query(addHits, [JSON.stringify(counted.toSorted((one, other) => (one.id < other.id ? -1 : 1)))])
    },
    async end(id, seq) {
      await prisma.redirect.updateMany({ where: { id, validTo: null }, data: { validTo: seq } })
    },
    async leadOn({ locale, from, to, toEntryId }, seq) {
      const chained = await prisma.redirect.findMany({ where: { locale, to: from, validTo: null }, select: columns })
      if (chained.length === 0) return
      await prisma.redirect.updateMany({ where: { id: { in: chained.map((row) => row.id) } }, data: { validTo: seq } })
      await create(
        chained.map((row) => ({ ...row, id: uuidv7(), to, toEntryId })),
        seq,
      )
    },
  }
}

const columns = {
  id: true,
  typeId: true,
  locale: true,
  from: true,
  toEntryId: true,
  to: true,
  permanent: true,
  automatic: true,
  createdAt: true,
  createdById: true,
  hits: true,
} as const

const addHits = `
  with counted as (
    select r.id, w.hits from json_to_recordset($1::json) as w (id uuid, hits int) join "Redirect" r on r.id = w.id order by r.id for no key update of r
  )
  update "Redirect" r set hits = r.hits + counted.hits from counted where r.id = counted.id`

// `strpos` takes what people type literally; LIKE would read `%` and `_` in it.
const listRedirects = `
  select r.id, r."typeId", r.locale, r."from", r."toEntryId", r."to", r.permanent, r.automatic, r."createdAt", r."createdById", r.hits
  from "Redirect" r left join "Entry" e on e.id = r."toEntryId"
  where r."validTo" is null
    and ($1::text is null or strpos(lower(r."from"), lower($1)) > 0 or strpos(lower(r."to"), lower($1)) > 0)
    and ($2::uuid is null or r.id < $2::uuid)
    and ($3::uuid[] is null or e."typeId" = any($3::uuid[]))
  order by r.id desc
  limit $4::int`
