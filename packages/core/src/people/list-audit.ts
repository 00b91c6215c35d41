import type { AuditRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'

export interface AuditPage {
  rows: (AuditRow & { id: bigint })[]
  /** Pass it as `after` for the next page. */
  next: string | null
}

/** Who did what, newest first. Looking is told as well. */
export async function listAudit(ctx: Context, { limit, after }: { limit: number; after?: string }): Promise<AuditPage> {
  authoriseManage(ctx.actor, 'audit')
  const before = after === undefined ? {} : { before: readCursor(after) }
  const rows = await ctx.store.audit.list({ limit: limit + 1, ...before })
  if (after === undefined) await recordAudit(ctx, ctx.store, { action: 'audit.read', target: { kind: 'audit', id: null } })
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? String(page.at(-1)?.id ?? '') : null }
}

function readCursor(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  return BigInt(text)
}
