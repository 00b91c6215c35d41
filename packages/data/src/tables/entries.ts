import type { Connection } from '../connection.ts'
import { type EntryRow, entryColumns, type RawEntry, toEntryRow } from './entry-row.ts'
import { createEntries, type DraftInput, type NewEntry, rewriteDraft, saveDraft } from './entry-writes.ts'
import type { RevisionInput, RevisionKind } from './revisions.ts'
import { takeLock } from './take-lock.ts'

export interface Entries {
  find: (id: string) => Promise<EntryRow | null>
  /** In no particular order; absent ones are left out. */
  findMany: (ids: string[]) => Promise<EntryRow[]>
  /** The entry of a single type, trashed or not. */
  findSingle: (typeId: string) => Promise<EntryRow | null>
  /** All of a type in the order of their ids, trashed ones too. `after` is the id of the last one before. */
  listOfType: (typeId: string, page: { after?: string; limit: number }) => Promise<EntryRow[]>
  /** Which of these slugs the draft of another entry of the type holds, trashed or not. `locale` where the field is localised. */
  takenSlugs: (wish: SlugWish) => Promise<string[]>
}

export interface SlugWish {
  typeId: string
  fieldId: string
  locale: string | null
  slugs: string[]
  exceptEntryId: string | null
}

export interface EntriesInTransaction extends Entries {
  /** The row, locked until the transaction ends; null when there is none. */
  lock: (id: string) => Promise<EntryRow | null>
  /** In order of id, so that two batches never wait for one another. */
  lockMany: (ids: string[]) => Promise<EntryRow[]>
  /** One at a time: making entries of single types, of which there may be one only. */
  lockSingles: () => Promise<void>
  create: (entry: NewEntry, draft: DraftInput, kind: RevisionKind) => Promise<void>
  /** The same for many, in one statement. */
  createMany: (entries: { entry: NewEntry; draft: DraftInput; kind: RevisionKind }[]) => Promise<void>
  /** Writes the draft and revision n+1. */
  save: (id: string, draft: DraftInput, revision: RevisionInput) => Promise<void>
  /** Writes again what is kept beside the content of a draft, after a change of its type. The content and its revision stay. */
  rewriteDraft: (id: string, draft: DraftInput) => Promise<void>
  trash: (id: string, at: Date, byId: string | null) => Promise<void>
  restore: (id: string) => Promise<void>
  /** Removes the entry and all of it for good, its closed publications too. What is still public can't go. */
  purge: (id: string) => Promise<void>
}

/** Entries with their drafts. Every saved state is a revision too; what readers see is the log's alone. */
export function entriesTable(connection: Connection): EntriesInTransaction {
  const { prisma, query } = connection

  async function select(where: string, values: unknown[]): Promise<EntryRow[]> {
    const rows = await query<RawEntry>(`select ${entryColumns} from "Entry" e join "Draft" d on d."entryId" = e.id where ${where}`, values)
    return rows.map(toEntryRow)
  }

  async function lockMany(ids: string[]): Promise<EntryRow[]> {
    // Locked first and read afterwards: a statement that waited for the lock still sees the drafts of before the wait.
    await query('select id from "Entry" where id = any($1::uuid[]) order by id for update', [ids])
    return select('e.id = any($1::uuid[]) order by e.id', [ids])
  }

  return {
    lockMany,
    find: async (id) => (await select('e.id = $1::uuid', [id]))[0] ?? null,
    findMany: (ids) => select('e.id = any($1::uuid[])', [ids]),
    findSingle: async (typeId) => (await select('e."typeId" = $1::uuid order by e.id limit 1', [typeId]))[0] ?? null,
    listOfType: (typeId, { after, limit }) =>
      select('e."typeId" = $1::uuid and ($2::uuid is null or e.id > $2::uuid) order by e.id limit $3::int', [typeId, after ?? null, limit]),
    async takenSlugs({ typeId, fieldId, locale, slugs, exceptEntryId }) {
      const rows = await query<{ slug: string }>(takenSlugs, [typeId, fieldId, locale, slugs, exceptEntryId])
      return rows.map((row) => row.slug)
    },
    lock: async (id) => (await lockMany([id]))[0] ?? null,
    lockSingles: () => takeLock(connection, 'singles'),
    create: (entry, draft, kind) => createEntries(connection, [{ entry, draft, kind }]),
    createMany: (entries) => createEntries(connection, entries),
    save: (id, draft, revision) => saveDraft(connection, { id, draft, revision }),
    rewriteDraft: (id, draft) => rewriteDraft(connection, id, draft),
    async trash(id, at, byId) {
      await prisma.entry.update({ where: { id }, data: { trashedAt: at, trashedById: byId }, select: { id: true } })
    },
    async restore(id) {
      await prisma.entry.update({ where: { id }, data: { trashedAt: null, trashedById: null }, select: { id: true } })
    },
    async purge(id) {
      if ((await prisma.publication.count({ where: { entryId: id, validTo: null } })) > 0) throw new Error(`Entry ${id} is still public`)
      await prisma.reference.deleteMany({ where: { fromEntryId: id } })
      await prisma.publication.deleteMany({ where: { entryId: id } })
      await prisma.importKey.deleteMany({ where: { entryId: id } })
      await prisma.entry.delete({ where: { id }, select: { id: true } })
    },
  }
}

// Containment is what the index on the values of drafts answers, whatever the field.
const takenSlugs = `
  select distinct s.slug
  from unnest($4::text[]) as s (slug)
  join "Draft" d on d.values @> case when $3::text is null then jsonb_build_object($2::text, s.slug) else jsonb_build_object($2::text, jsonb_build_object($3::text, s.slug)) end
  where d."typeId" = $1::uuid and ($5::uuid is null or d."entryId" <> $5::uuid)
  union
  select p.slug
  from "Publication" p
  where p."typeId" = $1::uuid and p."validTo" is null and p.slug = any($4::text[]) and ($3::text is null or p.locale = $3) and ($5::uuid is null or p."entryId" <> $5::uuid)
    and p.values ->> $2::text = p.slug`
