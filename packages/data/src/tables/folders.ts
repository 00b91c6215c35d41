import type { Connection } from '../connection.ts'

export interface FolderRow {
  id: string
  revision: number
  name: string
  /** Null: at the top. */
  parentId: string | null
  /** Whether readers may list the files that lie directly in it. */
  isPublic: boolean
  createdAt: Date
  createdById: string | null
  updatedAt: Date
}

export interface Folders {
  /** By name, whatever their place. */
  list: () => Promise<FolderRow[]>
  find: (id: string) => Promise<FolderRow | null>
  /** How many files lie directly in each; folders without any are left out. */
  countFiles: () => Promise<Map<string, number>>
}

export interface FoldersInTransaction extends Folders {
  /** Nobody else changes any folder until this transaction ends; files may be put into them meanwhile. */
  lockTree: () => Promise<void>
  /** The folder, which stays until the transaction ends. */
  hold: (id: string) => Promise<FolderRow | null>
  /** Nobody puts anything into it until the transaction ends. */
  lock: (id: string) => Promise<void>
  create: (folder: FolderRow) => Promise<void>
  replace: (folder: FolderRow) => Promise<void>
  remove: (id: string) => Promise<void>
  /** From a `seq` on readers may list its files, or may not any more. */
  open: (id: string, seq: bigint) => Promise<void>
  close: (id: string, seq: bigint) => Promise<void>
  /** What lies directly in it. */
  files: (id: string) => Promise<{ id: string; revision: number }[]>
}

/** Places for files. Nothing of a file's address is kept here. */
export function foldersTable({ prisma, query }: Connection): FoldersInTransaction {
  return {
    list: () => prisma.folder.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    find: (id) => prisma.folder.findUnique({ where: { id } }),
    async countFiles() {
      const rows = await query<{ id: string; files: number }>(countFiles, [])
      return new Map(rows.map(({ id, files }) => [id, files]))
    },
    async lockTree() {
      await query('lock table "Folder" in share row exclusive mode', [])
    },
    async hold(id) {
      await query('select 1 as held from "Folder" where id = $1::uuid for key share', [id])
      return prisma.folder.findUnique({ where: { id } })
    },
    async lock(id) {
      await query('select 1 as held from "Folder" where id = $1::uuid for update', [id])
    },
    async create(folder) {
      await prisma.folder.create({ data: folder, select: { id: true } })
    },
    async replace({ id, ...folder }) {
      await prisma.folder.update({ where: { id }, data: folder, select: { id: true } })
    },
    async open(id, seq) {
      await query(openFolder, [id, seq])
    },
    async close(id, seq) {
      await prisma.folderOpening.updateMany({ where: { folderId: id, validTo: null }, data: { validTo: seq } })
    },
    files: (id) =>
      prisma.media.findMany({ where: { folderId: id, removedAt: null }, select: { id: true, revision: true }, orderBy: { id: 'asc' } }),
    async remove(id) {
      await prisma.folder.delete({ where: { id }, select: { id: true } })
    },
  }
}

const countFiles = `
  select "folderId" as id, count(*)::int as files from "Media" where "folderId" is not null and "removedAt" is null group by "folderId"`

const openFolder = `
  insert into "FolderOpening" ("folderId", "validFrom") select $1::uuid, $2::bigint
  where not exists (select from "FolderOpening" where "folderId" = $1::uuid and "validTo" is null)`
