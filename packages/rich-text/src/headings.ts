import { isPlainObject } from '@verso/model'
import { blockText } from './to-text.ts'

export interface Heading {
  key: string
  level: number
  text: string
}

/** The headings of a rich text in order, for a table of contents. */
export function headings(value: unknown): Heading[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((block: unknown): Heading[] => {
    if (!isPlainObject(block) || block._type !== 'block' || typeof block.style !== 'string') return []
    const level = /^h([1-6])$/.exec(block.style)?.[1]
    return level === undefined
      ? []
      : [{ key: typeof block._key === 'string' ? block._key : '', level: Number(level), text: blockText(block).trim() }]
  })
}
