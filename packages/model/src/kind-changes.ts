import type { Field, FieldKindName } from './content-type.ts'

export type Effect = 'none' | 'convert' | 'loss'

/** Kinds whose values are texts that a line of text takes as they are. */
const shortTexts: readonly FieldKindName[] = ['slug', 'email', 'color', 'decimal', 'date', 'datetime']
/** Kinds whose values are texts. */
const texts: readonly FieldKindName[] = [...shortTexts, 'text', 'longText', 'markdown', 'enum', 'url']
const longTexts: readonly FieldKindName[] = ['longText', 'markdown']

/** What a change of kind does to values: nothing where the stored form is the same, a conversion where each value has an equal, else perhaps a loss. */
export function kindChangeEffect({ before, after }: { before: Field; after: Field }): Effect {
  const [from, to] = [before.kind, after.kind]
  // What is worked out is never stored: there is nothing that could change.
  if (from === to || from === 'computed') return 'none'
  if (from === 'component' || from === 'blocks' || to === 'component' || to === 'blocks') return 'loss'
  if (to === 'json') return 'convert'
  if (before.many === true) return 'loss'
  const isText = texts.includes(from) || (from === 'integer' && before.bigint === true)
  // A longer kind takes every text of a shorter one; the reverse cuts what doesn't fit.
  if (isText && longTexts.includes(to)) return 'none'
  if (to === 'text' && (shortTexts.includes(from) || (isText && from === 'integer'))) return 'none'
  if (['integer', 'number', 'boolean', 'location'].includes(from) && (to === 'text' || longTexts.includes(to))) return 'convert'
  if (from === 'integer') return fromInteger(before, to)
  return from === 'date' && to === 'datetime' ? 'convert' : 'loss'
}

function fromInteger({ bigint }: Field, to: FieldKindName): Effect {
  if (to === 'decimal') return bigint === true ? 'none' : 'convert'
  return to === 'number' && bigint !== true ? 'none' : 'loss'
}
