import type { Field } from '@verso/model'

/** Fields that a rule gives: ids, `-` and an id, `*` for all that aren't private, or `**` for all. */
export type FieldList = readonly string[]

export const openFields: FieldList = ['*']
/** What owners and administrators have; nobody can write it into a rule. */
export const allFields: FieldList = ['**']

/** Whether every one of some lists gives a field. What is private takes its name. */
export function giveField(lists: readonly FieldList[], field: Pick<Field, 'id' | 'private'>): boolean {
  return lists.length > 0 && lists.every((list) => givesField(list, field))
}

function givesField(list: FieldList, { id, private: isPrivate }: Pick<Field, 'id' | 'private'>): boolean {
  if (list.includes(`-${id}`)) return false
  return list.includes(id) || list.includes('**') || (isPrivate !== true && list.includes('*'))
}

/** Whether lists give everything, what is private included. */
export function giveAll(lists: readonly FieldList[]): boolean {
  return lists.length > 0 && lists.every((list) => list.length === 1 && list[0] === '**')
}

/** Whether lists give all that others give, whatever fields there are: where that can't be seen of them, they don't. */
export function isAsWide(wide: readonly FieldList[], narrow: readonly FieldList[]): boolean {
  if (narrow.some((list) => list.length === 0)) return true
  return wide.length > 0 && wide.every((list) => narrow.some((other) => isListAsWide(list, other)))
}

function isListAsWide(wide: FieldList, narrow: FieldList): boolean {
  if (giveAll([wide])) return true
  const excepted = wide.filter((entry) => entry.startsWith('-'))
  const rest = narrow.filter((entry) => !entry.startsWith('-'))
  if (!excepted.every((entry) => narrow.includes(entry) || (!hasAll(narrow) && !narrow.includes(entry.slice(1))))) return false
  return rest.every((entry) => wide.includes(entry) || (entry === '*' && wide.includes('**')))
}

function hasAll(list: FieldList): boolean {
  return list.includes('*') || list.includes('**')
}
