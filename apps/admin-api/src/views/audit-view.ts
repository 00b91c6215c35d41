import type { AuditView } from '@verso/contract'
import type { AuditPage } from '@verso/core'

export function toAuditView(row: AuditPage['rows'][number]): AuditView {
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    action: row.action,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    target: { kind: row.targetKind, id: row.targetId },
    before: row.before,
    after: row.after,
    address: row.address,
    requestId: row.requestId,
    outcome: row.outcome,
  }
}
