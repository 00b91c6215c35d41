import type { Content } from '../content.ts'
import type { Json } from '../json.ts'
import { isPlainObject } from '../plain-object.ts'
import { setAsideVersion } from './content-steps.ts'

/** Whose values go: fields by id, and what was set aside by changes that these versions made. */
export interface RemovedIds {
  fieldIds: ReadonlySet<string>
  versions: ReadonlySet<number>
}

/** A content without what only an undo could bring back, also inside of components; the same object where there is nothing of it. */
export function withoutRemoved(content: Content, removed: RemovedIds): Content {
  return withoutMembers(content, removed) as Content
}

function withoutMembers(value: Json, removed: RemovedIds): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutMembers(item, removed))
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (!isPlainObject(value)) return value
  const members = Object.entries(value as Record<string, Json>)
  // Ids are unique everywhere, so that a member that is called like a field holds its value, wherever it stands.
  const kept = members
    .filter(([name]) => !removed.fieldIds.has(name) && !removed.versions.has(setAsideVersion(name) ?? -1))
    .map(([name, own]) => [name, withoutMembers(own, removed)] as const)
  const isSame = kept.length === members.length && kept.every(([, own], index) => own === members[index]?.[1])
  return isSame ? value : Object.fromEntries(kept)
}
