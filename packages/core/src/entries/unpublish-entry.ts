import type { Context } from '../context.ts'
import { type ChangedEntry, changeOne } from './change-one.ts'
import type { PublishOptions } from './publish-entry.ts'

/** Takes an entry away from readers, in some locales or all; the draft stays as it is. */
export function unpublishEntry(ctx: Context, entryId: string, options: PublishOptions = {}): Promise<ChangedEntry> {
  return changeOne(ctx, { ...options, entryId, action: 'unpublish' })
}
