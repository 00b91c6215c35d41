import { t } from '@lingui/core/macro'
import type { ContentTypeView, LocaleView, Rule } from '@verso/contract'
import { filterFields } from '../screens/entry-list/filter-fields.ts'
import { conditionWords } from './condition-filters.ts'
import { intlTag } from '../language/language.ts'
import { listed } from '../parts/listed.ts'

export const actionLabels = {
  read: t`Read`,
  create: t`Create`,
  edit: t`Edit`,
  publish: t`Publish`,
  unpublish: t`Unpublish`,
  schedule: t`Schedule`,
  delete: t`Delete`,
  restore: t`Restore`,
  purge: t`Purge`,
} as const

export type Action = keyof typeof actionLabels

export const allActions = Object.keys(actionLabels) as Action[]

/** What rules about files can allow. */
export const fileActions: Action[] = ['read', 'create', 'edit', 'delete']

/** What a role can be trusted with beside content, and what that means. */
export const areaWords = [
  { area: 'types', label: t`Content types`, help: t`Changes the model.` },
  { area: 'locales', label: t`Languages`, help: t`Adds, renames and removes languages.` },
  { area: 'media', label: t`Media`, help: t`Uploads, describes and deletes files.` },
  { area: 'releases', label: t`Releases`, help: t`Gathers changes and publishes them together.` },
  { area: 'users', label: t`Users`, help: t`Invites, changes and disables people.` },
  { area: 'roles', label: t`Roles`, help: t`Makes roles, asks who may do what, and views as a role.` },
  { area: 'tokens', label: t`Tokens`, help: t`Makes tokens for sites and tools.` },
  { area: 'webhooks', label: t`Webhooks`, help: t`Tells other programs of changes.` },
  { area: 'settings', label: t`Settings`, help: t`General settings, redirects, erasing.` },
  { area: 'audit', label: t`Audit`, help: t`Sees who did what.` },
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
  const thing = thingWords(rule, names)
  return [acts === '' ? t`Nothing yet with ${thing}` : t`${acts} ${thing}`, ...limits].join(', ')
}

function thingWords({ types = [], folders }: Rule, names: Names): string {
  if (folders?.includes('*') === true) return t`files in the library`
  if (folders !== undefined)
    return folders.length === 0 ? t`files in no folder yet` : t`files in ${listed(folders.map((id) => folderLabel(id, names)))}`
  if (types.includes('*')) return t`all types`
  return types.length === 0 ? t`no type yet` : listed(types.map((name) => typeLabel(name, names)))
}

/** Each limit by itself; none for a rule that gives everything of what it is about. */
function limitWords({ types = [], own, where, locales, fields, readHistory }: Rule, names: Names): string[] {
  const languages = locales?.map((code) => names.locales.find((locale) => locale.code === code)?.label ?? code)
  return [
    ...(own === true ? [t`only what they made themselves`] : []),
    ...(where === undefined ? [] : [t`only where ${whereWords(where, types, names)}`]),
    ...(languages === undefined ? [] : [t`only in ${listed(languages)}`]),
    ...fieldWords(readWords, fields?.read, names),
    ...fieldWords(writtenWords, fields?.write, names),
    ...(readHistory === true ? [t`older states too`] : []),
  ]
}

function whereWords(where: Record<string, unknown>, typeNames: string[], { types }: Names): string {
  const type = types.find(({ name }) => typeNames.includes(name) || typeNames.includes('*'))
  return (type === undefined ? null : conditionWords(where, filterFields(type))) ?? t`a condition holds`
}

interface FieldWords {
  none: () => string
  but: (fields: string) => string
  only: (fields: string) => string
  also: (fields: string) => string
}

const readWords: FieldWords = {
  none: () => t`no field read`,
  but: (fields) => t`${fields} not read`,
  only: (fields) => t`only ${fields} read`,
  also: (fields) => t`${fields} read too`,
}

const writtenWords: FieldWords = {
  none: () => t`no field written`,
  but: (fields) => t`${fields} not written`,
  only: (fields) => t`only ${fields} written`,
  also: (fields) => t`${fields} written too`,
}

function fieldWords(words: FieldWords, names: string[] | undefined, { types }: Names): string[] {
  if (names === undefined || names.includes('**')) return []
  const labelOf = (name: string) => types.flatMap(({ fields }) => fields).find((field) => field.name === name)?.label ?? name
  const without = names.filter((name) => name.startsWith('-')).map((name) => labelOf(name.slice(1)))
  const named = names.filter((name) => !name.startsWith('-') && name !== '*').map(labelOf)
  if (without.length > 0) return [words.but(listed(without))]
  if (names.includes('*')) return named.length === 0 ? [] : [words.also(listed(named))]
  return [named.length === 0 ? words.none() : words.only(listed(named))]
}

export function typeLabel(name: string, { types }: Pick<Names, 'types'>): string {
  return types.find((type) => type.name === name)?.label ?? name
}

function folderLabel(id: string, { folders }: Names): string {
  return folders.find((folder) => folder.id === id)?.label ?? t`a folder that is not visible to you`
}

function actWord(action: string, index: number): string {
  const label = action in actionLabels ? actionLabels[action as Action] : action
  return index === 0 ? label : label.toLocaleLowerCase(intlTag())
}
