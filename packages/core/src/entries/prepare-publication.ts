import type { EventItem, PublicationInput, Transaction } from '@verso/data'
import { changedFields, contentForLocale, flatType, localeChain, withComputed } from '@verso/model'
import type { Context } from '../context.ts'
import { buildPublication } from './build-publication.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import { publicationItems } from './publication-items.ts'
import { localesToPublish } from './publish-locales.ts'
import { revisionUnder } from './revision-under.ts'

/** The documents that publishing an entry would make public, where readers don't have the same already. */
export interface PreparedPublication {
  inHand: EntryInHand
  publications: PublicationInput[]
}

export async function preparePublication(
  ctx: Context,
  tx: Transaction,
  { inHand, locales }: { inHand: EntryInHand; locales?: readonly string[] | undefined },
): Promise<PreparedPublication> {
  const { entry, type, model } = inHand
  const codes = localesToPublish(inHand, entry.content, locales)
  const savedAt = await tx.revisions.findTime(entry.id, entry.revision)
  const source = {
    type,
    modelVersion: model.version,
    entryId: entry.id,
    content: entry.content,
    revision: entry.revision,
    revisedAt: savedAt ?? entry.updatedAt,
    createdAt: entry.createdAt,
    publishedAt: ctx.now(),
    publishedById: ctx.actor.id,
  }
  const all = codes.map((code) => buildPublication(source, code, inHand.locales))
  return {
    inHand,
    publications: all.filter((publication) =>
      entry.publications.every((head) => head.locale !== publication.locale || head.hash !== publication.hash),
    ),
  }
}

/** What the log tells of it: one item per document, with the fields that differ from what readers had. */
export async function publishItems(tx: Transaction, { inHand, publications }: PreparedPublication): Promise<EventItem[]> {
  const heads = inHand.entry.publications.map((head) => ({ ...head, entryId: inHand.entry.id }))
  const items: EventItem[] = []
  for (const item of publicationItems(publications, heads)) {
    const head = heads.find((candidate) => candidate.locale === item.locale)
    items.push({
      ...item,
      changedFieldIds: await changedSincePublished(tx, inHand, { locale: item.locale ?? '', revision: head?.revision }),
    })
  }
  return items
}

async function changedSincePublished(
  tx: Transaction,
  { entry, type, model, locales }: EntryInHand,
  { locale, revision }: { locale: string; revision: number | undefined },
): Promise<string[]> {
  const before = revision === undefined ? null : await revisionUnder(tx, model, { entry, number: revision })
  const chain = localeChain(locales, locale)
  const changed = changedFields(
    flatType(type),
    before === null ? {} : withComputed(type, contentForLocale(type, before.content, chain)),
    withComputed(type, contentForLocale(type, entry.content, chain)),
  )
  return [...new Set(changed.map(({ fieldId }) => fieldId))]
}
