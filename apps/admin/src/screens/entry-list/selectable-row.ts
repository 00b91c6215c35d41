import type { EntryView } from '@verso/contract'

/** A row of the table, as far as choosing goes. */
export interface SelectableRow {
  id: string
  original: EntryView
  getIsSelected: () => boolean
  toggleSelected: (value?: boolean) => void
}
