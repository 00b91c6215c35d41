import type { Locale } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import { localeChain } from './locale-chain.ts'
import { parseFlag, parseText, refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'

const maxLocales = 100
const maxCode = 35
const members = ['code', 'label', 'default', 'fallback', 'formerCodes', 'was']

export interface ParsedLocales {
  locales: Locale[]
  /** Code as it was → as it is. */
  renames: Record<string, string>
}

/** The languages of a model as people write them, all of them; what `was` says of a code that is no longer there is passed over. */
export function parseLocales(input: unknown, current: readonly Locale[], list: IssueList): ParsedLocales | undefined {
  if (!Array.isArray(input) || input.length === 0 || input.length > maxLocales)
    return list.add('', 'wrong_type', `Languages are a list of 1 to ${maxLocales}`)
  const renames: Record<string, string> = {}
  const locales = input.flatMap((item: unknown, index) => parseLocale(item, { current, renames }, list.at(`/${index}`)) ?? [])
  for (const [index, { code }] of locales.entries())
    if (locales.findIndex((other) => other.code === code) < index)
      list.add(`/${index}/code`, 'duplicate_name', `"${code}" is in the list already`)
  checkWhole(locales, list)
  return { locales, renames }
}

interface Known {
  current: readonly Locale[]
  renames: Record<string, string>
}

function parseLocale(item: unknown, { current, renames }: Known, list: IssueList): Locale | undefined {
  if (!isPlainObject(item)) return list.add('', 'wrong_type', 'A language is an object')
  refuseUnknownMembers(item, members, list)
  const code = parseText(item.code, { path: '/code', max: maxCode }, list)
  if (code === undefined) return list.add('/code', 'required', 'A language needs a code such as en or de-AT')
  if (!isLocaleCode(code))
    return list.add('/code', 'wrong_format', 'This must be a language code of BCP 47 in its usual form, such as en or de-AT')
  const was = parseText(item.was, { path: '/was', max: maxCode }, list)
  if (was !== undefined && was !== code && current.some((locale) => locale.code === was)) {
    if (current.some((locale) => locale.code === code) || was in renames)
      return list.add('/was', 'duplicate_key', 'A code is renamed once, to one that no language has yet')
    renames[was] = code
  }
  const known = current.find((locale) => locale.code === (was ?? code)) ?? current.find((locale) => locale.code === code)
  const fallback = parseText(item.fallback, { path: '/fallback', max: maxCode }, list)
  return {
    code,
    label: parseText(item.label, { path: '/label', max: 200 }, list) || (known?.label ?? code),
    isDefault: parseFlag(item.default, '/default', list) === true,
    fallback: fallback ?? null,
    ...(known?.formerCodes === undefined ? {} : { formerCodes: known.formerCodes }),
  }
}

/** Whether a text is a language code of BCP 47 as it is usually written. */
export function isLocaleCode(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code)[0] === code
  } catch {
    return false
  }
}

function checkWhole(locales: readonly Locale[], list: IssueList): void {
  if (locales.filter((locale) => locale.isDefault).length !== 1) list.add('', 'invalid', 'Exactly one language is the default')
  for (const [index, { code, fallback }] of locales.entries()) {
    if (fallback === null) continue
    if (locales.every((locale) => locale.code !== fallback))
      list.add(`/${index}/fallback`, 'unknown_locale', `There is no language "${fallback}"`)
    else if (localeChain(locales, fallback).includes(code))
      list.add(`/${index}/fallback`, 'invalid', 'Languages can’t stand in for one another in a circle')
  }
}
