import type { EventItem, HeadRow, PublicationInput } from '@verso/data'

/** What the log tells of documents that become public: one item each, with the slug that readers knew before where it differs. */
export function publicationItems(
  publications: readonly PublicationInput[],
  heads: readonly (HeadRow & { entryId: string })[],
): EventItem[] {
  return publications.map(({ entryId, typeId, locale, slug, revision }) => {
    const head = heads.find((candidate) => candidate.entryId === entryId && candidate.locale === locale)
    const moved = head !== undefined && head.slug !== null && head.slug !== slug
    return {
      op: 'publish',
      id: entryId,
      typeId,
      locale,
      slug,
      ...(moved && head.slug !== null ? { previousSlug: head.slug } : {}),
      revision,
    }
  })
}
