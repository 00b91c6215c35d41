import type { Context } from '../context.ts'
import { type ChangedEntry, changeOne } from './change-one.ts'

/** Puts an entry into the trash. What is published ends for readers in the same step, with one `seq`. */
export function trashEntry(ctx: Context, entryId: string, { ifMatch }: { ifMatch?: number | undefined } = {}): Promise<ChangedEntry> {
  return changeOne(ctx, { entryId, action: 'trash', ifMatch })
}
