import type { KeptRole, Tables } from '@verso/data'
import type { Json, Model } from '@verso/model'
import { type Action, actions, areas } from '../authorise.ts'
import type { Context } from '../context.ts'
import { fileRights } from '../media/media-rights.ts'
import { draftModel } from '../readable-fields.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { readRule, type RuleInput } from '../rights/read-rule.ts'
import { writtenRule } from '../rights/written-rule.ts'
import { withComponents } from '../with-components.ts'

export interface RoleInput {
  name?: string | undefined
  label?: string | undefined
  description?: string | null | undefined
  rules?: RuleInput[] | undefined
  manage?: string[] | undefined
}

const maxLength = 100
// As in addresses of mail: two names must not look alike.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** A role as it is asked for, over what it was before; every fault is told. */
export function roleAfter(
  ctx: Context,
  before: KeptRole,
  { input, model, folderIds }: { input: RoleInput; model: Model; folderIds: readonly string[] },
): KeptRole {
  const issues: RefusalIssue[] = []
  const allowed: readonly Action[] = before.name === 'public' && before.builtIn ? ['read'] : actions
  const seen = modelFor(ctx, model)
  const after = {
    ...before,
    name: input.name === undefined ? before.name : readName(input.name, issues),
    label: input.label === undefined ? before.label : readLabel(input.label, issues),
    description: input.description === undefined ? before.description : input.description,
    rules:
      input.rules?.map((rule, index) => readRule(rule, `/rules/${index}`, { model: seen, folderIds, allowed, now: ctx.now(), issues })) ??
      before.rules,
    manage: input.manage === undefined ? before.manage : readManage(input.manage, issues),
    revision: before.revision + 1,
  }
  if (issues.length > 0) throw new Refusal('invalid_value', 'The role can not be kept as it is', { issues })
  return after
}

/** Folders that whoever writes rules may name. */
export async function foldersFor({ actor }: Pick<Context, 'actor'>, tables: Pick<Tables, 'folders'>): Promise<string[]> {
  const [folders, rights] = await Promise.all([tables.folders.list(), fileRights(actor, tables)])
  return folders.flatMap(({ id }) => (rights.mayIn('read', id) ? [id] : []))
}

/** The model as whoever writes rules may read it, with the components that stand in it. */
export function modelFor(ctx: Pick<Context, 'actor'>, model: Model): Model {
  const seen = draftModel(ctx.actor, model)
  return { ...seen, types: withComponents(model, seen.types, (type) => type) }
}

function readName(text: string, issues: RefusalIssue[]): string {
  const name = text.normalize('NFKC').replace(invisible, '').trim().toLowerCase()
  if (name === '' || name.length > maxLength)
    issues.push({
      path: '/name',
      code: name === '' ? 'required' : 'too_long',
      message: `A role has a name of 1 to ${maxLength} characters`,
    })
  return name
}

function readLabel(text: string, issues: RefusalIssue[]): string {
  const label = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
  if (label === '') issues.push({ path: '/label', code: 'required', message: 'A label is needed' })
  return label
}

function readManage(names: readonly string[], issues: RefusalIssue[]): string[] {
  names.forEach((name, index) => {
    if (!(areas as readonly string[]).includes(name))
      issues.push({ path: `/manage/${index}`, code: 'not_in_options', message: `There is no area "${name}"` })
  })
  return [...new Set(names)]
}

/** What the audit tells of a role, in the names of the moment. */
export function auditedRole({ name, label, description, rules, manage }: KeptRole, model: Model): Json {
  return { name, label, description, rules: rules.map((rule) => ({ ...writtenRule(rule, model) })) as unknown as Json, manage }
}

export function nameTaken(): Refusal {
  const message = 'Another role has this name'
  return new Refusal('name_taken', message, { issues: [{ path: '/name', code: 'duplicate_name', message }] })
}
