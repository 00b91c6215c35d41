import type { EntryRow, HeadRow, Transaction } from '@verso/data'
import type { Content, ContentType, Field, Json } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { writeRevision } from './write-revision.ts'

/** Takes the draft back to what readers see, as a new revision; nothing of what it said is lost. */
export async function discardDraft(
  ctx: Context,
  entryId: string,
  { ifMatch }: { ifMatch?: number | undefined } = {},
): Promise<EntryDetail> {
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit', ifMatch })
    if (inHand.entry.publications.length === 0) throw new Refusal('conflict', 'The entry is not published: there is nothing to go back to')
    const content = await publishedContent(tx, inHand)
    return entryDetail(ctx, tx, await writeRevision(ctx, tx, { inHand, content, kind: 'restore', action: 'entry.discard' }))
  })
}

/** Shared values as last published, localised ones as published in their locale; locales that were never public keep their draft. */
async function publishedContent(tx: Transaction, { entry, type }: { entry: EntryRow; type: ContentType }): Promise<Content> {
  const heads = entry.publications.toSorted((a, b) => Number(a.seq - b.seq))
  const content = { ...entry.content }
  for (const head of heads) {
    const revision = await tx.revisions.find(entry.id, head.revision)
    if (revision === null) throw new Error(`Entry ${entry.id} has no revision ${head.revision}, which is published`)
    for (const field of type.fields) takeBack(content, revision.content, { field, head })
  }
  return content
}

function takeBack(content: Content, published: Content, { field, head }: { field: Field; head: HeadRow }): void {
  const value = field.localized === true ? withLocale(content[field.id], published[field.id], head.locale) : published[field.id]
  if (value === undefined) delete content[field.id]
  else content[field.id] = value
}

function withLocale(draft: Json | undefined, published: Json | undefined, locale: string): Json | undefined {
  const { [locale]: _, ...others } = asMap(draft)
  const value = asMap(published)[locale]
  const map = value === undefined ? others : { ...others, [locale]: value }
  return Object.keys(map).length === 0 ? undefined : map
}

function asMap(value: Json | undefined): Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
