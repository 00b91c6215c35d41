import type { ContentTypeView, LocaleView, Rule } from '@verso/contract'
import { filterFields } from '../screens/entry-list/filter-fields.ts'
import { conditionWords } from './condition-filters.ts'

export const actionLabels = {
  read: 'Read',
  create: 'Create',
  edit: 'Edit',
  publish: 'Publish',
  unpublish: 'Unpublish',
  schedule: 'Schedule',
  delete: 'Delete',
  restore: 'Restore',
  purge: 'Purge',
} as const

export type Action = keyof typeof actionLabels

export const allActions = Object.keys(actionLabels) as Action[]

/** What rules about files can allow. */
export const fileActions: Action[] = ['read', 'create', 'edit', 'delete']

/** What a role can be trusted with beside content, and what that means. */
export const areaWords = [
  { area: 'types', label: 'Content types', help: 'Changes the model.' },
  { area: 'locales', label: 'Languages', help: 'Adds, renames and removes languages.' },
  { area: 'media', label: 'Media', help: 'Uploads, describes and deletes files.' },
  { area: 'releases', label: 'Releases', help: 'Gathers changes and publishes them together.' },
  { area: 'users', label: 'Users', help: 'Invites, changes and disables people.' },
  { area: 'roles', label: 'Roles', help: 'Makes roles, asks who may do what, and views as a role.' },
  { area: 'tokens', label: 'Tokens', help: 'Makes tokens for sites and tools.' },
  { area: 'webhooks', label: 'Webhooks', help: 'Tells other programs of changes.' },
  { area: 'settings', label: 'Settings', help: 'General settings, redirects, erasing.' },
  { area: 'audit', label: 'Audit', help: 'Sees who did what.' },
] as const

export interface Names {
  types: readonly ContentTypeView[]
  locales: readonly LocaleView[]
  folders: readonly { id: string; label: string }[]
}

/** A rule as a sentence: "Edit and publish Articles, only what they made themselves, only in German". */
export function ruleWords(rule: Rule, names: Names): string {
  const limits = limitWords(rule, names)
  const acts = listed(rule.actions.map((action, index) => actWord(action, index)))
  return [`${acts === '' ? 'Nothing yet with' : acts} ${thingWords(rule, names)}`, ...limits].join(', ')
}

function thingWords({ types = [], folders }: Rule, names: Names): string {
  if (folders?.includes('*') === true) return 'files in the library'
  if (folders !== undefined)
    return folders.length === 0 ? 'files in no folder yet' : `files in ${listed(folders.map((id) => folderLabel(id, names)))}`
  if (types.includes('*')) return 'all types'
  return types.length === 0 ? 'no type yet' : listed(types.map((name) => typeLabel(name, names)))
}

/** Each limit by itself; none for a rule that gives everything of what it is about. */
function limitWords({ types = [], own, where, locales, fields, readHistory }: Rule, names: Names): string[] {
  const languages = locales?.map((code) => names.locales.find((locale) => locale.code === code)?.label ?? code)
  return [
    ...(own === true ? ['only what they made themselves'] : []),
    ...(where === undefined ? [] : [`only where ${whereWords(where, types, names)}`]),
    ...(languages === undefined ? [] : [`only in ${listed(languages)}`]),
    ...fieldWords('read', fields?.read, names),
    ...fieldWords('written', fields?.write, names),
    ...(readHistory === true ? ['older states too'] : []),
  ]
}

function whereWords(where: Record<string, unknown>, typeNames: string[], { types }: Names): string {
  const type = types.find(({ name }) => typeNames.includes(name) || typeNames.includes('*'))
  return (type === undefined ? null : conditionWords(where, filterFields(type))) ?? 'a condition holds'
}

function fieldWords(verb: string, names: string[] | undefined, { types }: Names): string[] {
  if (names === undefined || names.includes('**')) return []
  const labelOf = (name: string) => types.flatMap(({ fields }) => fields).find((field) => field.name === name)?.label ?? name
  const without = names.filter((name) => name.startsWith('-')).map((name) => labelOf(name.slice(1)))
  const named = names.filter((name) => !name.startsWith('-') && name !== '*').map(labelOf)
  if (without.length > 0) return [`${listed(without)} not ${verb}`]
  if (names.includes('*')) return named.length === 0 ? [] : [`${listed(named)} ${verb} too`]
  return [named.length === 0 ? `no field ${verb}` : `only ${listed(named)} ${verb}`]
}

export function typeLabel(name: string, { types }: Pick<Names, 'types'>): string {
  return types.find((type) => type.name === name)?.label ?? name
}

function folderLabel(id: string, { folders }: Names): string {
  return folders.find((folder) => folder.id === id)?.label ?? 'a folder that is not visible to you'
}

function actWord(action: string, index: number): string {
  const label = action in actionLabels ? actionLabels[action as Action] : action
  return index === 0 ? label : label.toLowerCase()
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
