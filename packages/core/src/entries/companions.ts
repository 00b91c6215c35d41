import type { Transaction } from '@verso/data'
import { allFields, type Field, fieldAt } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { linksOf } from './content-references.ts'
import { typeOfEntry } from './entry-detail.ts'
import type { EntryInHand } from './entry-in-hand.ts'

/**
 * Locks the entries that a field wants published along with the one that refers to them, and what these want in turn.
 * Only what isn't public yet, isn't in the trash and may be published by the actor comes along.
 */
export async function takeCompanions(ctx: Context, tx: Transaction, first: EntryInHand): Promise<EntryInHand[]> {
  const taken = new Map<string, EntryInHand>([[first.entry.id, first]])
  let newest = [first]
  while (newest.length > 0) {
    const wanted = [...new Set(newest.flatMap(wantedBy))].filter((id) => !taken.has(id))
    const rows = wanted.length === 0 ? [] : await tx.entries.lockMany(wanted)
    newest = rows
      .filter((row) => row.trashedAt === null && row.publications.length === 0 && may(ctx.actor, 'publish', row))
      .map((entry) => ({ ...first, entry, type: typeOfEntry(first.model, entry) }))
    for (const companion of newest) taken.set(companion.entry.id, companion)
  }
  taken.delete(first.entry.id)
  return [...taken.values()]
}

function wantedBy({ entry, type }: EntryInHand): string[] {
  const takesAlong = (field: Field | undefined) => field?.onMissingTarget === 'publish'
  return allFields(type).some(takesAlong)
    ? linksOf(type, entry.content).flatMap((link) => (link.kind === 'entry' && takesAlong(fieldAt(type, link)) ? [link.id] : []))
    : []
}
