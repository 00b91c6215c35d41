import type { Tables } from '@verso/data'

/** What a compaction has done so far. */
export interface CompactionState {
  state: 'running' | 'done'
  /** Points before this one are given up, but for those with a name. */
  horizon: string
  startedAt: string
  endedAt: string | null
  publications: number
  references: number
  /** Up to this number events are emptied. */
  eventsTo: string
}

const historyDaysSetting = 'historyDays'
const compactionSetting = 'compaction'

/** For how many days every point is kept; null for ever, which is how an installation begins. */
export async function historyDays(tables: Pick<Tables, 'settings'>): Promise<number | null> {
  const days = await tables.settings.find(historyDaysSetting)
  return typeof days === 'number' ? days : null
}

export async function findCompaction(tables: Pick<Tables, 'settings'>): Promise<CompactionState | null> {
  return (await tables.settings.find(compactionSetting)) as CompactionState | null
}

export async function putCompaction(
  tables: { settings: { put: (name: string, value: CompactionState & Record<string, string | number | null>) => Promise<void> } },
  state: CompactionState,
): Promise<void> {
  await tables.settings.put(compactionSetting, { ...state })
}
