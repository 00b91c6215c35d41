import { createHash } from 'node:crypto'

/** An index of PostgreSQL holds some 2,700 bytes of a value at most. */
const maxCharacters = 500

/** A unique value as it is kept: itself, or its hash where it is too long for an index. */
export function uniqueKey(value: string): string {
  return value.length <= maxCharacters ? value : `sha256:${createHash('sha256').update(value).digest('hex')}`
}
