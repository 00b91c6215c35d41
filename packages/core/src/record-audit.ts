import type { AuditRow, Tables } from '@verso/data'
import type { Json } from '@verso/model'
import type { Context } from './context.ts'

/** What is told of a change; values of private fields and secrets are masked by the caller (`maskedFields`). */
export interface Audited {
  /** `noun.verb`, such as `entry.publish`. */
  action: string
  target: { kind: string; id: string | null }
  before?: Json
  after?: Json
  outcome?: 'done' | 'refused'
  /** `after` is told the `seq` that the change took, which nobody here has waited for. */
  tellsSeq?: boolean
}

/** Writes who did what, from where. Given the transaction of the change itself, so that neither can exist without the other. */
export async function recordAudit(ctx: Context, tables: Pick<Tables, 'audit'>, audited: Audited): Promise<void> {
  await tables.audit.append(auditRow(ctx, audited))
}

/** The same for many changes at once, in one statement. */
export async function recordAudits(ctx: Context, tables: Pick<Tables, 'audit'>, audited: readonly Audited[]): Promise<void> {
  await tables.audit.appendMany(audited.map((one) => auditRow(ctx, one)))
}

function auditRow(ctx: Context, { action, target, before, after, outcome, tellsSeq = false }: Audited): AuditRow {
  return {
    at: ctx.now(),
    action,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    targetKind: target.kind,
    targetId: target.id,
    before: before ?? null,
    after: after ?? null,
    address: ctx.address,
    requestId: ctx.requestId,
    outcome: outcome ?? 'done',
    ...(tellsSeq ? { tellsSeq } : {}),
  }
}
