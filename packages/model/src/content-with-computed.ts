import { canonicalJson } from './canonical-json.ts'
import { contentForLocale } from './content-for-locale.ts'
import type { Content, FlatContent } from './content.ts'
import type { ContentType, Locale } from './content-type.ts'
import { type ComputedExpression, typeExpressions, withOwnComputed } from './expression/type-expressions.ts'
import { valueAt } from './expression/value-at.ts'
import type { Json } from './json.ts'
import { mapItems } from './nested-items.ts'
import { valuesByLocale } from './values-by-locale.ts'
import { computesInside, withComputed } from './with-computed.ts'

/**
 * All values of an entry with its computed fields worked out. A localised one has a value in each language in which something that it is
 * made of has one of its own; stand-ins from other languages count when it is published.
 */
export function contentWithComputed(type: ContentType, sent: Content, locales: readonly Pick<Locale, 'code'>[]): Content {
  const { computed } = typeExpressions(type)
  const content = withComputedInside(type, sent, locales)
  if (computed.length === 0) return content
  const shared = withOwnComputed(type, contentForLocale(type, content, []))
  const byLocale = computed.some(({ field }) => field.localized === true)
    ? locales.map(({ code }) => ({ code, flat: withOwnComputed(type, contentForLocale(type, content, [code])) }))
    : []
  const whole = { ...content }
  for (const one of computed) {
    const { id, localized } = one.field
    const value = localized === true ? ownValues(one, byLocale, shared) : shared[id]
    if (value === undefined || value === null) delete whole[id]
    else whole[id] = value
  }
  return whole
}

/** A component of a shared field is a content of its own; one of a localised field stands in one language, as all that is inside. */
function withComputedInside(type: ContentType, content: Content, locales: readonly Pick<Locale, 'code'>[]): Content {
  const next = { ...content }
  for (const field of type.fields.filter((one) => content[one.id] !== undefined && computesInside(one))) {
    const value = content[field.id] ?? null
    next[field.id] =
      field.localized === true
        ? Object.fromEntries(
            Object.entries(valuesByLocale(value)).map(([code, own]) => [
              code,
              mapItems(field, own, (item) => withComputed(item.type, item.value)),
            ]),
          )
        : mapItems(field, value, (item) => contentWithComputed(item.type, item.value, locales))
  }
  return next
}

function ownValues(
  { field, inputs }: ComputedExpression,
  byLocale: readonly { code: string; flat: FlatContent }[],
  shared: FlatContent,
): Json {
  const own = byLocale.flatMap(({ code, flat }): [string, Json][] => {
    const value = flat[field.id]
    const isOwn = inputs.some((ids) => canonicalJson(valueAt(flat, ids)) !== canonicalJson(valueAt(shared, ids)))
    return value === undefined || !isOwn ? [] : [[code, value]]
  })
  return own.length === 0 ? null : Object.fromEntries(own)
}
