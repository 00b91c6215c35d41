import type { EntryOutline, MediaRow } from '@verso/data'
import { type ContentType, checkContent, contentForLocale, fieldAt, type Issue, localeChain } from '@verso/model'
import type { RefusalIssue } from '../refusal.ts'
import type { ActsTogether } from './acts-together.ts'
import { fieldPath, linkPath, missingTarget, wrongTarget } from './check-links.ts'
import { type Link, linksOf } from './content-references.ts'
import { missingAltTexts } from './missing-alt-texts.ts'
import { parentUnpublished } from './entry-address.ts'
import { originLocale } from './origin-locale.ts'
import type { PlannedAct } from './reader-act.ts'

/** What the links of documents lead to, as far as it is there. */
export interface LinkTargets {
  entries: ReadonlyMap<string, EntryOutline>
  media: ReadonlyMap<string, Pick<MediaRow, 'mimeType' | 'alt'>>
}

export interface PublicationFacts extends LinkTargets {
  together: ActsTogether
  /** Whether readers have the entry above, in a locale. */
  isParentPublic: (parentId: string, locale: string) => boolean
}

/** The rules that a publication would break, each fault once: the model's, then of its place, then what links lead to. Pure. */
export function publicationIssues(act: PlannedAct, facts: PublicationFacts): RefusalIssue[] {
  return distinct([
    ...act.publications.flatMap(({ locale }) => modelIssues(act, locale)),
    ...placeIssues(act, facts),
    ...linkIssues(act, facts),
    ...missingAltTexts(act, facts.media),
  ])
}

export function distinct(issues: readonly RefusalIssue[]): RefusalIssue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify([issue.path, issue.code, issue.message, issue.locale]), issue])).values()]
}

/** Faults of the content of one locale. That of a value which stands in from another language is said where it was written. */
function modelIssues({ inHand }: PlannedAct, locale: string): Issue[] {
  const { entry, type, locales } = inHand
  const issues = checkContent(type, contentForLocale(type, entry.content, localeChain(locales, locale)), locale)
  if (issues.length === 0) return []
  const moved = type.fields.flatMap((field) => {
    const origin = field.localized === true ? originLocale(field, { content: entry.content, locales }, locale) : locale
    return origin === locale
      ? []
      : [{ from: fieldPath(type, { fieldId: field.id, locale }), to: fieldPath(type, { fieldId: field.id, locale: origin }) }]
  })
  return issues.map((issue) => {
    const place = moved.find(({ from }) => issue.path === from || issue.path.startsWith(`${from}/`))
    return place === undefined ? issue : { ...issue, path: place.to + issue.path.slice(place.from.length) }
  })
}

/** What a document needs to have a path in a tree: a slug, and an entry above that is public in its language. */
function placeIssues({ inHand, publications }: PlannedAct, { together, isParentPublic }: PublicationFacts): RefusalIssue[] {
  const { entry, type } = inHand
  if (type.tree !== true) return []
  const { parentId } = entry
  const isBelow = (locale: string) =>
    parentId === null ||
    together.publication(parentId, locale) !== undefined ||
    (isParentPublic(parentId, locale) && !together.isEnding(parentId, locale))
  const slug = type.fields.find((field) => field.id === type.slugField)
  const unnamed = slug === undefined || slug.required === true ? [] : publications.filter((publication) => publication.slug === null)
  return [
    ...publications.filter(({ locale }) => !isBelow(locale)).map(({ locale }) => parentUnpublished(parentId, locale)),
    ...unnamed.map(({ locale }) => ({
      path: fieldPath(type, { fieldId: slug?.id ?? '', locale: slug?.localized === true ? locale : null }),
      code: 'required',
      message: `${slug?.label ?? 'The slug'} is a part of the path and can not be empty`,
    })),
  ]
}

/** The links of the documents that an act makes public. */
export function publishedLinks({ inHand, publications }: PlannedAct): Link[] {
  if (publications.length === 0) return []
  const codes = new Set(publications.map(({ locale }) => locale))
  return linksOf(inHand.type, inHand.entry.content).filter(({ locale }) => locale === null || codes.has(locale))
}

/** Links that a publication must not hold: to nothing, to what the field doesn't take (any more), or to what isn't public where it asks for that. */
export function linkIssues(act: PlannedAct, { entries, media, together }: LinkTargets & { together: ActsTogether }): Issue[] {
  const { type, entry } = act.inHand
  return publishedLinks(act).flatMap((link): Issue[] => {
    if (link.kind === 'media') {
      const file = media.get(link.id)
      return file === undefined ? [missingTarget(type, link)] : wrongTarget(type, link, file.mimeType)
    }
    const target = entries.get(link.id)
    // What is to come may not be written yet: the records of an import refer forward.
    if (target === undefined) return together.isPublished(link.id) ? [] : [missingTarget(type, link)]
    const isPublic = together.isPublished(target.id) || target.id === entry.id || (target.isPublic && !together.endsWholly(target.id))
    const wrong = wrongTarget(type, link, target.typeId)
    return isPublic || wrong.length > 0 || !mustBePublic(type, link)
      ? wrong
      : [{ path: linkPath(type, link), code: 'target_unpublished', message: 'The entry that this refers to is not published' }]
  })
}

function mustBePublic(type: ContentType, link: Link): boolean {
  const missing = fieldAt(type, link)?.onMissingTarget
  return missing === 'refuse' || missing === 'publish'
}
