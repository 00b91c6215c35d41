import { jsonPointer } from './json-pointer.ts'

// PostgreSQL can't hold U+0000, and a surrogate without its partner isn't a character. With the flag `u`, pairs are one character here.
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what is looked for
const forbidden = /[\u0000\uD800-\uDFFF]/u

export const forbiddenCharacterMessage = 'The text holds a character that can’t be stored (U+0000 or half of a surrogate pair)'

export function hasForbiddenCharacter(text: string): boolean {
  return forbidden.test(text)
}

/** JSON Pointer of the first text, or name of a member, that can't be stored; null when all can. */
export function findForbiddenCharacter(value: unknown): string | null {
  if (typeof value === 'string') return hasForbiddenCharacter(value) ? '' : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, member] of Object.entries(value)) {
    const found = hasForbiddenCharacter(name) ? '' : findForbiddenCharacter(member)
    if (found !== null) return jsonPointer(name) + found
  }
  return null
}

/** Characters as people and JSON Schema count them: code points, not halves of surrogate pairs. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** Length in UTF-8, for limits that are about storage. */
export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length
}
