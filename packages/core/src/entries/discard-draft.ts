import type { Transaction } from '@verso/data'
import { applyContent, changeForLocale, type Content, contentWithLocale } from '@verso/model'
import type { Context } from '../context.ts'
import { stillWithin, writableChange } from '../rights/write-rights.ts'
import { Refusal } from '../refusal.ts'
import { entryDetail } from './entry-detail.ts'
import { type EntryInHand, takeLiveEntry } from './entry-in-hand.ts'
import { mergeWithOthers } from './merge-with-others.ts'
import { revisionUnder } from './revision-under.ts'
import type { SavedEntry } from './save-entry.ts'
import { closeWorkingCopy } from './working-copy.ts'
import { writeRevision } from './write-revision.ts'

/**
 * Takes the draft back to what readers see, as a new revision; nothing of what it said is lost, but what the caller wrote without saving is.
 * Of what others saved since the revision that the caller saw, other values stay.
 */
export async function discardDraft(
  ctx: Context,
  entryId: string,
  { ifMatch, baseRevision }: { ifMatch?: number | undefined; baseRevision?: number | undefined } = {},
): Promise<SavedEntry> {
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit', ifMatch })
    if (inHand.entry.publications.length === 0) throw new Refusal('conflict', 'The entry is not published: there is nothing to go back to')
    const { content, merge } = await mergeWithOthers(ctx, tx, {
      inHand,
      baseRevision,
      change: async (base) =>
        writableChange({ ...inHand, actor: ctx.actor, action: 'edit' }, base, await publishedContent(tx, inHand, base)),
    })
    await closeWorkingCopy(ctx, tx, entryId)
    const saved = await writeRevision(ctx, tx, { inHand, content, kind: 'restore', action: 'entry.discard' })
    const row = await stillWithin(ctx, tx, { row: saved, action: 'edit' })
    return { ...(await entryDetail(ctx, tx, row)), merge }
  })
}

/** Shared values as last published, localised ones as published in their locale; locales that were never public keep their draft. */
async function publishedContent(tx: Transaction, { entry, type, model }: EntryInHand, draft: Content): Promise<Content> {
  const [last, ...earlier] = entry.publications.toSorted((a, b) => Number(b.seq - a.seq))
  if (last === undefined) return draft
  const contentOf = async (number: number): Promise<Content> => {
    const revision = await revisionUnder(tx, model, { entry, number })
    if (revision === null) throw new Error(`Entry ${entry.id} has no revision ${number}, which is published`)
    return revision.content
  }
  const shared = await contentOf(last.revision)
  const change = type.fields.map((field) => [field.id, changeForLocale(field, shared[field.id], last.locale)] as const)
  let content = applyContent(type, draft, Object.fromEntries(change))
  for (const { revision, locale } of earlier) content = contentWithLocale(type, content, { from: await contentOf(revision), locale })
  return content
}
