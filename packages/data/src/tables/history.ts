import type { Connection } from '../connection.ts'
import type { GivenUp } from './given-up.ts'
import { findWords, forgetWords, type KnownWord } from './search-words.ts'
import { takeLock } from './take-lock.ts'

/** A point that somebody has named. */
export interface SnapshotRow {
  id: string
  name: string
  description: string | null
  seq: bigint
  createdAt: Date
  createdById: string | null
}

export interface History {
  /** From here on every point is kept; before it those that a snapshot names. */
  horizon: () => Promise<bigint>
  /** How often points were given up, as far as this process has heard, without asking: it follows within seconds. */
  knownGivenUp: () => number
  isKept: (seq: bigint) => Promise<boolean>
  /** Newest points first. */
  snapshots: () => Promise<SnapshotRow[]>
  findSnapshot: (id: string) => Promise<SnapshotRow | null>
}

export interface HistoryInTransaction extends History {
  /** One at a time: naming a point, and giving points up. */
  lock: () => Promise<void>
  /** A name that another one has throws `DuplicateError`. */
  createSnapshot: (snapshot: SnapshotRow) => Promise<void>
  deleteSnapshot: (id: string) => Promise<void>
  /** Gives up the points before this one that have no name. It never comes back; gives the horizon that counts then. */
  raise: (horizon: bigint) => Promise<bigint>
  /** Clears some publications that no kept point shows; after the place where the page before ended. Null: none is left. */
  clearPublications: (after: ClearedTo | null, limit: number) => Promise<{ count: number; next: ClearedTo | null }>
  /** Removes some references that no kept point shows, in the same way. */
  removeReferences: (after: ClearedTo | null, limit: number) => Promise<{ count: number; next: ClearedTo | null }>
  /**
   * Lets go of the bytes of some files that no kept point shows: replaced or removed ones; what was said of them stays. Gives the hashes that
   * no file has any more.
   */
  releaseFiles: (limit: number) => Promise<{ count: number; hashes: string[] }>
  /** Empties the events of some numbers before the horizon; what each was and when stays. */
  emptyEvents: (range: { after: bigint; upTo: bigint }) => Promise<void>
}

/** Where a walk over ended rows stands. */
export interface ClearedTo {
  validTo: bigint
  id: string
}

/**
 * How far back what was public is kept. The horizon goes up before anything is cleared, so that no reader ever sees a part of a point: it
 * is all there, or refused.
 */
export function historyTable(connection: Connection, givenUp: GivenUp): HistoryInTransaction {
  const { prisma, query } = connection

  async function raise(wanted: bigint): Promise<bigint> {
    const [row] = await query<{ horizon: bigint; givenUp: number }>(giveUp, [wanted])
    givenUp.note(row?.givenUp ?? 0)
    return row?.horizon ?? wanted
  }

  return {
    async horizon() {
      const [row] = await query<{ horizon: bigint }>('select horizon from "PublicationCounter" where id = 1', [])
      return row?.horizon ?? 0n
    },
    knownGivenUp: givenUp.known,
    isKept: (seq) => isKept(connection, seq),
    snapshots: () => prisma.snapshot.findMany({ orderBy: [{ seq: 'desc' }, { name: 'asc' }] }),
    findSnapshot: (id) => prisma.snapshot.findUnique({ where: { id } }),
    lock: () => takeLock(connection, 'history'),
    async createSnapshot(snapshot) {
      await prisma.snapshot.create({ data: snapshot, select: { id: true } })
    },
    async deleteSnapshot(id) {
      await prisma.snapshot.delete({ where: { id }, select: { id: true } })
      await raise(0n)
    },
    raise,
    async clearPublications(after, limit) {
      const rows = await query<ClearedTo>(findClearable, [after?.validTo ?? 0n, after?.id ?? noId, limit])
      const ids = rows.map(({ id }) => id)
      const words = await query<KnownWord>(findWords('p.id = any($1::uuid[])'), [ids])
      await query(clearPublications, [ids])
      await forgetWords(connection, words)
      return pageOf(rows, limit)
    },
    async removeReferences(after, limit) {
      const rows = await query<ClearedTo>(findRemovable, [after?.validTo ?? 0n, after?.id ?? '0', limit])
      await query('delete from "Reference" where id = any($1::bigint[])', [rows.map(({ id }) => id)])
      return pageOf(rows, limit)
    },
    async releaseFiles(limit) {
      const rows = await query<{ sha256: string }>(releaseVersions, [limit])
      const hashes = [...new Set(rows.map(({ sha256 }) => sha256))]
      return {
        count: rows.length,
        hashes: hashes.length === 0 ? [] : (await query<{ sha256: string }>(findUnused, [hashes])).map((row) => row.sha256),
      }
    },
    async emptyEvents({ after, upTo }) {
      await query(`update "PublicationEvent" set items = '[]' where seq > $1::bigint and seq <= $2::bigint and items <> '[]'`, [
        after,
        upTo,
      ])
    },
  }
}

/** Whether a point can be read. */
export async function isKept({ query }: Pick<Connection, 'query'>, seq: bigint): Promise<boolean> {
  const [row] = await query<{ isKept: boolean }>(findKept, [seq])
  return row?.isKept === true
}

const noId = '00000000-0000-0000-0000-000000000000'

const findKept = `
  select c.horizon <= $1::bigint or exists (select from "Snapshot" s where s.seq = $1::bigint) as "isKept"
  from "PublicationCounter" c where c.id = 1`

const giveUp = `
  update "PublicationCounter" set horizon = greatest(horizon, $1::bigint), "givenUp" = "givenUp" + 1 where id = 1
  returning horizon, "givenUp"`

/** True for what no point shows that is kept. */
const shownNowhere = (alias: string) => `
  ${alias}."validTo" <= (select horizon from "PublicationCounter" where id = 1)
  and not exists (select from "Snapshot" s where s.seq >= ${alias}."validFrom" and s.seq < ${alias}."validTo")`

const findClearable = `
  select p.id, p."validTo" from "Publication" p
  where p."validTo" is not null and not p.compacted and (p."validTo", p.id) > ($1::bigint, $2::uuid) and ${shownNowhere('p')}
  order by p."validTo", p.id limit $3::int for update`

const clearPublications = `
  update "Publication" set compacted = true, body = '', values = '{}', origins = '{}', words = '', "wordSpans" = '[]' where id = any($1::uuid[])`

const releaseVersions = `
  with over as (
    select v."mediaId", v.revision, v.sha256 from "MediaVersion" v
    where v."validTo" is not null and v.sha256 is not null and ${shownNowhere('v')} order by v."mediaId", v.revision limit $1::int for update
  )
  update "MediaVersion" v set sha256 = null from over where v."mediaId" = over."mediaId" and v.revision = over.revision
  returning over.sha256`

const findUnused = `
  select h.sha256 from unnest($1::text[]) as h (sha256) where not exists (select from "MediaVersion" v where v.sha256 = h.sha256)`

const findRemovable = `
  select r.id::text as id, r."validTo" from "Reference" r
  where r.origin = 'published' and r."validTo" is not null and (r."validTo", r.id) > ($1::bigint, $2::bigint) and ${shownNowhere('r')}
  order by r."validTo", r.id limit $3::int`

function pageOf(rows: readonly ClearedTo[], limit: number): { count: number; next: ClearedTo | null } {
  return { count: rows.length, next: rows.length < limit ? null : (rows.at(-1) ?? null) }
}
