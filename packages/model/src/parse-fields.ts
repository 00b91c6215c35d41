import type { PartialContent } from './content.ts'
import type { ContentType, Field, Locale } from './content-type.ts'
import type { Parsed } from './field-kind.ts'
import type { Json } from './json.ts'
import { fieldKinds } from './field-kinds.ts'
import type { Issue } from './issue.ts'
import { jsonPointer } from './json-pointer.ts'
import { isPlainObject, setMember } from './plain-object.ts'

export type ParsedFields = { content: PartialContent; issues?: never } | { issues: Issue[]; content?: never }

/**
 * What a save sends (by field name) as what it changes (by field id). Only shapes are checked, since drafts may be incomplete; every
 * fault is listed with its path. Rich text is looked into by its own room afterwards.
 */
export function parseFields(type: ContentType, fields: unknown, { locales }: { locales: readonly Locale[] }): ParsedFields {
  if (!isPlainObject(fields)) return { issues: [{ path: '/fields', code: 'wrong_type', message: 'Fields are an object by name' }] }
  const issues: Issue[] = []
  const content: PartialContent = {}
  for (const [name, value] of Object.entries(fields)) {
    const field = type.fields.find((candidate) => candidate.name === name)
    const path = jsonPointer('fields', name)
    if (field === undefined) {
      issues.push({ path, code: 'unknown_field', message: `"${type.name}" has no field "${name}"` })
      continue
    }
    const parsed = field.localized === true ? parseLocalized(field, value, locales) : parseShared(field, value, locales)
    if (parsed.issues !== undefined) issues.push(...below(path, parsed.issues))
    else content[field.id] = parsed.value
  }
  return issues.length > 0 ? { issues } : { content }
}

function parseShared(field: Field, value: unknown, locales: readonly Locale[]): Parsed {
  if (value === null) return { value: null }
  const parsed = fieldKinds[field.kind].parse(value, field)
  if (parsed.issues === undefined || !isMapByLocale(value, locales)) return parsed
  return {
    issues: [{ path: '', code: 'not_localized', message: `"${field.name}" has one value for all languages; send it without a language` }],
  }
}

function parseLocalized(field: Field, value: unknown, locales: readonly Locale[]): Parsed {
  if (value === null) return { value: null }
  if (!isPlainObject(value)) {
    return {
      issues: [
        {
          path: '',
          code: 'localized',
          message: `"${field.name}" has a value for each language; send a map such as { "${locales[0]?.code ?? 'en'}": … }`,
        },
      ],
    }
  }
  const issues: Issue[] = []
  const map: { [locale: string]: Json } = {}
  for (const [code, own] of Object.entries(value)) {
    const path = jsonPointer(code)
    if (!locales.some((locale) => locale.code === code)) {
      issues.push({ path, code: 'unknown_locale', message: `There is no language "${code}"` })
      continue
    }
    const parsed: Parsed = own === null ? { value: null } : fieldKinds[field.kind].parse(own, field)
    if (parsed.issues !== undefined) issues.push(...below(path, parsed.issues))
    else setMember(map, code, parsed.value)
  }
  return issues.length > 0 ? { issues } : { value: map }
}

function isMapByLocale(value: unknown, locales: readonly Locale[]): boolean {
  const codes = isPlainObject(value) ? Object.keys(value) : []
  return codes.length > 0 && codes.every((code) => locales.some((locale) => locale.code === code))
}

function below(path: string, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: path + issue.path }))
}
