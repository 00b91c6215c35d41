import type { Transaction } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { secondFactorRolesSetting } from '../people/factor/factor-demand.ts'
import { requireRoles } from '../people/find-roles.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { firstSettingsRevision, readSettings, type SettingsDetail, settingsRevision } from './get-settings.ts'

export interface SettingsChanges {
  trashDays?: number | undefined
  historyDays?: number | null | undefined
  secondFactorRoles?: string[] | undefined
}

/** Ten years: beyond that, nothing is meant to go at all. */
const mostTrashDays = 3650
/** A hundred years. */
const mostHistoryDays = 36_500

/**
 * Saves settings of the installation. What is in the trash is purged by the new time from then on, also what was put there before; whose
 * role demands a second factor from now on reaches nothing but setting one up, from their next request.
 */
export async function saveSettings(
  ctx: Context,
  changes: SettingsChanges,
  { ifMatch }: { ifMatch?: number | undefined } = {},
): Promise<SettingsDetail> {
  authoriseManage(ctx.actor, 'settings')
  refuseImpossible(changes)
  return ctx.store.transaction(async (tx) => {
    await tx.settings.lock(settingsRevision, firstSettingsRevision)
    const { revision, ...before } = await readSettings(tx)
    if (ifMatch !== undefined && ifMatch !== revision)
      throw new Refusal('stale', 'Someone changed the settings after you opened them', { facts: { revision } })
    const after = { ...before, ...(await wanted(tx, changes)) }
    const names = (Object.keys(after) as (keyof typeof after)[]).filter((name) => !isSame(after[name], before[name]))
    if (names.length === 0) return { revision, ...before }
    for (const name of names) await tx.settings.put(name, after[name])
    await tx.settings.put(settingsRevision, revision + 1)
    await recordAudit(ctx, tx, {
      action: 'settings.save',
      target: { kind: 'settings', id: null },
      before: Object.fromEntries(names.map((name) => [name, before[name]])),
      after: Object.fromEntries(names.map((name) => [name, after[name]])),
    })
    return { revision: revision + 1, ...after }
  })
}

async function wanted(
  tx: Transaction,
  { trashDays, historyDays, secondFactorRoles }: SettingsChanges,
): Promise<Partial<Omit<SettingsDetail, 'revision'>>> {
  return {
    ...(trashDays === undefined ? {} : { trashDays }),
    ...(historyDays === undefined ? {} : { historyDays }),
    ...(secondFactorRoles === undefined
      ? {}
      : { [secondFactorRolesSetting]: (await requireRoles(tx, secondFactorRoles, '/secondFactorRoles')).map(({ name }) => name) }),
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function refuseImpossible({ trashDays, historyDays }: SettingsChanges): void {
  refuseBeyond(trashDays, { path: '/trashDays', most: mostTrashDays, what: 'The trash keeps entries' })
  refuseBeyond(historyDays, { path: '/historyDays', most: mostHistoryDays, what: 'The past is kept' })
}

function refuseBeyond(days: number | null | undefined, { path, most, what }: { path: string; most: number; what: string }): void {
  if (days === undefined || days === null || (days >= 1 && days <= most)) return
  const message = `${what} for 1 to ${most.toLocaleString('en')} days`
  throw new Refusal('invalid_value', message, { issues: [{ path, code: 'out_of_range', message }] })
}
