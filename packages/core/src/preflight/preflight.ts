import type { EntryStatus } from '../entries/entry-status.ts'
import type { AffectedEntry } from './publication-impact.ts'

/** What is asked: whether something could be done to an entry, and whom it would concern. */
export interface PreflightQuestion {
  action: 'publish' | 'unpublish' | 'trash' | 'purge'
  locales?: readonly string[] | undefined
  /** When it is to be done (RFC 3339); absent: now. */
  at?: string | undefined
}

export interface PreflightIssue {
  /** An error refuses the action. */
  severity: 'error' | 'warning'
  path: string
  locale?: string
  code: string
  message: string
}

/** Another entry at the other end of a link, and what the field of the link wants. */
export interface PreflightTarget {
  id: string
  typeName: string
  title: string
  status: EntryStatus
  path: string
  policy: 'refuse' | 'publish' | 'absent' | 'clear' | 'leave'
}

/** What an action would say on the state of now, and whom it would concern, as far as the asker may know. */
export interface Preflight {
  /** The draft that was looked at; null where it is about several entries. */
  revision: number | null
  verdict: 'ok' | 'refused'
  issues: PreflightIssue[]
  /** By locale: the fields that readers would find changed. */
  changes: Record<string, string[]>
  targets: PreflightTarget[]
  impact: { count: number; sample: AffectedEntry[]; pages: string[]; webhooks: { id: string; name: string }[]; complete: boolean }
  /** Entries among the targets and the affected ones that the asker may not read. */
  hidden: number
}
