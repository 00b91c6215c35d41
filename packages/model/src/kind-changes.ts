import type { Field, FieldKindName } from './content-type.ts'

export type Effect = 'none' | 'convert' | 'loss'

const asText: readonly FieldKindName[] = ['text', 'longText', 'markdown', 'slug', 'enum', 'date', 'datetime']
const scalar: readonly FieldKindName[] = [...asText, 'integer', 'number', 'boolean']

/** What a change of kind does to values: nothing where the stored form is the same, a conversion where each value has an equal, else perhaps a loss. */
export function kindChangeEffect({ before, after }: { before: Field; after: Field }): Effect {
  const [from, to] = [before.kind, after.kind]
  if (from === to) return 'none'
  if (from === 'integer' && to === 'number') return 'none'
  // A longer kind takes every text of a shorter one; the reverse cuts what doesn't fit.
  if (before.many !== true && asText.includes(from) && (to === 'longText' || to === 'markdown')) return 'none'
  if (from === 'slug' && to === 'text') return 'none'
  if (scalar.includes(from) && before.many !== true && (to === 'longText' || to === 'markdown' || to === 'json')) return 'convert'
  if (['integer', 'number', 'boolean', 'date', 'datetime'].includes(from) && to === 'text') return 'convert'
  if (from === 'date' && to === 'datetime') return 'convert'
  if (to === 'json') return 'convert'
  return 'loss'
}
