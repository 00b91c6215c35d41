import type { AuditBreak } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'

export interface AuditVerdict {
  /** Rows that are as they were written, up to the first that isn't. */
  rows: number
  /** Rows of which something was lawfully erased: who did what when still holds. */
  erased: number
  /** The first row that was removed, altered, moved, or written around the chain; null where the audit is whole. */
  found: AuditBreak | null
}

const stepSize = 5_000

/** Follows the chain of the audit from its first row to where it ended when this began. Nothing is held meanwhile. */
export async function verifyAudit(ctx: Context, onProgress?: (done: number, total: number) => void): Promise<AuditVerdict> {
  authoriseManage(ctx.actor, 'audit')
  const { auditChain } = ctx.store
  const head = await auditChain.head()
  const verdict: AuditVerdict = { rows: 0, erased: 0, found: null }
  let place: typeof head = { position: 0n, seal: Buffer.alloc(0) }
  for (;;) {
    const { position, seal, rows, erased, found } = await auditChain.follow(place, { to: head.position, limit: stepSize })
    place = { position, seal }
    verdict.rows += rows
    verdict.erased += erased
    onProgress?.(Number(position), Number(head.position))
    if (found !== null) return { ...verdict, found }
    if (rows === 0) break
  }
  const isWhole = place.position === head.position && place.seal.equals(head.seal)
  const missing: AuditBreak = { position: place.position + 1n, id: null, fault: 'removed' }
  return { ...verdict, found: isWhole ? await auditChain.findUnsealed() : missing }
}
