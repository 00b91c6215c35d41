import { createHash } from 'node:crypto'
import {
  canonicalJson,
  type ContentType,
  type Field,
  type Issue,
  isPlainObject,
  type Json,
  jsonPointer,
  type PartialContent,
} from '@verso/model'
import { fillKeys, keySequence, validateRichText } from '@verso/rich-text'

/** Looks into the rich text of a change: every fault with its path, and a key for each block and span that has none. */
export function completeRichText(type: ContentType, change: PartialContent): { content: PartialContent; issues: Issue[] } {
  const content = { ...change }
  const issues: Issue[] = []
  for (const field of type.fields.filter((candidate) => candidate.kind === 'richText')) {
    const value = change[field.id]
    if (value === undefined || value === null) continue
    for (const part of partsOf(field, value))
      issues.push(...validateRichText(part.value).map((issue) => ({ ...issue, path: part.path + issue.path })))
    content[field.id] =
      field.localized === true && isPlainObject(value)
        ? Object.fromEntries(Object.entries(value).map(([locale, text]) => [locale, withKeys(text)]))
        : withKeys(value)
  }
  return { content, issues }
}

function partsOf(field: Field, value: Json): { path: string; value: Json }[] {
  if (field.localized !== true || !isPlainObject(value)) return [{ path: jsonPointer('fields', field.name), value }]
  return Object.entries(value).flatMap(([locale, text]) =>
    text === null ? [] : [{ path: jsonPointer('fields', field.name, locale), value: text as Json }],
  )
}

/**
 * Keys come from what was sent: the same text sent again gets the same keys and is no change, and two people who add
 * different blocks at once don't give them one key.
 */
function withKeys(value: unknown): Json {
  if (!Array.isArray(value)) return value as Json
  const prefix = createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 8)
  return fillKeys(value as Json[], keySequence(`${prefix}-`))
}
