import type { SnapshotRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { type Snapshot, withNames } from './get-history.ts'
import { requireKept } from './require-kept.ts'

export interface NewSnapshot {
  name: string
  description?: string | undefined
  /** The present point when absent. */
  seq?: number | undefined
}

/** Gives a point a name. It can be read for as long as it has one, whatever is compacted. */
export async function createSnapshot(ctx: Context, { name: said, description, seq }: NewSnapshot): Promise<Snapshot> {
  authoriseManage(ctx.actor, 'settings')
  const name = said.normalize('NFKC').trim()
  if (name === '') throw wrong('/name', 'required', 'A snapshot needs a name')
  const made = await ctx.store.transaction(async (tx) => {
    // Otherwise the point could be given up between the look at it and its name.
    await tx.history.lock()
    const present = await tx.log.seq()
    const point = seq === undefined ? present : BigInt(seq)
    if (point > present) throw wrong('/seq', 'out_of_range', `The newest point is ${present}`)
    await requireKept(tx, point)
    const row: SnapshotRow = {
      id: ctx.newId(),
      ...{ name, description: description ?? null, seq: point },
      createdAt: ctx.now(),
      createdById: ctx.actor.id,
    }
    if ((await tx.history.snapshots()).some((other) => other.name === name)) throw nameTaken(name)
    await tx.history.createSnapshot(row)
    await recordAudit(ctx, tx, { action: 'snapshot.create', target: { kind: 'snapshot', id: row.id }, after: { name, seq: Number(point) } })
    return row
  })
  const [snapshot] = await withNames(ctx, [made])
  return snapshot ?? { ...made, createdBy: null }
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal('invalid_value', message, { issues: [{ path, code, message }] })
}

function nameTaken(name: string): Refusal {
  return new Refusal('name_taken', `There is a snapshot "${name}" already`, {
    issues: [{ path: '/name', code: 'name_taken', message: 'Another snapshot has this name' }],
  })
}
