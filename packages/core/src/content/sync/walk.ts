import type { RowRights } from '@verso/data'
import type { Json, Model } from '@verso/model'
import type { ReaderContext } from '../published-answer.ts'
import type { SyncStep } from './sync-steps.ts'
import type { SyncPlace } from './sync-token.ts'

/** One request's part of a sync: what it leads to, and all its steps. */
export interface Walk {
  ctx: ReaderContext
  /** As the reader may see it. */
  model: Model
  /** What of its types; undefined where that is everything. */
  rights: RowRights | undefined
  place: SyncPlace & { to: bigint }
  /** What `now` means in the filter: the times of the state that it leads to and of the one before. Absent where it isn't spoken of. */
  moments: { to?: Date | undefined; from?: Date | undefined }
  steps: SyncStep[]
}

/** The items of a part of a step, as JSON texts, and where it goes on; null when the step is done. */
export interface StepPage {
  items: string[]
  after: Json[] | null
}

export interface Asked {
  after: Json[] | null
  limit: number
}

/** Where a step goes on that goes by ids. */
export function nextOf(ids: string[], limit: number): StepPage['after'] {
  const last = ids.at(-1)
  return last === undefined || ids.length < limit ? null : [last]
}

export function idOf(after: Asked['after']): string | null {
  const [id] = after ?? []
  return typeof id === 'string' ? id : null
}
