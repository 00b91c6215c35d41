import type { Connection } from '../connection.ts'
import { allowLongStatements } from './allow-long.ts'
import { clearAudit, eraseEntryRows } from './erase-entry.ts'

export interface ErasureRow {
  id: string
  kind: 'entry' | 'media' | 'user'
  typeId: string | null
  /** From here on an entry was public at some time. */
  publicFrom: bigint | null
  seq: bigint | null
  at: Date
  byId: string | null
}

export interface Erasures {
  find: (id: string) => Promise<ErasureRow | null>
}

export interface ErasuresInTransaction extends Erasures {
  /** Whether anything tells of an entry that isn't there any more. */
  isRemembered: (entryId: string) => Promise<boolean>
  /** From this `seq` on an entry was public in some locale; null where it never was. */
  publicFrom: (entryId: string) => Promise<bigint | null>
  /** Files that only this entry leads to, in its draft or in anything of it that was ever public. */
  ownMedia: (entryId: string) => Promise<string[]>
  /**
   * That it happens, which is said first: without a record nothing of the audit goes. With it go the answers that are kept for repeats: they
   * are sealed, and any of them may tell of what is erased.
   */
  record: (row: ErasureRow) => Promise<void>
  /** Removes an entry, which is public nowhere, and all that it said. */
  entry: (entryId: string) => Promise<void>
  /** Removes what is said of a file, of all times; gives the hashes of the bytes that it ever had, which are for who has them. */
  media: (mediaId: string) => Promise<string[]>
  /** Removes a person, what they were called, and their ways in. What they made stays, made by nobody that is known. */
  user: (userId: string) => Promise<void>
}

/** Erasing for good, which nothing undoes, and the record that holds nothing of what was erased. */
export function erasuresTable({ prisma, query }: Connection): ErasuresInTransaction {
  return {
    async find(id) {
      const row = await prisma.erasure.findUnique({ where: { id } })
      return row === null ? null : { ...row, kind: row.kind as ErasureRow['kind'] }
    },
    async isRemembered(entryId) {
      const [row] = await query<{ found: boolean }>(findTraces, [entryId])
      return row?.found === true
    },
    async publicFrom(entryId) {
      const { _min } = await prisma.publication.aggregate({ where: { entryId }, _min: { validFrom: true } })
      return _min.validFrom
    },
    async ownMedia(entryId) {
      return (await query<{ id: string }>(findOwnMedia, [entryId])).map(({ id }) => id)
    },
    async entry(entryId) {
      await allowLongStatements({ query })
      await eraseEntryRows({ query }, entryId)
    },
    async media(mediaId) {
      await allowLongStatements({ query })
      const versions = await prisma.mediaVersion.findMany({ where: { mediaId }, distinct: ['sha256'], select: { sha256: true } })
      await query(clearAudit, [mediaId, ['media'], [mediaId]])
      // Their documents are found by what was said of it.
      await query('delete from "Preview"', [])
      for (const statement of mediaRemovals) await query(statement, [mediaId])
      return versions.flatMap(({ sha256 }) => sha256 ?? [])
    },
    async user(userId) {
      await allowLongStatements({ query })
      const tokens = await prisma.apiToken.findMany({ where: { createdById: userId }, select: { id: true } })
      const ids = [userId, ...tokens.map(({ id }) => id)]
      await query(clearAudit, [userId, ['user', 'token'], ids])
      await query(forgetActors, [userId, ids])
      for (const statement of userRemovals) await query(statement, [userId])
    },
    async record(row) {
      await prisma.erasure.create({ data: row, select: { id: true } })
      await query(forgetAnswers, [])
    },
  }
}

const findTraces = `
  select (exists (select from "AuditEvent" where "targetKind" = 'entry' and "targetId" = $1::text)
      or exists (select from "PublicationEvent" where items @> jsonb_build_array(jsonb_build_object('id', $1::text))))
    and not exists (select from "Erasure" where id = $1::uuid) as found`

const findOwnMedia = `
  select distinct r."toMediaId" as id from "Reference" r
  where r."fromEntryId" = $1::uuid and r."toMediaId" is not null and not exists (
    select from "Reference" o where o."toMediaId" = r."toMediaId" and o."fromEntryId" <> r."fromEntryId"
  )
  order by 1`

const mediaRemovals = [
  'delete from "MediaVersion" where "mediaId" = $1::uuid',
  'delete from "ImportKey" where "mediaId" = $1::uuid',
  'delete from "Media" where id = $1::uuid',
]

// The rows stay: a repeat must not do anew what was done.
const forgetAnswers = `update "IdempotencyKey" set answer = '' where answer <> ''`

// An address on the network tells of a person as a name does.
const forgetActors = 'select erase_audit_persons($1::uuid, $2::text[])'

const userRemovals = [
  'delete from "WorkingCopy" where "byId" = $1::uuid',
  'delete from "Session" where "userId" = $1::uuid',
  'delete from "ApiToken" where "createdById" = $1::uuid',
  'delete from "User" where id = $1::uuid',
]
