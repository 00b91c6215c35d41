import { type ContentType, holdsLocalized } from '@verso/model'
import type { PlanContext } from './plan-context.ts'
import type { Target } from './read-plan.ts'
import { findSystemTarget } from './system-members.ts'

/** Members of Verso's that are said of one locale, which stands behind a dot: `_localeStatus.de`, `_outdated.de`. */
const byLocale = ['_localeStatus', '_outdated'] as const

/** Times and authors of an entry that may be asked of one locale too: `_publishedAt.de`. */
const timesByLocale = ['_publishedAt', '_publishedBy', '_firstPublishedAt', '_firstPublishedBy', '_updatedAt', '_updatedBy'] as const

const statuses = ['draft', 'published', 'changed', 'unpublished']

export function isSaidByLocale(name: string): boolean {
  return (byLocale as readonly string[]).includes(name)
}

/** A time or an author of one locale, by which drafts can be filtered and sorted. */
export function findTimeTarget(segments: readonly string[], { purpose, locales }: PlanContext): Target | undefined {
  const [name = '', code, ...more] = segments
  const locale = locales.find((candidate) => candidate.code === code)
  if (purpose !== 'draft' || more.length > 0 || locale === undefined) return undefined
  const found = (timesByLocale as readonly string[]).includes(name) ? findSystemTarget(name, purpose, []) : undefined
  return found?.target.kind === 'system' ? { ...found.target, locale: locale.code } : undefined
}

/** How a draft stands in a locale, and whether translations are older than their source: in one locale, or in any. */
export function findLocaleTarget(
  segments: readonly string[],
  type: ContentType,
  context: PlanContext,
): { target: Target; options?: readonly string[] } | undefined {
  const { purpose, locales } = context
  const time = findTimeTarget(segments, context)
  if (time !== undefined) return { target: time }
  const [name = '', code, ...more] = segments
  if (purpose !== 'draft' || !isSaidByLocale(name) || more.length > 0) return undefined
  const locale = locales.find((candidate) => candidate.code === code)
  if (name === '_outdated') {
    if (code !== undefined && locale === undefined) return undefined
    return { target: { kind: 'system', column: 'outdated', comparison: 'boolean', ...(code === undefined ? {} : { locale: code }) } }
  }
  if (locale === undefined) return undefined
  const localized = type.fields.filter((field) => field.localized === true).map((field) => field.id)
  const holding = type.fields.filter(holdsLocalized).map((field) => field.id)
  const written = { localized, holding, always: locale.isDefault }
  return { target: { kind: 'system', column: 'localeStatus', comparison: 'option', locale: locale.code, written }, options: statuses }
}
