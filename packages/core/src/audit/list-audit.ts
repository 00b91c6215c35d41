import type { AuditFilter, AuditRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'

export interface AuditPage {
  rows: (AuditRow & { id: bigint })[]
  /** Pass it as `after` for the next page. */
  next: string | null
}

interface Asked {
  limit: number
  after?: string
  filter?: AuditFilter
}

const pageSize = 1_000

/** Who did what, newest first. Looking is told as well. */
export async function listAudit(ctx: Context, { limit, after, filter = {} }: Asked): Promise<AuditPage> {
  authoriseManage(ctx.actor, 'audit')
  const before = after === undefined ? {} : { before: readCursor(after) }
  const rows = await ctx.store.audit.list({ limit: limit + 1, filter, ...before })
  if (after === undefined) await recordAudit(ctx, ctx.store, { action: 'audit.read', target: { kind: 'audit', id: null } })
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? String(page.at(-1)?.id ?? '') : null }
}

/** All of it that was asked for, newest first, page by page as it is taken. That it was taken is told before the first page. */
export async function exportAudit(ctx: Context, filter: AuditFilter): Promise<AsyncIterable<AuditPage['rows']>> {
  authoriseManage(ctx.actor, 'audit')
  await recordAudit(ctx, ctx.store, { action: 'audit.export', target: { kind: 'audit', id: null } })
  return pagesOf(ctx, filter)
}

async function* pagesOf({ store }: Context, filter: AuditFilter): AsyncIterable<AuditPage['rows']> {
  let before: { before?: bigint } = {}
  for (;;) {
    const rows = await store.audit.list({ limit: pageSize, filter, ...before })
    yield rows
    const last = rows.at(-1)
    if (rows.length < pageSize || last === undefined) return
    before = { before: last.id }
  }
}

function readCursor(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  return BigInt(text)
}
