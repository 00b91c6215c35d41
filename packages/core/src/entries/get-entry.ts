import type { Context } from '../context.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'

/** One entry with its draft, in the trash or not. */
export async function getEntry(ctx: Context, entryId: string): Promise<EntryDetail> {
  return entryDetail(ctx, ctx.store, await getReadableEntry(ctx, ctx.store, entryId))
}
