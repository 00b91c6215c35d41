import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { publishInHand } from './publish-in-hand.ts'
import { refusingTaken } from './refuse-publication.ts'
import { getEntryRow } from './write-revision.ts'

export interface PublishOptions {
  locales?: readonly string[] | undefined
  /** The revision that the caller saw; another draft is never published in its place. */
  revision?: number | undefined
  ifMatch?: number | undefined
}

/** An entry after a verb that may have changed what readers see; `seq` is null when it hasn't. */
export interface ChangedEntry {
  entry: EntryDetail
  seq: bigint | null
}

/** Makes the current draft what readers see. Drafts may be incomplete; publications may not. */
export async function publishEntry(
  ctx: Context,
  entryId: string,
  { locales, revision, ifMatch }: PublishOptions = {},
): Promise<ChangedEntry> {
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      // Locked so that two editors who press Publish take turns instead of overwriting each other.
      const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'publish', ifMatch })
      refuseOtherRevision(inHand.entry.revision, revision)
      const seq = await publishInHand(ctx, tx, { inHand, locales })
      return { entry: await entryDetail(ctx, tx, await getEntryRow(tx, entryId)), seq }
    }),
  )
}

export function refuseOtherRevision(current: number, seen: number | undefined): void {
  if (seen !== undefined && seen !== current)
    throw new Refusal('conflict', 'Someone saved this entry after you opened it', { facts: { revision: current } })
}
