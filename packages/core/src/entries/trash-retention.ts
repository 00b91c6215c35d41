import type { Tables } from '@verso/data'

const usualDays = 30
const dayMs = 24 * 60 * 60 * 1000

/** How long an entry stays in the trash before it is purged: the setting `trashDays` of the installation, or 30 days. */
export async function trashRetentionDays(tables: Pick<Tables, 'settings'>): Promise<number> {
  const days = await tables.settings.find('trashDays')
  return typeof days === 'number' && days >= 1 ? days : usualDays
}

export async function trashRetentionMs(tables: Pick<Tables, 'settings'>): Promise<number> {
  return (await trashRetentionDays(tables)) * dayMs
}
