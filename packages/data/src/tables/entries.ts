import type { Connection } from '../connection.ts'
import type { RevisionKind } from '../history/revision-row.ts'
import type { LastChange } from './draft-locales.ts'
import { type EntryRow, entryColumns, newEntryRow, type RawEntry, toEntryRow } from './entry-row.ts'
import {
  createEntries,
  type DraftInput,
  type NewEntry,
  type Saved,
  saveDraft,
  saveDrafts,
  type TranslationState,
  writeTranslations,
} from './entry-writes.ts'
import { createParameters } from '../reads/parameters.ts'
import type { MakeRowTests, RowTests } from '../row-tests.ts'
import { testsColumn } from '../reads/tests-column.ts'
import type { Models } from './models.ts'
import type { RevisionInput } from './revisions.ts'
import { removePreviewed } from './previews.ts'
import { takeLock } from './take-lock.ts'

export interface Entries {
  find: (id: string) => Promise<EntryRow | null>
  /** In no particular order; absent ones are left out. */
  findMany: (ids: string[]) => Promise<EntryRow[]>
  /** Just what links and rights need to know of entries, for many at once. */
  outlines: (ids: string[]) => Promise<EntryOutline[]>
  /** The entry of a single type, trashed or not. */
  findSingle: (typeId: string) => Promise<EntryRow | null>
  /** Which of these slugs the draft of another entry of the type holds, trashed or not. `locale` where the field is localised. */
  takenSlugs: (wish: SlugWish) => Promise<string[]>
}

export interface EntryOutline {
  id: string
  typeId: string
  createdById: string | null
  trashedAt: Date | null
  isPublic: boolean
}

export interface SlugWish {
  typeId: string
  fieldId: string
  locale: string | null
  slugs: string[]
  exceptEntryId: string | null
  /** In a tree only entries with the same parent share an address; left out elsewhere. */
  parentId?: string | null | undefined
}

export interface EntriesInTransaction extends Entries {
  /** The same entries, which tell which tests their drafts meet. */
  testing: (tests: MakeRowTests) => EntriesInTransaction
  /** The row, locked until the transaction ends; null when there is none. */
  lock: (id: string) => Promise<EntryRow | null>
  /** The same for who only changes its draft: others may still come to link to it, as two do who link to one another. */
  lockDraft: (id: string) => Promise<EntryRow | null>
  /** In order of id, so that two batches never wait for one another. */
  lockMany: (ids: string[]) => Promise<EntryRow[]>
  /** One at a time: making entries of single types, of which there may be one only. */
  lockSingles: () => Promise<void>
  create: (entry: NewEntry, draft: DraftInput, kind: RevisionKind) => Promise<EntryRow>
  /** The same for many, in one statement. */
  createMany: (entries: { entry: NewEntry; draft: DraftInput; kind: RevisionKind }[]) => Promise<void>
  /** Writes the draft and revision n+1; gives the last changes by locale that came of it. */
  save: (id: string, draft: DraftInput, revision: RevisionInput & { translation?: TranslationState }) => Promise<Record<string, LastChange>>
  /** The same for many, in one statement. */
  saveMany: (saves: readonly Saved[]) => Promise<void>
  /** Notes how translations stand to their sources; no revision. */
  confirmTranslations: (id: string, translation: TranslationState) => Promise<void>
  trash: (id: string, at: Date, byId: string | null) => Promise<void>
  trashMany: (ids: string[], at: Date, byId: string | null) => Promise<void>
  restore: (id: string) => Promise<void>
  restoreMany: (ids: string[]) => Promise<void>
  /** Removes the entry and all of it for good, its closed publications too. What is still public can't go. */
  purge: (id: string) => Promise<void>
}

/** Entries with their drafts. Every saved state is a revision too; what readers see is the log's alone. */
export function entriesTable(connection: Connection, models: Pick<Models, 'known' | 'current'>): EntriesInTransaction {
  const { query, post, tests } = connection

  async function select(where: string, values: unknown[]): Promise<EntryRow[]> {
    if (tests !== undefined) return selectTested(where, values, tests(models.known() ?? (await models.current())))
    const rows = await query<RawEntry>(`select ${entryColumns} from ${knownEntries} where ${where}`, values)
    return rows.map(toEntryRow)
  }

  async function selectTested(where: string, values: unknown[], rowTests: RowTests): Promise<EntryRow[]> {
    const parameters = createParameters(values)
    const text = `select ${entryColumns}, ${testsColumn(rowTests, parameters)} from ${knownEntries} where ${where}`
    return (await query<RawEntry>(text, parameters.values)).map(toEntryRow)
  }

  async function lockMany(ids: string[]): Promise<EntryRow[]> {
    const [id] = ids
    if (id !== undefined && ids.length === 1) return lockOne(id)
    // Locked by a statement of its own: one that waited for the lock would still see the drafts of before the wait.
    await post('select id from "Entry" where id = any($1::uuid[]) order by id for update', [ids])
    return select('e.id = any($1::uuid[]) order by e.id', [ids])
  }

  // A list of unknown length is planned anew each time; one id is not.
  async function lockOne(id: string, strength: 'update' | 'no key update' = 'update'): Promise<EntryRow[]> {
    await post(`select id from "Entry" where id = $1::uuid for ${strength}`, [id])
    return select('e.id = $1::uuid', [id])
  }

  return {
    testing: (more) => entriesTable({ ...connection, tests: more }, models),
    lockMany,
    find: async (id) => (await select('e.id = $1::uuid', [id]))[0] ?? null,
    findMany: (ids) => select('e.id = any($1::uuid[])', [ids]),
    outlines: (ids) => query(selectOutlines, [ids]),
    findSingle: async (typeId) => (await select('e."typeId" = $1::uuid order by e.id limit 1', [typeId]))[0] ?? null,
    takenSlugs: (wish) => findTakenSlugs(connection, wish),
    lock: async (id) => (await lockOne(id))[0] ?? null,
    lockDraft: async (id) => (await lockOne(id, 'no key update'))[0] ?? null,
    lockSingles: () => takeLock(connection, 'singles'),
    async create(entry, draft, kind) {
      await createEntries(connection, [{ entry, draft, kind }])
      return newEntryRow(entry, draft)
    },
    createMany: (entries) => createEntries(connection, entries),
    save: (id, draft, { translation, ...revision }) =>
      saveDraft(connection, { id, draft, revision, ...(translation === undefined ? {} : { translation }) }),
    saveMany: (saves) => saveDrafts(connection, saves),
    confirmTranslations: (id, translation) => writeTranslations(connection, id, translation),
    trash: (id, at, byId) => putInTrash(connection, [id], { at, byId }),
    trashMany: (ids, at, byId) => putInTrash(connection, ids, { at, byId }),
    restore: (id) => putInTrash(connection, [id], { at: null, byId: null }),
    restoreMany: (ids) => putInTrash(connection, ids, { at: null, byId: null }),
    purge: (id) => purgeEntryRows(connection, id),
  }
}

async function findTakenSlugs(
  { query }: Connection,
  { typeId, fieldId, locale, slugs, exceptEntryId, parentId }: SlugWish,
): Promise<string[]> {
  const wish = [typeId, fieldId, locale, slugs, exceptEntryId, parentId !== undefined, parentId ?? null]
  const rows = await query<{ slug: string }>(takenSlugs, wish)
  return rows.map((row) => row.slug)
}

async function purgeEntryRows(connection: Connection, id: string): Promise<void> {
  const { prisma } = connection
  if ((await prisma.publication.count({ where: { entryId: id, validTo: null } })) > 0) throw new Error(`Entry ${id} is still public`)
  await prisma.reference.deleteMany({ where: { fromEntryId: id } })
  await removePreviewed(connection, [id])
  await prisma.publication.deleteMany({ where: { entryId: id } })
  await prisma.importKey.deleteMany({ where: { entryId: id } })
  await prisma.redirect.deleteMany({ where: { toEntryId: id } })
  // Only what is in the trash can still stand below it; its place goes with it.
  await prisma.entry.updateMany({ where: { parentId: id }, data: { parentId: null, orderKey: null } })
  await prisma.entry.delete({ where: { id }, select: { id: true } })
}

/** Without a time they come out of it. */
async function putInTrash({ prisma }: Connection, ids: string[], { at, byId }: { at: Date | null; byId: string | null }): Promise<void> {
  await prisma.entry.updateMany({ where: { id: { in: ids } }, data: { trashedAt: at, trashedById: byId } })
}

// Entries of a type that was removed stay, for the case that it comes back; until then nobody finds them.
const knownEntries = `
  "Entry" e join "Draft" d on d."entryId" = e.id join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null`

const selectOutlines = `
  select e.id, e."typeId", e."createdById", e."trashedAt", exists (select from "Publication" h where h."entryId" = e.id and h."validTo" is null) as "isPublic"
  from "Entry" e join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null where e.id = any($1::uuid[])`

// Containment is what the index on the values of drafts answers, whatever the field.
const takenSlugs = `
  select distinct s.slug
  from unnest($4::text[]) as s (slug)
  join "Draft" d on d.values @> case when $3::text is null then jsonb_build_object($2::text, s.slug) else jsonb_build_object($2::text, jsonb_build_object($3::text, s.slug)) end
  join "Entry" e on e.id = d."entryId" and (not $6::boolean or e."parentId" is not distinct from $7::uuid)
  where d."typeId" = $1::uuid and ($5::uuid is null or d."entryId" <> $5::uuid)
  union
  select p.slug
  from "Publication" p
  where p."typeId" = $1::uuid and p."validTo" is null and p.slug = any($4::text[]) and ($3::text is null or p.locale = $3) and ($5::uuid is null or p."entryId" <> $5::uuid)
    and (not $6::boolean or p."parentId" is not distinct from $7::uuid)
    and p.values ->> $2::text = p.slug`
