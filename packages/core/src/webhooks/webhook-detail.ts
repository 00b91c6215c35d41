import type { Tables, WebhookRow } from '@verso/data'
import { isUuid, type Json, type Model } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { writtenWhere } from '../rights/where-paths.ts'

/** An endpoint in names of today, with how far behind it is. */
export interface WebhookDetail {
  row: WebhookRow
  types: string[]
  where: Json | null
  fieldsChanged: string[]
  status: 'active' | 'failing' | 'paused' | 'disabled'
  lag: { seq: number; seconds: number }
}

/** All endpoints, oldest first. */
export async function listWebhooks(ctx: Context): Promise<WebhookDetail[]> {
  authoriseManage(ctx.actor, 'webhooks')
  return webhookDetails(ctx, ctx.store, await ctx.store.webhooks.list())
}

export async function getWebhook(ctx: Context, id: string): Promise<WebhookDetail> {
  const row = await requireWebhook(ctx, id)
  return webhookDetail(ctx, ctx.store, row)
}

export async function requireWebhook(ctx: Context, id: string): Promise<WebhookRow> {
  authoriseManage(ctx.actor, 'webhooks')
  return present(isUuid(id) ? await ctx.store.webhooks.find(id) : null)
}

/** The same, held until the transaction ends. */
export async function lockWebhook(
  tx: Pick<Tables, never> & { webhooks: { lock: (id: string) => Promise<WebhookRow | null> } },
  id: string,
): Promise<WebhookRow> {
  return present(isUuid(id) ? await tx.webhooks.lock(id) : null)
}

function present(row: WebhookRow | null): WebhookRow {
  if (row === null) throw new Refusal('not_found', 'There is no such webhook')
  return row
}

export async function webhookDetail(ctx: Context, tables: Pick<Tables, 'log' | 'models'>, row: WebhookRow): Promise<WebhookDetail> {
  const [detail] = await webhookDetails(ctx, tables, [row])
  if (detail === undefined) throw new Error('A detail for each row')
  return detail
}

async function webhookDetails(ctx: Context, tables: Pick<Tables, 'log' | 'models'>, rows: readonly WebhookRow[]): Promise<WebhookDetail[]> {
  const model = await tables.models.current()
  const seq = await tables.log.seq()
  return Promise.all(
    rows.map(async (row) => {
      const waiting = row.position < seq ? await tables.log.timeOf(row.position + 1n) : null
      const seconds = waiting === null ? 0 : Math.max(0, Math.round((ctx.now().getTime() - waiting.getTime()) / 1000))
      const status = row.state === 'active' && row.failures > 0 ? ('failing' as const) : row.state
      const lag = { seq: Number(seq - row.position), seconds }
      return { row, ...namesOf(row, model), status, lag }
    }),
  )
}

/** What settings mean in a model, for people and for the audit. */
function namesOf(
  { typeIds, settings }: Pick<WebhookRow, 'typeIds' | 'settings'>,
  model: Model,
): Pick<WebhookDetail, 'types' | 'where' | 'fieldsChanged'> {
  const fields = model.types.flatMap((type) => type.fields)
  const changed = fields.filter(({ id }) => settings.fieldIds?.includes(id)).map(({ name }) => name)
  return {
    types: model.types.filter(({ id }) => typeIds.includes(id)).map(({ name }) => name),
    where: settings.where === undefined ? null : writtenWhere(settings.where, model),
    fieldsChanged: [...new Set(changed)],
  }
}

/** What the audit tells of an endpoint: of headers their names, and nothing of secrets. */
export function auditedWebhook(
  row: Pick<WebhookRow, 'name' | 'url' | 'events' | 'locales' | 'mode' | 'headerNames' | 'typeIds' | 'settings'>,
  model: Model,
): Record<string, Json> {
  const { name, url, events, locales, mode, headerNames, settings } = row
  const { preset = null, projection = null, debounceSeconds = null } = settings
  return {
    name,
    url: withoutQuery(url),
    events,
    ...namesOf(row, model),
    locales,
    mode,
    headers: headerNames,
    preset,
    projection,
    debounceSeconds,
  }
}

/** Build hooks carry their secret in the address. */
function withoutQuery(url: string): string {
  const { origin, pathname, search } = new URL(url)
  return search === '' ? origin + pathname : `${origin}${pathname}?•••`
}
