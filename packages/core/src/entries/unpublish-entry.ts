import type { HeadRow, Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { type ChangedEntry, changeOne } from './change-one.ts'
import { changeInTransaction } from './change-together.ts'
import { entryDetail } from './entry-detail.ts'
import { type EntryInHand, takeEntry } from './entry-in-hand.ts'
import type { PublishOptions } from './publish-entry.ts'
import { refuseUnknownLocales } from './publish-locales.ts'
import { refusingTaken } from './refuse-publication.ts'
import { getEntryRow } from './write-revision.ts'

export interface UnpublishOptions extends PublishOptions {
  /** True: out of every past point in time too. False: back into them, and nothing else. */
  withdraw?: boolean | undefined
}

/** Takes an entry away from readers, in some locales or all; the draft stays as it is. */
export function unpublishEntry(ctx: Context, entryId: string, { withdraw, ...options }: UnpublishOptions = {}): Promise<ChangedEntry> {
  const wish = { ...options, entryId, action: 'unpublish' } as const
  if (withdraw === undefined) return changeOne(ctx, wish)
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const ended = withdraw ? await changeInTransaction(ctx, tx, { wishes: [wish], mode: 'all', kind: 'entry.unpublished' }) : null
      const inHand = await takeEntry(ctx, tx, { entryId, action: 'unpublish', ifMatch: options.ifMatch })
      const marked = await markPast(ctx, tx, { inHand, locales: options.locales, withdraw, seq: ended?.seq ?? null })
      return { entry: await entryDetail(ctx, tx, await getEntryRow(tx, entryId)), seq: marked }
    }),
  )
}

interface Marking {
  inHand: EntryInHand
  locales: readonly string[] | undefined
  withdraw: boolean
  /** Taken already, by what ended just now. */
  seq: bigint | null
}

/** What pinned readers find in the past is another from a `seq` on: caches have to hear of it. Null where nothing is another. */
async function markPast(ctx: Context, tx: Transaction, { inHand, locales, withdraw, seq }: Marking): Promise<bigint | null> {
  const { entry, type, locales: known } = inHand
  refuseUnknownLocales(known, locales ?? [])
  const wanted = { entryId: entry.id, locales: locales ?? null, withdrawn: withdraw }
  const codes = await tx.publications.markable(wanted)
  if (codes.length === 0) return seq
  if (seq !== null) await tx.publications.markPast(wanted)
  const taken =
    seq ??
    (await tx.log.append({ kind: 'entry.unpublished', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async () => {
      await tx.publications.markPast(wanted)
      return codes.map((locale) => ({
        op: 'unpublish' as const,
        id: entry.id,
        typeId: type.id,
        locale,
        slug: slugIn(entry.publications, locale),
      }))
    }))
  await recordAudit(ctx, tx, {
    action: 'entry.withdraw',
    target: { kind: 'entry', id: entry.id },
    before: { withdrawn: !withdraw },
    after: { withdrawn: withdraw, locales: codes, seq: Number(taken) },
  })
  return taken
}

function slugIn(heads: readonly HeadRow[], locale: string): string | null {
  return heads.find((head) => head.locale === locale)?.slug ?? null
}
