import type { FolderRow } from '@verso/data'
import { Refusal } from '../refusal.ts'

const maxDepth = 20

/** Refuses a name or a place that a folder can't have among the others. Asked under the lock of the tree. */
export function requirePlace(folders: readonly FolderRow[], { id, name, parentId }: Pick<FolderRow, 'id' | 'name' | 'parentId'>): void {
  const parents = parentsOf(folders, parentId)
  if (parents === null) throw refusedParent('not_found', 'There is no such folder')
  if (parents.includes(id)) throw refusedParent('cycle', 'A folder can not lie within itself')
  if (parents.length >= maxDepth) throw refusedParent('too_deep', `Folders lie at most ${maxDepth} deep`)
  const namesake = folders.find(
    (other) => other.id !== id && other.parentId === parentId && other.name.toLowerCase() === name.toLowerCase(),
  )
  if (namesake === undefined) return
  const message = `There is a folder "${namesake.name}" in this place already`
  throw new Refusal('name_taken', message, { issues: [{ path: '/name', code: 'taken', message }] })
}

/** A name as people see it: one line, without space around. */
export function tidyName(name: string): string {
  const tidy = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (tidy !== '' && !/[\p{Cc}\p{Cs}/\\]/u.test(tidy)) return tidy
  const message = 'A name of a folder has no slashes'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/name', code: 'wrong_format', message }] })
}

/** From the named one up to the top; null where one of them isn't there. */
function parentsOf(folders: readonly FolderRow[], parentId: string | null): string[] | null {
  const found: string[] = []
  for (let id = parentId; id !== null; ) {
    const parent = folders.find((folder) => folder.id === id)
    if (parent === undefined || found.includes(parent.id)) return null
    found.push(parent.id)
    id = parent.parentId
  }
  return found
}

function refusedParent(code: string, message: string): Refusal {
  return new Refusal('invalid_value', message, { issues: [{ path: '/parent', code, message }] })
}
