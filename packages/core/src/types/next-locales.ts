import { issueList, type Locale, parseLocales } from '@verso/model'
import { Refusal } from '../refusal.ts'

/** What people say of one language; what they leave out stays, or begins empty. */
export interface LocaleInput {
  code?: string | undefined
  label?: string | undefined
  fallback?: string | null | undefined
  default?: boolean | undefined
}

/**
 * All languages after one of them (the one of `was`, or a new one) was changed: there is exactly one default, and stand-ins are no circle.
 * Every fault is listed by its place in what was said.
 */
export function nextLocales(present: readonly Locale[], { was, input }: { was: string | null; input: LocaleInput }): Locale[] {
  const before = present.find((locale) => locale.code === was)
  const code = input.code === undefined ? (before?.code ?? '') : canonicalCode(input.code)
  if (code !== before?.code && present.some((locale) => locale.code === code))
    throw new Refusal('name_taken', `There is a language "${code}" already`, {
      issues: [{ path: '/code', code: 'duplicate_name', message: `There is a language "${code}" already` }],
    })
  if (before?.isDefault === true && input.default === false) throw defaultLeft()
  const changed = changedLocale(before, { ...input, code })
  const others = present.filter((locale) => locale !== before).map((locale) => without(locale, { before, changed }))
  const index = before === undefined ? present.length : present.indexOf(before)
  const locales = others.toSpliced(index, 0, changed)
  refuseFaults(locales, index)
  return locales
}

function canonicalCode(code: string): string {
  try {
    return Intl.getCanonicalLocales(code)[0] ?? code
  } catch {
    return code
  }
}

function changedLocale(before: Locale | undefined, { code = '', label, fallback, default: isDefault }: LocaleInput): Locale {
  const next = fallback === undefined ? (before?.fallback ?? null) : fallback
  return {
    code,
    label: label ?? before?.label ?? code,
    isDefault: isDefault ?? before?.isDefault ?? false,
    fallback: next === null ? null : canonicalCode(next),
    ...(before?.formerCodes === undefined ? {} : { formerCodes: before.formerCodes }),
  }
}

/** There is one default; who stood in under the old code does under the new one. */
function without(locale: Locale, { before, changed }: { before: Locale | undefined; changed: Locale }): Locale {
  return {
    ...locale,
    isDefault: locale.isDefault && !changed.isDefault,
    fallback: before !== undefined && locale.fallback === before.code ? changed.code : locale.fallback,
  }
}

function defaultLeft(): Refusal {
  const message = 'There is always a default language: make another one the default'
  return new Refusal('invalid_value', message, { issues: [{ path: '/default', code: 'invalid', message }] })
}

function refuseFaults(locales: readonly Locale[], index: number): void {
  const list = issueList()
  const written = locales.map(({ isDefault, formerCodes: _, ...locale }) => ({ ...locale, default: isDefault }))
  parseLocales(written, locales, list)
  const start = `/${index}/`
  const own = list.issues.flatMap((issue) => (issue.path.startsWith(start) ? [{ ...issue, path: issue.path.slice(start.length - 1) }] : []))
  if (list.issues.length > 0)
    throw new Refusal('invalid_value', 'The language can not be like this', { issues: own.length > 0 ? own : list.issues })
}
