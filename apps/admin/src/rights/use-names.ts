import { useQuery } from '@tanstack/react-query'
import { foldersQuery } from '../api/media.ts'
import { localesQuery, typesQuery } from '../api/types.ts'
import type { FolderView } from '@verso/contract'
import type { Names } from './right-words.ts'

/** What rules name, with the words that people know it by. */
export function useNames(): Names {
  const { data: types = [] } = useQuery(typesQuery())
  const { data: locales = [] } = useQuery(localesQuery())
  const { data: folders = [] } = useQuery(foldersQuery())
  return { types, locales, folders: folders.map((folder) => ({ id: folder.id, label: pathOf(folder, folders) })) }
}

/** A folder with those that it lies in: "Press / 2026". */
function pathOf(folder: FolderView, folders: readonly FolderView[]): string {
  const parent = folders.find(({ id }) => id === folder.parent)
  return parent === undefined ? folder.name : `${pathOf(parent, folders)} / ${folder.name}`
}
