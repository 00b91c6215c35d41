import type { Content, ContentType, Json } from '@verso/model'
import { fieldShape } from './field-shape.ts'
import { isEqual } from './judge.ts'
import { longestRun } from './longest-run.ts'
import { below, type ContentPath, type ItemStep, laterPath, type Place } from './place.ts'
import { type Items, itemsByKey, membersOf, type Shape, whole } from './shape.ts'

/** One difference of two states: a value that was set or cleared, or an item that came, went or was moved. */
export interface ValueChange extends ContentPath {
  kind: 'set' | 'unset' | 'insert' | 'remove' | 'move'
  /** The language of the value, also where it stands inside a shared component. */
  language?: string
  from?: Json
  to?: Json
  fromIndex?: number
  toIndex?: number
}

/**
 * What lies between two states, in the order of the model: by field, language, member of a component and item of a list, in rich text by
 * block. Positions on the way to a value are those of the later state, but for an item that went; only values of fields that the type has.
 */
export function diffContent(before: Content, after: Content, type: Pick<ContentType, 'fields'>): ValueChange[] {
  return type.fields.flatMap((field) => {
    const [from, to] = [before[field.id] ?? null, after[field.id] ?? null]
    const shape = fieldShape(field)
    const place = { fieldId: field.id, steps: [] }
    if (shape.kind !== 'locales') return diffValue(from, to, { shape, place })
    return diffLocales(from, to, (locale) => ({ shape: shape.of, place: { ...place, locale }, language: locale }))
  })
}

interface About {
  shape: Shape
  place: Place
  language?: string | undefined
}

function diffValue(from: Json, to: Json, about: About): ValueChange[] {
  const { shape, place, language } = about
  if (isEqual(from, to)) return []
  if (from !== null && to !== null) {
    if (shape.kind === 'members')
      return (shape.names ?? []).flatMap((name) =>
        diffValue(membersOf(from)[name] ?? null, membersOf(to)[name] ?? null, {
          shape: shape.of(name),
          place: below(place, name),
          language,
        }),
      )
    const changes = shape.kind === 'items' ? diffItems(from, to, { ...about, shape }) : undefined
    if (changes !== undefined) return changes
  }
  if (shape.kind === 'locales')
    return diffLocales(from, to, (locale) => ({ shape: shape.of, place: below(place, locale), language: locale }))
  return [changeAt(about, to === null ? { kind: 'unset', from } : { kind: 'set', ...(from === null ? {} : { from }), to })]
}

function diffLocales(from: Json, to: Json, about: (locale: string) => About): ValueChange[] {
  const [old, now] = [membersOf(from), membersOf(to)]
  const locales = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()
  return locales.flatMap((locale) => diffValue(old[locale] ?? null, now[locale] ?? null, about(locale)))
}

function changeAt({ place, language }: Omit<About, 'shape'>, change: Omit<ValueChange, keyof ContentPath>): ValueChange {
  return { ...laterPath(place), ...(language === undefined ? {} : { language }), ...change }
}

/** What went, in its order; then what came, was moved or changed inside, in the order of the later state. */
function diffItems(from: Json, to: Json, about: About & { shape: Items }): ValueChange[] | undefined {
  const [old, now] = [itemsByKey(about.shape, from), itemsByKey(about.shape, to)]
  if (old === null || now === null) return undefined
  const [was, is] = [[...old.keys()], [...now.keys()]]
  const fromIndexes = new Map(was.map((key, index) => [key, index]))
  const stayed = new Set(longestRun(is.flatMap((key) => fromIndexes.get(key) ?? [])).map((index) => was[index]))
  const gone = was.flatMap((key, fromIndex) => {
    const place = below(about.place, stepTo(key, fromIndex))
    return now.has(key) ? [] : [changeAt({ ...about, place }, { kind: 'remove', from: old.get(key) ?? null, fromIndex })]
  })
  const rest = is.flatMap((key, toIndex) => {
    const at = { ...about, place: below(about.place, stepTo(key, toIndex)) }
    const [item, fromIndex] = [now.get(key) ?? null, fromIndexes.get(key)]
    if (fromIndex === undefined) return [changeAt(at, { kind: 'insert', to: item, toIndex })]
    const moved = stayed.has(key) ? [] : [changeAt(at, { kind: 'move', fromIndex, toIndex })]
    return [...moved, ...diffValue(old.get(key) ?? null, item, { ...at, shape: itemShape(about.shape, old.get(key) ?? null, item) })]
  })
  return [...gone, ...rest]
}

function itemShape(shape: Items, from: Json, to: Json): Shape {
  return shape.isComparedWhole ? whole : shape.of(from, to)
}

function stepTo(key: string, index: number): ItemStep {
  return { key, mine: index, theirs: index, merged: index }
}
