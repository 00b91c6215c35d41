import type { EntryView } from '@verso/contract'
import type { RowSelectionState, Updater } from '@tanstack/react-table'
import { useState } from 'react'
import type { BulkAction } from './run-bulk.ts'

export interface Selection {
  rows: RowSelectionState
  setRows: (update: Updater<RowSelectionState>) => void
  /** Those among the chosen that the list may not have loaded. */
  beyond: EntryView[]
  choose: (entries: EntryView[]) => void
  /** The act that was asked for, with the entries as they were then: what it does may take them out of the list. */
  asked: { action: BulkAction; entries: EntryView[] } | null
  ask: (action: BulkAction, entries: EntryView[]) => void
  /** The dialog was closed; `isDone` when the act was begun. */
  answer: (isDone: boolean) => void
  clear: () => void
}

/** What is chosen in a list, and what is to be done with it; it outlives the rows. */
export function useSelection(): Selection {
  const [rows, setRows] = useState<RowSelectionState>({})
  const [beyond, setBeyond] = useState<EntryView[]>([])
  const [asked, setAsked] = useState<Selection['asked']>(null)
  return {
    rows,
    setRows,
    beyond,
    choose: (entries) => {
      setBeyond(entries)
      setRows(Object.fromEntries(entries.map(({ id }) => [id, true])))
    },
    asked,
    ask: (action, entries) => setAsked({ action, entries }),
    answer: (isDone) => {
      setAsked(null)
      if (isDone) setRows({})
    },
    clear: () => {
      setRows({})
      setBeyond([])
    },
  }
}
