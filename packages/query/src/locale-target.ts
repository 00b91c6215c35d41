import { type ContentType, holdsLocalized } from '@verso/model'
import type { PlanContext } from './plan-context.ts'
import type { Target } from './read-plan.ts'

/** Members of Verso's that are said of one locale, which stands behind a dot: `_localeStatus.de`, `_outdated.de`. */
const byLocale = ['_localeStatus', '_outdated'] as const

const statuses = ['draft', 'published', 'changed', 'unpublished']

export function isSaidByLocale(name: string): boolean {
  return (byLocale as readonly string[]).includes(name)
}

/** How a draft stands in a locale, and whether translations are older than their source: in one locale, or in any. */
export function findLocaleTarget(
  [name = '', code, ...more]: readonly string[],
  type: ContentType,
  { purpose, locales }: PlanContext,
): { target: Target; options?: readonly string[] } | undefined {
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
