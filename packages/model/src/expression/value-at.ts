import type { FlatContent } from '../content.ts'
import type { Json } from '../json.ts'
import { isPlainObject, ownMember } from '../plain-object.ts'

/** What stands at a path of ids in the content of one locale. */
export function valueAt(flat: FlatContent, ids: readonly string[]): Json | undefined {
  let value: Json | undefined = flat
  for (const id of ids) value = isPlainObject(value) ? ownMember(value as FlatContent, id) : undefined
  return value
}
