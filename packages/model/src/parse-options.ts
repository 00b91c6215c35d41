import type { EnumOption } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import { parseText, refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'

const maxOptions = 500
const maxLength = 200

/** The options of a choice: texts, or values with labels; at least one, each value once. */
export function parseOptions(value: unknown, list: IssueList): EnumOption[] | undefined {
  if (!Array.isArray(value) || value.length === 0)
    return list.add('/options', value === undefined || value === null ? 'required' : 'wrong_type', 'A choice needs a list of options')
  if (value.length > maxOptions) return list.add('/options', 'too_long', `A choice has at most ${maxOptions} options`)
  const options: EnumOption[] = []
  for (const [index, item] of value.entries()) {
    const option = parseOption(item, list.at(`/options/${index}`))
    if (option === undefined) continue
    if (options.some((other) => other.value === option.value))
      list.add(`/options/${index}`, 'duplicate_name', `"${option.value}" is an option already`)
    else options.push(option)
  }
  return options
}

function parseOption(item: unknown, list: IssueList): EnumOption | undefined {
  const input = typeof item === 'string' ? { value: item } : item
  if (!isPlainObject(input)) return list.add('', 'wrong_type', 'An option is a text, or an object with value and label')
  // `was` names what it is a new name of; that is for who compares it with the model as it is.
  refuseUnknownMembers(input, ['value', 'label', 'was'], list)
  parseText(input.was, { path: '/was', max: maxLength }, list)
  if (typeof input.value !== 'string' || input.value === '')
    return list.add('/value', 'wrong_type', 'An option needs a value: a text that isn’t empty')
  const value = parseText(input.value, { path: '/value', max: maxLength }, list)
  const label = parseText(input.label, { path: '/label', max: maxLength }, list)
  return value === undefined ? undefined : { value, label: label === undefined || label === '' ? value : label }
}
