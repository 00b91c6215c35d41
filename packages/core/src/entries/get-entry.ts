import type { Context } from '../context.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'
import { findWorkingCopy } from './working-copy.ts'

/** One entry with its draft, in the trash or not, and with what the asker wrote on it without saving. */
export async function getEntry(ctx: Context, entryId: string): Promise<EntryDetail> {
  const row = await getReadableEntry(ctx, ctx.store, entryId)
  const workingCopy = await findWorkingCopy(ctx, row)
  return { ...(await entryDetail(ctx, ctx.store, row)), ...(workingCopy === null ? {} : { workingCopy }) }
}
