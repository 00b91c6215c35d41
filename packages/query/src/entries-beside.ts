import type { Field } from '@verso/model'

/** What the entries of a rich text are called where they stand beside it: no name of a model holds a `_`. */
export function entriesBeside({ name }: Field): string {
  return `${name}_entries`
}
