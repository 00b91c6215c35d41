import { countCharacters, forbiddenCharacterMessage, hasForbiddenCharacter } from './characters.ts'
import type { IssueList } from './issue-list.ts'
import { jsonPointer } from './json-pointer.ts'
import { isName, isReservedName, nameRule } from './names.ts'

/** Refuses every member that isn't in the list: a misspelt setting must not pass for a set one. */
export function refuseUnknownMembers(input: Record<string, unknown>, known: readonly string[], list: IssueList): void {
  for (const name of Object.keys(input)) {
    if (!known.includes(name)) list.add(jsonPointer(name), 'unknown_member', `There is no member "${name}" here`)
  }
}

/** A name for a new or renamed thing, or undefined with its fault noted. */
export function parseName(value: unknown, taken: readonly string[], list: IssueList): string | undefined {
  if (typeof value !== 'string') return list.add('/name', value === undefined ? 'required' : 'wrong_type', nameRule)
  if (!isName(value)) return list.add('/name', 'wrong_format', nameRule)
  if (isReservedName(value))
    return list.add('/name', 'reserved_name', `"${value}" has a meaning of its own in queries or programs; choose another name`)
  if (taken.some((other) => other.toLowerCase() === value.toLowerCase())) {
    return list.add('/name', 'duplicate_name', `"${value}" is taken (names that differ in case only count as one)`)
  }
  return value
}

/** A text for people; null and absent are undefined. */
export function parseText(value: unknown, { path, max }: { path: string; max: number }, list: IssueList): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') return list.add(path, 'wrong_type', 'This must be a text')
  if (hasForbiddenCharacter(value)) return list.add(path, 'forbidden_character', forbiddenCharacterMessage)
  if (countCharacters(value) > max) return list.add(path, 'too_long', `This takes at most ${max} characters`)
  return value
}

export function parseChoice<T extends string>(
  value: unknown,
  { path, choices }: { path: string; choices: readonly T[] },
  list: IssueList,
): T | undefined {
  if (value === undefined || value === null) return undefined
  const choice = choices.find((candidate) => candidate === value)
  return choice ?? list.add(path, 'unknown_option', `This must be one of ${choices.join(', ')}`)
}

/** True, or undefined for what is false, null or absent. */
export function parseFlag(value: unknown, path: string, list: IssueList): true | undefined {
  if (value === true) return true
  return value === undefined || value === null || value === false ? undefined : list.add(path, 'wrong_type', 'This must be true or false')
}

/** A list of different texts; null and absent are undefined. */
export function parseTexts(value: unknown, { path, max }: { path: string; max: number }, list: IssueList): string[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.length > max) return list.add(path, 'wrong_type', `This must be a list of at most ${max} texts`)
  const texts: string[] = []
  for (const [index, item] of value.entries()) {
    if (typeof item !== 'string') list.add(`${path}/${index}`, 'wrong_type', 'This must be a text')
    else if (texts.includes(item)) list.add(`${path}/${index}`, 'duplicate_name', `"${item}" is in the list already`)
    else texts.push(item)
  }
  return texts
}
