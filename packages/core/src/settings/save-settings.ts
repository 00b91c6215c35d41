import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { firstSettingsRevision, readSettings, type SettingsDetail, settingsRevision } from './get-settings.ts'

export interface SettingsChanges {
  trashDays?: number | undefined
}

/** Ten years: beyond that, nothing is meant to go at all. */
const mostTrashDays = 3650

/** Saves settings of the installation. What is in the trash is purged by the new time from then on, also what was put there before. */
export async function saveSettings(
  ctx: Context,
  { trashDays }: SettingsChanges,
  { ifMatch }: { ifMatch?: number | undefined } = {},
): Promise<SettingsDetail> {
  authoriseManage(ctx.actor, 'settings')
  if (trashDays !== undefined) refuseImpossible(trashDays)
  return ctx.store.transaction(async (tx) => {
    await tx.settings.lock(settingsRevision, firstSettingsRevision)
    const before = await readSettings(tx)
    if (ifMatch !== undefined && ifMatch !== before.revision)
      throw new Refusal('stale', 'Someone changed the settings after you opened them', { facts: { revision: before.revision } })
    if (trashDays === undefined || trashDays === before.trashDays) return before
    const after = { revision: before.revision + 1, trashDays }
    await tx.settings.put('trashDays', trashDays)
    await tx.settings.put(settingsRevision, after.revision)
    await recordAudit(ctx, tx, {
      action: 'settings.save',
      target: { kind: 'settings', id: null },
      before: { trashDays: before.trashDays },
      after: { trashDays },
    })
    return after
  })
}

function refuseImpossible(trashDays: number): void {
  if (trashDays >= 1 && trashDays <= mostTrashDays) return
  const message = `The trash keeps entries for 1 to ${mostTrashDays.toLocaleString('en')} days`
  throw new Refusal('invalid_value', message, { issues: [{ path: '/trashDays', code: 'out_of_range', message }] })
}
