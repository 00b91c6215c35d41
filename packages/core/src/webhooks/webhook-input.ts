import type { WebhookRow, WebhookSettings } from '@verso/data'
import type { ContentType, Json, Model } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { planCondition } from '../rights/plan-where.ts'
import { whereInNames, whereWithIds } from '../rights/where-paths.ts'
import { openModel } from '../content/readable-model.ts'
import { headerFaults } from './header-faults.ts'
import { projectionFaults } from './projected-entries.ts'

/** An endpoint as people write it, with names of today. What is absent stays, or is as usual. */
export interface WebhookInput {
  name?: string | undefined
  url?: string | undefined
  events?: string[] | undefined
  types?: string[] | undefined
  locales?: string[] | undefined
  where?: unknown
  fieldsChanged?: string[] | undefined
  projection?: WebhookSettings['projection'] | null | undefined
  headers?: Record<string, string> | undefined
  mode?: WebhookRow['mode'] | undefined
  preset?: NonNullable<WebhookSettings['preset']> | null | undefined
  debounceSeconds?: number | undefined
}

/** Finds out whether an address would be reached now, and refuses it otherwise. */
export type CheckUrl = (url: string) => Promise<void>

type Wanted = Pick<WebhookRow, 'name' | 'nameKey' | 'url' | 'events' | 'typeIds' | 'locales' | 'settings' | 'mode'>

const usual: Wanted = { name: '', nameKey: '', url: '', events: ['*'], typeIds: [], locales: [], settings: {}, mode: 'ordered' }
const maxName = 100
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** What an endpoint is to be, over what it was; every fault is told. */
export async function wantedWebhook(
  ctx: Context,
  before: Wanted | null,
  { input, checkUrl }: { input: WebhookInput; checkUrl: CheckUrl },
): Promise<Wanted> {
  const issues: RefusalIssue[] = []
  const was = before ?? usual
  const model = openModel(await ctx.model(), ctx.actor, ctx.now())
  const preset = input.preset === undefined ? was.settings.preset : (input.preset ?? undefined)
  const typeIds = input.types === undefined ? was.typeIds : typesOf(input.types, model, issues)
  const types = model.types.filter(({ id, kind }) => kind !== 'component' && (typeIds.length === 0 || typeIds.includes(id)))
  const settings = settingsOf(ctx, was.settings, { input, preset, model, types, issues })
  const wanted: Wanted = {
    ...(input.name === undefined ? { name: was.name, nameKey: was.nameKey } : nameOf(input.name, issues)),
    url: input.url ?? was.url,
    events: input.events === undefined ? was.events : [...new Set(input.events)],
    typeIds,
    locales: input.locales === undefined ? was.locales : localesOf(input.locales, model, issues),
    settings,
    // A build begins anew from all that there is: of several changes it needs to be told once.
    mode: preset === 'build-hook' ? 'latest' : (input.mode ?? was.mode),
  }
  issues.push(...headerFaults(input.headers ?? {}))
  issues.push(...(await projectionFaults(ctx, settings.projection, types)))
  if (input.url !== undefined) issues.push(...(await urlFaults(input.url, checkUrl)))
  if (issues.length > 0) throw new Refusal('invalid_value', 'The webhook can not be kept as it is', { issues })
  return wanted
}

function nameOf(text: string, issues: RefusalIssue[]): { name: string; nameKey: string } {
  const name = text.normalize('NFKC').replace(invisible, '').trim()
  if (name === '' || name.length > maxName)
    issues.push({
      path: '/name',
      code: name === '' ? 'required' : 'too_long',
      message: `A webhook has a name of 1 to ${maxName} characters`,
    })
  return { name, nameKey: name.toLowerCase() }
}

function typesOf(names: readonly string[], model: Model, issues: RefusalIssue[]): string[] {
  if (names.includes('*')) return []
  return names.flatMap((name, index) => {
    const type = model.types.find((candidate) => candidate.name === name && candidate.kind !== 'component')
    if (type !== undefined) return [type.id]
    issues.push({ path: `/types/${index}`, code: 'unknown_type', message: `There is no content type "${name}"` })
    return []
  })
}

function localesOf(codes: readonly string[], model: Model, issues: RefusalIssue[]): string[] {
  codes.forEach((code, index) => {
    if (!model.locales.some((locale) => locale.code === code))
      issues.push({ path: `/locales/${index}`, code: 'unknown_locale', message: `There is no language "${code}"` })
  })
  return [...new Set(codes)]
}

interface SettingsWish {
  input: WebhookInput
  preset: WebhookSettings['preset']
  model: Model
  types: readonly ContentType[]
  issues: RefusalIssue[]
}

function settingsOf(ctx: Context, was: WebhookSettings, { input, preset, model, types, issues }: SettingsWish): WebhookSettings {
  const where = input.where === undefined ? was.where : whereOf(ctx, input.where, { model, types, issues })
  const fieldIds = input.fieldsChanged === undefined ? was.fieldIds : fieldsOf(input.fieldsChanged, types, issues)
  const projection = input.projection === undefined ? was.projection : (input.projection ?? undefined)
  const debounceSeconds = input.debounceSeconds ?? was.debounceSeconds
  return {
    ...(where === undefined ? {} : { where }),
    ...(fieldIds === undefined || fieldIds.length === 0 ? {} : { fieldIds }),
    ...(projection === undefined ? {} : { projection }),
    ...(preset === undefined ? {} : { preset }),
    ...(debounceSeconds === undefined ? {} : { debounceSeconds }),
  }
}

/** It has to mean something in one of the types at least; entries of the others aren't told of. Null takes it away. */
function whereOf(
  ctx: Context,
  filter: unknown,
  { model, types, issues }: Pick<SettingsWish, 'model' | 'types' | 'issues'>,
): WebhookSettings['where'] {
  if (filter === null) return undefined
  const where = whereWithIds(filter as Json, types, model)
  const now = ctx.now()
  const planned = types.map((type) =>
    planCondition(whereInNames(where, type.id, model) ?? filter, { model, type, purpose: 'published', now }),
  )
  const good = types.filter((_, index) => planned[index]?.condition !== null)
  if (good.length > 0) return { filter: where.filter, paths: Object.fromEntries(good.map(({ id }) => [id, where.paths[id] ?? {}])) }
  const [fault] = planned.flatMap((one) => one.issues ?? [])
  const message = fault?.message ?? 'This condition means nothing in these types'
  issues.push({ path: '/where', code: fault?.code ?? 'invalid', message })
  return undefined
}

function fieldsOf(names: readonly string[], types: readonly ContentType[], issues: RefusalIssue[]): string[] {
  return names.flatMap((name, index) => {
    const found = types.flatMap(({ fields }) => fields.filter((field) => field.name === name).map(({ id }) => id))
    if (found.length === 0) issues.push({ path: `/fieldsChanged/${index}`, code: 'unknown_field', message: `There is no field "${name}"` })
    return found
  })
}

/** One text for all that is refused, so that nobody learns what is inside the network. */
async function urlFaults(url: string, checkUrl: CheckUrl): Promise<RefusalIssue[]> {
  return checkUrl(url).then(
    () => [],
    () => [{ path: '/url', code: 'address_refused', message: 'This address can not be sent to' }],
  )
}
