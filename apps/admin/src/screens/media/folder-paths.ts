import type { FolderView } from '@verso/contract'

export interface FolderNode {
  folder: FolderView
  depth: number
}

/** Folders as they are read from top to bottom, each before those inside it. */
export function foldersInOrder(folders: readonly FolderView[], parent: string | null = null, depth = 0): FolderNode[] {
  const isRoot = (folder: FolderView) => folder.parent === parent || (parent === null && !folders.some(({ id }) => id === folder.parent))
  return folders
    .filter(isRoot)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .flatMap((folder) => [{ folder, depth }, ...foldersInOrder(folders, folder.id, depth + 1)])
}

/** "Press / 2026": the folder with those that it lies in. */
function folderPath(folders: readonly FolderView[], id: string): string {
  const folder = folders.find((one) => one.id === id)
  if (folder === undefined) return ''
  return folder.parent === null ? folder.name : `${folderPath(folders, folder.parent)} / ${folder.name}`.replace(/^ \/ /, '')
}

/** To choose one from; `without` leaves a folder out with all that lies in it. */
export function folderChoices(folders: readonly FolderView[], without?: string): { value: string; label: string }[] {
  const isInside = (folder: FolderView | undefined): boolean =>
    folder !== undefined && (folder.id === without || isInside(folders.find(({ id }) => id === folder.parent)))
  return foldersInOrder(folders)
    .filter(({ folder }) => !isInside(folder))
    .map(({ folder }) => ({ value: folder.id, label: folderPath(folders, folder.id) }))
}
