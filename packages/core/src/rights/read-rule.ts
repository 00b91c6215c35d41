import type { RuleRow, RuleWhere } from '@verso/data'
import { type ContentType, isPlainObject, type Json, type Model } from '@verso/model'
import { type Action, actions } from './actions.ts'
import type { RefusalIssue } from '../refusal.ts'
import { openFields } from './field-list.ts'
import { depthOf, planCondition } from './plan-where.ts'
import { whereInNames, whereWithIds } from './where-paths.ts'

/** A rule as people write it, with names of today. */
export interface RuleInput {
  actions: string[]
  types?: string[] | undefined
  folders?: string[] | undefined
  fields?: { read?: string[] | undefined; write?: string[] | undefined } | undefined
  locales?: string[] | undefined
  where?: unknown
  own?: true | undefined
  readHistory?: true | undefined
}

export interface RuleReading {
  /** As whoever writes the rule may see it: a condition about what they can't see would tell them of it. */
  model: Model
  /** Ids of the folders that whoever writes the rule may see. */
  folderIds: readonly string[]
  /** What the rule may allow. */
  allowed: readonly Action[]
  now: Date
  issues: RefusalIssue[]
}

/** What rules about files can allow. */
const fileActions: readonly string[] = ['read', 'create', 'edit', 'delete']
/** References that a condition may cross one behind the other: it is asked with every read. */
const maxDepth = 2

/** A rule in the form that is kept: ids in place of names, so that renames don't matter. Every fault is told. */
export function readRule(input: RuleInput, path: string, reading: RuleReading): RuleRow {
  const types = typesOf(input.types ?? [], path, reading)
  readActions(input, path, reading)
  const folders = foldersOf(input, path, reading)
  const read = fieldsOf(input.fields?.read, `${path}/fields/read`, { ...reading, types })
  const write = fieldsOf(input.fields?.write, `${path}/fields/write`, { ...reading, types })
  const where = whereOf(input.where, `${path}/where`, { ...reading, types })
  return {
    actions: [...new Set(input.actions)],
    types: [...new Set((input.types ?? []).map((name) => (name === '*' ? '*' : (types.find((type) => type.name === name)?.id ?? ''))))],
    ...(folders === undefined ? {} : { folders }),
    ...(read === undefined && write === undefined
      ? {}
      : { fields: { ...(read === undefined ? {} : { read }), ...(write === undefined ? {} : { write }) } }),
    ...(input.locales === undefined ? {} : { locales: localesOf(input.locales, `${path}/locales`, reading) }),
    ...(where === undefined ? {} : { where }),
    ...(input.own === true ? { own: true } : {}),
    ...(input.readHistory === true ? { readHistory: true } : {}),
  }
}

function readActions({ actions: named, folders }: RuleInput, path: string, { allowed, issues }: RuleReading): void {
  if (named.length === 0) issues.push({ path: `${path}/actions`, code: 'required', message: 'A rule needs an action' })
  named.forEach((action, index) => {
    const isKnown = (actions as readonly string[]).includes(action)
    const fits = (allowed as readonly string[]).includes(action) && (folders === undefined || fileActions.includes(action))
    if (fits) return
    const message = isKnown ? `A rule can not allow "${action}" here` : `There is no action "${action}"`
    issues.push({ path: `${path}/actions/${index}`, code: 'not_in_options', message })
  })
}

function typesOf(names: readonly string[], path: string, { model, issues }: RuleReading): ContentType[] {
  const all = model.types.filter(({ kind }) => kind !== 'component')
  return names.flatMap((name, index) => {
    if (name === '*') return all
    const type = all.find((candidate) => candidate.name === name)
    if (type !== undefined) return [type]
    issues.push({ path: `${path}/types/${index}`, code: 'unknown_type', message: `There is no content type "${name}"` })
    return []
  })
}

/** A rule is about entries or about files, in all folders or in some. */
function foldersOf({ types, folders }: RuleInput, path: string, { folderIds, issues }: RuleReading): string[] | undefined {
  if (folders === undefined) {
    if ((types ?? []).length === 0) issues.push({ path: `${path}/types`, code: 'required', message: 'A rule needs a type, or folders' })
    return undefined
  }
  if (types !== undefined) issues.push({ path: `${path}/folders`, code: 'invalid', message: 'A rule has types or folders, not both' })
  if (folders.length === 0) issues.push({ path: `${path}/folders`, code: 'required', message: 'Name folders, or "*" for all' })
  folders.forEach((id, index) => {
    if (id !== '*' && !folderIds.includes(id))
      issues.push({ path: `${path}/folders/${index}`, code: 'unknown_folder', message: `There is no folder "${id}"` })
  })
  return [...new Set(folders)]
}

/** Names of fields in every type of the rule that has them. A list of nothing but exceptions means all the others. */
function fieldsOf(
  names: readonly string[] | undefined,
  path: string,
  { types, issues }: RuleReading & { types: readonly ContentType[] },
): string[] | undefined {
  if (names === undefined) return undefined
  const ids = names.flatMap((entry, index) => {
    if (entry === '*') return ['*']
    const sign = entry.startsWith('-') ? '-' : ''
    const found = types.flatMap((type) => type.fields.filter(({ name }) => name === entry.slice(sign.length)))
    if (found.length === 0) issues.push({ path: `${path}/${index}`, code: 'unknown_field', message: `There is no field "${entry}"` })
    return found.map(({ id }) => sign + id)
  })
  const isAllBut = ids.length > 0 && ids.every((id) => id.startsWith('-'))
  return [...new Set(isAllBut ? [...openFields, ...ids] : ids)]
}

function localesOf(codes: readonly string[], path: string, { model, issues }: RuleReading): string[] {
  codes.forEach((code, index) => {
    if (!model.locales.some((locale) => locale.code === code))
      issues.push({ path: `${path}/${index}`, code: 'unknown_locale', message: `There is no language "${code}"` })
  })
  if (codes.length === 0) issues.push({ path, code: 'required', message: 'Name a language, or leave this out for all of them' })
  return [...new Set(codes)]
}

/** It has to mean something in one of the types at least; in the others the rule gives nothing. */
function whereOf(
  filter: unknown,
  path: string,
  { model, types, now, issues }: RuleReading & { types: readonly ContentType[] },
): RuleWhere | undefined {
  if (filter === undefined) return undefined
  if (!isPlainObject(filter)) {
    issues.push({ path, code: 'wrong_type', message: 'A condition is a filter in the language of queries' })
    return undefined
  }
  const plans = types.flatMap((type) => {
    const asDraft = planCondition(filter, { model, type, purpose: 'draft', now })
    return [asDraft.condition === null ? planCondition(filter, { model, type, purpose: 'published', now }) : asDraft]
  })
  const where = whereWithIds(filter as Json, types, model)
  const isKept = types.some((type) => whereInNames(where, type.id, model) !== null)
  if (plans.some(({ condition }) => condition !== null) && isKept) {
    if (plans.some(({ condition }) => condition !== null && depthOf(condition) > maxDepth))
      issues.push({ path, code: 'query_too_large', message: `A condition crosses ${maxDepth} references at most` })
    return where
  }
  const faults = plans[0]?.issues ?? []
  for (const { code, message, pointer } of faults) issues.push({ path: path + (pointer ?? '').replace(/^\/filter/, ''), code, message })
  if (faults.length === 0) issues.push({ path, code: 'invalid', message: 'This condition means nothing in these types' })
  return undefined
}
