import type { Tables } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { secondFactorRoles } from '../people/factor/factor-demand.ts'
import { historyDays } from '../history/history-settings.ts'
import { trashRetentionDays } from '../entries/trash-retention.ts'

/** What an installation decides about itself, and which version of it that is. */
export interface SettingsDetail {
  revision: number
  /** How long an entry stays in the trash before it is gone for good. */
  trashDays: number
  /** For how many days every point of what was public can be read; null for ever. */
  historyDays: number | null
  /** Names of the roles whose holders need a second factor. */
  secondFactorRoles: string[]
}

export const settingsRevision = 'settingsRevision'
export const firstSettingsRevision = 1

/** The settings of the installation, for those who are trusted with them. */
export async function getSettings(ctx: Context): Promise<SettingsDetail> {
  authoriseManage(ctx.actor, 'settings')
  return readSettings(ctx.store)
}

export async function readSettings(tables: Pick<Tables, 'settings'>): Promise<SettingsDetail> {
  const revision = await tables.settings.find(settingsRevision)
  return {
    revision: typeof revision === 'number' ? revision : firstSettingsRevision,
    trashDays: await trashRetentionDays(tables),
    historyDays: await historyDays(tables),
    secondFactorRoles: await secondFactorRoles(tables),
  }
}
