import type { Action } from '../authorise.ts'
import type { Refusal } from '../refusal.ts'

/** What can be done to many entries at once, with the right that it needs. */
export const bulkActions = {
  edit: 'edit',
  publish: 'publish',
  unpublish: 'unpublish',
  trash: 'delete',
  restore: 'restore',
  purge: 'purge',
  move: 'edit',
} as const satisfies Record<string, Action>
export type BulkAction = keyof typeof bulkActions

/** One act on many entries. */
export interface BulkChange {
  action: BulkAction
  /** For `edit`: fields to set, in each entry as it is then. */
  fields?: unknown
  /** For `publish` and `unpublish`. */
  locales?: readonly string[] | undefined
  /** For `move`: the entry to stand below, last among its children; null for the root. */
  parent?: string | null | undefined
  /** Nothing happens unless all of it can. */
  allOrNothing?: boolean | undefined
}

/** The same for the worker. */
export interface BulkJobChange extends BulkChange {
  dryRun?: boolean | undefined
}

/** What became of one entry. */
export interface BulkResult {
  entryId: string
  outcome: 'done' | 'unchanged' | 'failed'
  refusal: Refusal | null
}

export interface BulkOutcome {
  results: BulkResult[]
  /** The number that the change of what readers see took; null where they see nothing else than before. */
  seq: bigint | null
}
