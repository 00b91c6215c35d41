import type { EntryRow, Tables } from '@verso/data'
import { isUuid } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** The entry, if it is there for this actor; what may not be read is as absent as what never was. */
export async function getReadableEntry(ctx: Context, tables: Pick<Tables, 'entries'>, entryId: string): Promise<EntryRow> {
  authoriseKind(ctx.actor, 'read')
  const entry = isUuid(entryId) ? await tables.entries.find(entryId) : null
  if (entry === null) throw new Refusal('not_found', 'There is no such entry')
  authorise(ctx.actor, 'read', entry)
  return entry
}
