import type { PublicationInput } from '@verso/data'
import type { PlannedAct } from './reader-act.ts'

/** How things will stand after several acts at once: each is judged by what the others do as well. */
export interface ActsTogether {
  /** Entries that are public afterwards by these acts, or by later ones of the same import. */
  isPublished: (entryId: string) => boolean
  /** The document that an entry gets in a locale. */
  publication: (entryId: string, locale: string) => PublishedPart | undefined
  /** Whether the document that readers have of an entry in a locale is replaced, or ends. */
  isLeaving: (entryId: string, locale: string) => boolean
  isEnding: (entryId: string, locale: string) => boolean
  /** Nothing of the entry stays public. */
  endsWholly: (entryId: string) => boolean
  isTrashed: (entryId: string) => boolean
}

interface PublishedPart {
  act: PlannedAct
  publication: PublicationInput
}

export function actsTogether(acts: readonly PlannedAct[], expected: ReadonlySet<string>): ActsTogether {
  const parts = acts.flatMap((act) => act.publications.map((publication): PublishedPart => ({ act, publication })))
  const published = new Map(parts.map((part) => [keyOf(part.publication.entryId, part.publication.locale), part]))
  const publishes = new Set(acts.filter(({ action }) => action === 'publish').map(({ inHand }) => inHand.entry.id))
  const ending = new Set(acts.flatMap(({ inHand, ended }) => ended.map(({ locale }) => keyOf(inHand.entry.id, locale))))
  const whole = new Set(
    acts
      .filter(
        ({ inHand, ended }) =>
          ended.length > 0 && inHand.entry.publications.every(({ locale }) => ending.has(keyOf(inHand.entry.id, locale))),
      )
      .map(({ inHand }) => inHand.entry.id)
      .filter((id) => !publishes.has(id)),
  )
  const trashed = new Set(acts.filter(({ action }) => action === 'trash').map(({ inHand }) => inHand.entry.id))
  return {
    isPublished: (entryId) => publishes.has(entryId) || expected.has(entryId),
    publication: (entryId, locale) => published.get(keyOf(entryId, locale)),
    isLeaving: (entryId, locale) => published.has(keyOf(entryId, locale)) || ending.has(keyOf(entryId, locale)),
    isEnding: (entryId, locale) => ending.has(keyOf(entryId, locale)),
    endsWholly: (entryId) => whole.has(entryId),
    isTrashed: (entryId) => trashed.has(entryId),
  }
}

export function keyOf(entryId: string, locale: string): string {
  return `${entryId} ${locale}`
}
