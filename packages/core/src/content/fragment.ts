import type { FieldOut } from './field-out.ts'

/** What was rendered of a publication: text, and between it the fields that lead to something which may be another by the next read. */
export interface Fragment {
  parts: readonly (string | Hole)[]
  /** What it takes in memory. */
  bytes: number
}

export interface Hole {
  out: FieldOut
  piece: string | undefined
  /** What a reference leads to, taken out of the piece once; null for what isn't one. */
  ids: readonly string[] | null
}

export function fragmentOf(parts: readonly (string | Hole)[]): Fragment {
  let bytes = 200
  for (const part of parts) bytes += 100 + (typeof part === 'string' ? 2 * part.length : 80 * (part.ids?.length ?? 0))
  return { parts, bytes }
}
