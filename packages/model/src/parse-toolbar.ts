import type { ContentType, Toolbar } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import { parseTexts, refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'
import { toolbarChoices } from './rich-text-names.ts'

const parts = ['styles', 'marks', 'lists', 'blocks'] as const

/** What a rich-text field allows, with names of types as ids. A part that isn't there allows everything of its sort. */
export function parseToolbar(value: unknown, types: readonly Pick<ContentType, 'id' | 'name'>[], list: IssueList): Toolbar | undefined {
  if (value === undefined || value === null) return undefined
  const here = list.at('/toolbar')
  if (!isPlainObject(value)) return here.add('', 'wrong_type', 'A toolbar is an object')
  refuseUnknownMembers(value, [...parts, 'entries'], here)
  const toolbar: Toolbar = {}
  for (const part of parts) {
    const names = parseNames(value[part], part, here)
    if (names !== undefined) toolbar[part] = names
  }
  const entries = parseTypes(value.entries, types, here)
  if (entries !== undefined) toolbar.entries = entries
  return Object.keys(toolbar).length === 0 ? undefined : toolbar
}

function parseNames(value: unknown, part: (typeof parts)[number], list: IssueList): string[] | undefined {
  const choices = toolbarChoices[part]
  return parseTexts(value, { path: `/${part}`, max: choices.length }, list)?.filter((name, index) => {
    if (!choices.includes(name)) list.add(`/${part}/${index}`, 'unknown_option', `This must be one of ${choices.join(', ')}`)
    return choices.includes(name)
  })
}

function parseTypes(value: unknown, types: readonly Pick<ContentType, 'id' | 'name'>[], list: IssueList): string[] | undefined {
  return parseTexts(value, { path: '/entries', max: 50 }, list)?.flatMap((name, index) => {
    const type = types.find((candidate) => candidate.name === name)
    return type?.id ?? list.add(`/entries/${index}`, 'unknown_type', `There is no content type "${name}"`) ?? []
  })
}
