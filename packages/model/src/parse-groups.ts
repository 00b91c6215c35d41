import type { FieldGroup } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import { labelOf } from './names.ts'
import { parseChoice, parseName, parseText, refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'

const groupKinds: readonly FieldGroup['kind'][] = ['tab', 'section']
const maxGroups = 50

/** The tabs and sections of the entry form; none is undefined. */
export function parseGroups(value: unknown, list: IssueList): FieldGroup[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.length > maxGroups)
    return list.add('/groups', 'wrong_type', `Groups are a list of at most ${maxGroups}`)
  const groups: FieldGroup[] = []
  for (const [index, item] of value.entries()) {
    const group = parseGroup(item, groups, list.at(`/groups/${index}`))
    if (group !== undefined) groups.push(group)
  }
  return groups.length === 0 ? undefined : groups
}

function parseGroup(item: unknown, before: readonly FieldGroup[], list: IssueList): FieldGroup | undefined {
  if (!isPlainObject(item)) return list.add('', 'wrong_type', 'A group is an object')
  refuseUnknownMembers(item, ['name', 'label', 'kind'], list)
  const name = parseName(
    item.name,
    before.map((group) => group.name),
    list,
  )
  const label = parseText(item.label, { path: '/label', max: 200 }, list)
  const kind = parseChoice(item.kind, { path: '/kind', choices: groupKinds }, list)
  return name === undefined
    ? undefined
    : { name, label: label === undefined || label === '' ? labelOf(name) : label, kind: kind ?? 'section' }
}
