import type { PublicationInput } from '@verso/data'
import type { Context } from '../context.ts'
import { buildPublication } from './build-publication.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import { localesToPublish } from './publish-locales.ts'

/** The documents that publishing an entry would make public, where readers don't have the same already. */
export function preparePublication(ctx: Context, inHand: EntryInHand, locales?: readonly string[]): PublicationInput[] {
  const { entry, type, model } = inHand
  const source = {
    type,
    modelVersion: model.version,
    entryId: entry.id,
    content: entry.content,
    revision: entry.revision,
    // An entry is updated by its revisions alone, so that this is the time of the newest one.
    revisedAt: entry.updatedAt,
    createdAt: entry.createdAt,
    // The time of its event, which the database says.
    publishedAt: null,
    publishedById: ctx.actor.id,
  }
  return localesToPublish(inHand, entry.content, locales)
    .map((code) => buildPublication(source, code, inHand.locales))
    .map((publication) => ({ ...publication, isFirst: !entry.wasPublished, isInPlace: isInPlace(inHand, publication) }))
    .filter((publication) => entry.publications.every((head) => head.locale !== publication.locale || head.hash !== publication.hash))
}

/** In a tree the path is made of what stands above, too. */
function isInPlace({ entry, type }: EntryInHand, { locale, slug }: PublicationInput): boolean {
  const head = entry.publications.find((candidate) => candidate.locale === locale)
  return type.tree !== true && head !== undefined && head.slug === slug && head.path === (slug === null ? null : `/${slug}`)
}
