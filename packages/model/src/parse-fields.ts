import type { PartialContent } from './content.ts'
import type { ContentType, Locale } from './content-type.ts'
import type { Issue } from './issue.ts'
import { jsonPointer } from './json-pointer.ts'
import { parseValue } from './parse-value.ts'
import { isPlainObject } from './plain-object.ts'

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
    const parsed = parseValue(field, value, { locales, depth: 0 })
    if (parsed.issues !== undefined) issues.push(...parsed.issues.map((issue) => ({ ...issue, path: path + issue.path })))
    else content[field.id] = parsed.value
  }
  return issues.length > 0 ? { issues } : { content }
}
