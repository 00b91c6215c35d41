import { createHash } from 'node:crypto'

/** An index of PostgreSQL holds some 2,700 bytes of a value at most. */
const maxCharacters = 500

/** A unique value as it is kept: itself, with what it is unique within, or its hash where it is too long for an index. */
export function uniqueKey({ value: own, within }: Pick<UniqueWish, 'value' | 'within'>): string {
  const value = within === undefined ? own : JSON.stringify([within, own])
  return value.length <= maxCharacters ? value : `sha256:${createHash('sha256').update(value).digest('hex')}`
}

/** A value that is unique among the publications of a type: in their locale, or with `across` in every one. */
export interface UniqueWish {
  fieldId: string
  value: string
  /** The value of another field, where it is unique among those that have the same one there; null for those that have none. */
  within?: string | null
  across?: true
}

/** Stands for all locales. A row under it lives while some publication of its entry holds the value. */
export const everyLocale = '*'

/** The places in which a wish is written: its locale, and where it is unique across locales the one that stands for them all. */
export function placesOfWish({ across }: UniqueWish, locale: string): string[] {
  return across === true ? [locale, everyLocale] : [locale]
}
