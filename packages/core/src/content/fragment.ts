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
}

/** Puts a fragment together from its members, in their order. */
export function fragmentOf(members: readonly (string | { label: string; hole: Hole })[]): Fragment {
  const parts: (string | Hole)[] = []
  let text = '{'
  for (const [index, member] of members.entries()) {
    if (index > 0) text += ','
    if (typeof member === 'string') text += member
    else {
      parts.push(text + member.label, member.hole)
      text = ''
    }
  }
  parts.push(`${text}}`)
  const bytes = parts.reduce((sum, part) => sum + (typeof part === 'string' ? 2 * part.length : 0) + 100, 200)
  return { parts, bytes }
}
