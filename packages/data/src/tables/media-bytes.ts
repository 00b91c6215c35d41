import type { Connection } from '../connection.ts'

export interface NamedBytes {
  /** Which of these content hashes some row (of now or of history, or of a rendition) still names. */
  usedHashes: (hashes: string[]) => Promise<string[]>
  /** All that any row names, in their order, behind a hash. */
  namedHashes: (page: { after: string; limit: number }) => Promise<string[]>
}

export interface ClaimedBytes {
  /** Keeps bytes from being removed until the transaction ends, since a row is about to name them. */
  claimHash: (sha256: string) => Promise<void>
  /** Keeps others from naming these bytes until the transaction ends; false where somebody is about to. */
  lockHash: (sha256: string) => Promise<boolean>
}

/** What rows say of bytes in the file store, and who may name or remove them. */
export function mediaBytes(query: Connection['query']): NamedBytes & ClaimedBytes {
  return {
    async usedHashes(hashes) {
      return (await query<{ sha256: string }>(usedHashes, [hashes])).map(({ sha256 }) => sha256)
    },
    namedHashes: async ({ after, limit }) => (await query<{ sha256: string }>(namedHashes, [after, limit])).map(({ sha256 }) => sha256),
    async claimHash(sha256) {
      await query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))::text', [`bytes ${sha256}`])
    },
    async lockHash(sha256) {
      const statement = 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as "isLocked"'
      const [row] = await query<{ isLocked: boolean }>(statement, [`bytes ${sha256}`])
      return row?.isLocked === true
    },
  }
}

const namedHashes = `
  select sha256 from (select sha256 from "MediaVersion" union select sha256 from "Rendition") h
  where sha256 is not null and sha256 collate "C" > $1 order by sha256 collate "C" limit $2`

const usedHashes = `
  select h.sha256 from unnest($1::text[]) as h (sha256)
  where exists (select from "MediaVersion" v where v.sha256 = h.sha256) or exists (select from "Rendition" r where r.sha256 = h.sha256)`
