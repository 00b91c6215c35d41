import type { Refusal } from '../refusal.ts'

/** Something that a revert left as it is, and why. */
export interface ReleaseConflict {
  entryId: string
  /** Null for the entry as a whole. */
  locale: string | null
  refusal: Refusal
}
