import { createHash } from 'node:crypto'
import { canonicalJson, type ContentType, type FlatContent } from '@verso/model'

/** SHA-256 (hex) of what an entry says in one locale, under the present fields of its type. */
export function contentHash(type: ContentType, flat: FlatContent): string {
  const present = type.fields.flatMap((field) => (flat[field.id] === undefined ? [] : [[field.id, flat[field.id]]]))
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(present)))
    .digest('hex')
}
