import type { Content, PartialContent } from './content.ts'
import type { ContentType } from './content-type.ts'
import type { Json } from './json.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** The content after a change. What the change doesn't name stays, values of fields that the type no longer has included. */
export function applyContent(type: ContentType, content: Content, change: PartialContent): Content {
  const after: Content = { ...content }
  for (const field of type.fields) {
    const value = change[field.id]
    if (value === undefined) continue
    const next = field.localized === true && value !== null ? mergeLocales(content[field.id], value) : value
    if (next === null) delete after[field.id]
    else after[field.id] = next
  }
  return after
}

function mergeLocales(before: Json | undefined, change: Json): Json {
  const map = { ...valuesByLocale(before), ...valuesByLocale(change) }
  const present = Object.entries(map).filter(([, value]) => value !== null)
  return present.length === 0 ? null : Object.fromEntries(present)
}
