import type { ContentTypeView } from '@verso/contract'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { EntrySession } from './entry-session.ts'

/** What all parts of the entry screen share. */
export interface EntryWork {
  session: EntrySession
  type: ContentTypeView
  /** The locale that is being written. */
  locale: string
  /** Why nothing can be changed; null when it can. */
  lockedBecause: string | null
}

export const EntryContext = createContext<EntryWork | null>(null)

export function useEntryWork(): EntryWork {
  const work = useContext(EntryContext)
  if (work === null) throw new Error('An entry part stands outside of the entry screen')
  return work
}

/** All values that have faults now, with their sentences. */
export function useFaults(): ReadonlyMap<string, readonly string[]> {
  const { form } = useEntryWork().session
  return useSyncExternalStore(form.subscribeAll, form.faulty)
}
