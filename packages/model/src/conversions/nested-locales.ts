import type { Field } from '../content-type.ts'
import type { Json } from '../json.ts'
import { ownMember } from '../plain-object.ts'
import { isNested, mapItems, type NestedItem, nestedItems, type NestedValue } from '../nested-items.ts'
import { valuesByLocale } from '../values-by-locale.ts'

/** A shared component with localised fields inside, as one whole value for each locale that it says something in. */
export function spreadNested(field: Field, { value, defaultLocale }: { value: Json; defaultLocale: string }): { [locale: string]: Json } {
  const codes = new Set([defaultLocale, ...localesIn(field, value)])
  return Object.fromEntries([...codes].map((code) => [code, mapInner(field, value, (own) => ownMember(valuesByLocale(own), code))]))
}

/** The value of one locale as a shared component, whose localised fields hold that locale alone. */
export function gatherNested(field: Field, { value, locale }: { value: Json; locale: string }): Json {
  return mapInner(field, value, (own) => ({ [locale]: own }))
}

function localesIn(field: Field, value: Json | undefined): string[] {
  return nestedItems(field, value).flatMap(({ type, value: item }) =>
    type.fields.flatMap((inner) =>
      inner.localized === true ? Object.keys(valuesByLocale(item[inner.id])) : isNested(inner) ? localesIn(inner, item[inner.id]) : [],
    ),
  )
}

type MapValue = (own: Json) => Json | undefined

/** The same value with each localised value inside replaced. */
function mapInner(field: Field, value: Json, map: MapValue): Json {
  return mapItems(field, value, (item) => mapItem(item, map))
}

function mapItem({ type, value }: NestedItem, map: MapValue): NestedValue {
  const next = { ...value }
  for (const inner of type.fields) {
    const own = value[inner.id]
    if (own === undefined || own === null) continue
    const mapped = inner.localized === true ? map(own) : isNested(inner) ? mapInner(inner, own, map) : own
    if (mapped === undefined) delete next[inner.id]
    else next[inner.id] = mapped
  }
  return next
}
