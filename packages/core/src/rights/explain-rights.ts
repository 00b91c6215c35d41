import type { EntryRow, RuleRow } from '@verso/data'
import type { ContentType, Field } from '@verso/model'
import { type Action, actions, authoriseManage, type Owned, ownIds } from '../authorise.ts'
import type { Actor, Context } from '../context.ts'
import { getReadableEntry } from '../entries/get-readable-entry.ts'
import { knownId } from '../known-id.ts'
import { actorOfUser } from '../people/actor-of-user.ts'
import { Refusal } from '../refusal.ts'
import { getKeptRole } from '../roles/change-role.ts'
import { actorOfToken } from '../tokens/authenticate-token.ts'
import { visibleModel } from '../types/visible-model.ts'
import { actingStore } from './acting-store.ts'
import { giveField } from './field-list.ts'
import { everyGrant, type Grant, publicGrant, whereName } from './grants.ts'

/** Whose right, to do what, with what. */
export interface RightsQuestion {
  role?: string | undefined
  user?: string | undefined
  token?: string | undefined
  action?: string | undefined
  type?: string | undefined
  id?: string | undefined
  field?: string | undefined
  locale?: string | undefined
}

/** What keeps a rule from allowing what was asked about. */
type Missing = 'own' | 'where' | 'field' | 'locale'

interface ExplainedRule {
  /** Null for what everyone may read. */
  role: string | null
  index: number | null
  rule: RuleRow | null
  /** The rule of the token's maker that bounds it. */
  boundBy: { role: string; index: number } | null
  allows: boolean
  missing: Missing[]
}

export interface ExplainedRight {
  who: { kind: 'role' | 'user' | 'token'; id: string; name: string }
  action: Action
  typeName: string
  allowed: boolean
  rules: ExplainedRule[]
}

/** Says whether somebody may do something, and by which rule: of oneself, or of anybody for who manages roles. */
export async function explainRights(ctx: Context, question: RightsQuestion): Promise<ExplainedRight> {
  const isOwn = question.user !== undefined && question.user === ctx.actor.id
  if (!isOwn) authoriseManage(ctx.actor, 'roles')
  const { who, actor } = await whoIs(ctx, question)
  const action = actionOf(question.action)
  const model = await ctx.model()
  const type = visibleModel(ctx.actor, model).types.find(({ name, kind }) => name === question.type && kind !== 'component')
  if (type === undefined) throw wrong('type', 'unknown_type', `There is no content type "${question.type ?? ''}"`)
  const field = fieldOf(type, question.field)
  if (question.locale !== undefined && !model.locales.some(({ code }) => code === question.locale))
    throw wrong('locale', 'unknown_locale', `There is no language "${question.locale}"`)
  const entry = await entryOf(ctx, actor, { id: question.id, type })
  const isOpen = action === 'read' && type.publicRead === true
  const grants = [...everyGrant(actor, action, type.id), ...(isOpen ? [publicGrant] : [])]
  const rules = grants.map((grant) => explained(grant, actor, { action, field, locale: question.locale, entry }))
  return { who, action, typeName: type.name, allowed: rules.some(({ allows }) => allows), rules }
}

interface Asked {
  action: Action
  field: Field | null
  locale: string | undefined
  /** Null where any entry is asked about. */
  entry: Owned | null
}

function explained(grant: Grant, actor: Actor, { action, field, locale, entry }: Asked): ExplainedRule {
  const [rule, bound] = grant.rules
  const isMine = entry === null || (entry.createdById !== null && ownIds(actor).includes(entry.createdById))
  const meets = entry === null || grant.wheres.every((where) => entry.meets?.has(whereName(where)) === true)
  const lists = action === 'create' || action === 'edit' ? grant.write : grant.read
  const missing: Missing[] = [
    ...(grant.isOwn && !isMine ? ['own' as const] : []),
    ...(meets ? [] : ['where' as const]),
    ...(field !== null && !giveField(lists, field) ? ['field' as const] : []),
    ...(locale !== undefined && grant.locales?.includes(locale) === false ? ['locale' as const] : []),
  ]
  return {
    role: rule?.role ?? null,
    index: rule?.index ?? null,
    rule: rule === undefined ? null : (actor.roles.find(({ name }) => name === rule.role)?.rules[rule.index] ?? null),
    boundBy: bound === undefined ? null : { role: bound.role, index: bound.index },
    allows: missing.length === 0,
    missing,
  }
}

async function whoIs(ctx: Context, { role, user, token }: RightsQuestion): Promise<{ who: ExplainedRight['who']; actor: Actor }> {
  if ([role, user, token].filter((one) => one !== undefined).length !== 1)
    throw wrong('role', 'required', 'Name one of "role", "user" and "token"')
  if (role !== undefined) {
    const kept = await getKeptRole(ctx.store, role)
    const actor: Actor = { kind: 'user', id: null, name: null, roles: [kept], limit: null, sessionId: null, makerId: null }
    return { who: { kind: 'role', id: kept.id, name: kept.name }, actor }
  }
  if (user !== undefined) {
    const person = await ctx.store.users.find(knownId(user, 'There is no such person'))
    if (person === null) throw new Refusal('not_found', 'There is no such person')
    const actor = await actorOfUser(ctx.store, person, null)
    // Whoever isn't active has nothing.
    return { who: { kind: 'user', id: person.id, name: person.name }, actor: person.status === 'active' ? actor : { ...actor, roles: [] } }
  }
  const kept = await ctx.store.tokens.find(knownId(token ?? '', 'There is no such token'))
  if (kept === null) throw new Refusal('not_found', 'There is no such token')
  const who = { kind: 'token', id: kept.id, name: kept.name } as const
  const isOver = kept.revokedAt !== null || (kept.expiresAt !== null && kept.expiresAt <= ctx.now())
  const actor = await actorOfToken(ctx.store, kept).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
  const nothing: Actor = { kind: 'token', id: kept.id, name: kept.name, roles: [], limit: [], sessionId: null, makerId: null }
  return { who, actor: isOver || actor === null ? nothing : actor }
}

function actionOf(name: string | undefined): Action {
  const action = actions.find((one) => one === name)
  if (action === undefined) throw wrong('action', 'not_in_options', `"action" is one of ${actions.join(', ')}`)
  return action
}

function fieldOf({ name: typeName, fields }: ContentType, name: string | undefined): Field | null {
  if (name === undefined) return null
  const field = fields.find((one) => one.name === name)
  if (field === undefined) throw wrong('field', 'unknown_field', `"${typeName}" has no field "${name}"`)
  return field
}

/** The entry, which the asker has to be able to read, as whoever is asked about meets it. */
async function entryOf(ctx: Context, actor: Actor, { id, type }: { id: string | undefined; type: ContentType }): Promise<EntryRow | null> {
  if (id === undefined) return null
  const entry = await getReadableEntry(ctx, ctx.store, id)
  if (entry.typeId !== type.id) throw wrong('id', 'wrong_type', 'The entry is of another type')
  return actingStore(ctx.store, actor, ctx.now).entries.find(entry.id)
}

function wrong(parameter: string, code: string, message: string): Refusal {
  return new Refusal('invalid_query', message, { issues: [{ parameter, code, message }] })
}
