import { canonicalJson } from './canonical-json.ts'
import { contentForLocale } from './content-for-locale.ts'
import type { Content, FlatContent } from './content.ts'
import type { ContentType, Locale } from './content-type.ts'
import { type ComputedExpression, typeExpressions, withComputed } from './expression/type-expressions.ts'
import { valueAt } from './expression/value-at.ts'
import type { Json } from './json.ts'

/**
 * All values of an entry with its computed fields worked out. A localised one has a value in each language in which something that it is
 * made of has one of its own; stand-ins from other languages count when it is published.
 */
export function contentWithComputed(type: ContentType, content: Content, locales: readonly Pick<Locale, 'code'>[]): Content {
  const { computed } = typeExpressions(type)
  if (computed.length === 0) return content
  const shared = withComputed(type, contentForLocale(type, content, []))
  const byLocale = computed.some(({ field }) => field.localized === true)
    ? locales.map(({ code }) => ({ code, flat: withComputed(type, contentForLocale(type, content, [code])) }))
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
