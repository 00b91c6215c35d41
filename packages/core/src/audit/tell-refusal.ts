import { isUuid } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'

export interface RefusedRequest {
  method: string
  /** With its parameters, such as `/admin/v1/entries/:id`. */
  route: string
  /** What it was about, if it named one. */
  id: string | undefined
  code: string
}

/** Tells the audit of a change that somebody wanted to make and may not: nothing else of it is there. */
export async function tellRefusal(ctx: Context, { method, route, id, code }: RefusedRequest): Promise<void> {
  const kind = route.split('/')[3] ?? route
  await recordAudit(ctx, ctx.store, {
    action: 'access.refuse',
    target: { kind, id: id !== undefined && isUuid(id) ? id : null },
    after: { method, route, code },
    outcome: 'refused',
  })
}
