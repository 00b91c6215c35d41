import type { Content } from '@verso/model'

export type RevisionKind = 'save' | 'autosave' | 'restore' | 'import' | 'schedule' | 'merge'

export interface RevisionRow {
  entryId: string
  number: number
  kind: RevisionKind
  content: Content
  /** The model version in whose form the content is. */
  modelVersion: number
  /** Ids of the fields (with `/locale` where localised) that differ from the revision before. */
  changed: string[]
  note: string | null
  byId: string | null
  at: Date
}
