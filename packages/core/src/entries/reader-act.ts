import type { HeadRow, PublicationInput } from '@verso/data'
import type { Action } from '../authorise.ts'
import type { EntryInHand } from './entry-in-hand.ts'

/** What can happen to what readers see of an entry, with the right that it needs. */
export const readerActions = { publish: 'publish', unpublish: 'unpublish', trash: 'delete' } as const satisfies Record<string, Action>
export type ReaderAction = keyof typeof readerActions

/** Something that is to happen to an entry that is in hand. */
export interface ReaderAct {
  action: ReaderAction
  inHand: EntryInHand
  /** Absent: all that it can be about. */
  locales?: readonly string[] | undefined
  /** For an entry that a field of others wants published along with them: which entries these are. */
  alongWith?: ReadonlySet<string>
}

/** The same, worked out: the documents that readers get, and those that they lose. */
export interface PlannedAct extends ReaderAct {
  publications: PublicationInput[]
  ended: HeadRow[]
}

export function changesReaders({ publications, ended }: Pick<PlannedAct, 'publications' | 'ended'>): boolean {
  return publications.length > 0 || ended.length > 0
}
