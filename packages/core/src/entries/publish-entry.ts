import type { Context } from '../context.ts'
import { type ChangedEntry, changeOne } from './change-one.ts'

export interface PublishOptions {
  locales?: readonly string[] | undefined
  /** The revision that the caller saw; another draft is never published in its place. */
  revision?: number | undefined
  ifMatch?: number | undefined
}

/** Makes the current draft what readers see. Drafts may be incomplete; publications may not. */
export function publishEntry(ctx: Context, entryId: string, options: PublishOptions = {}): Promise<ChangedEntry> {
  return changeOne(ctx, { ...options, entryId, action: 'publish' })
}
