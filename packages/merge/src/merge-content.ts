import {
  type Content,
  type ContentType,
  type Field,
  isItemList,
  isNested,
  type Json,
  jsonPointer,
  nestedItems,
  type NestedValue,
} from '@verso/model'
import { judge, type Sides } from './judge.ts'
import { mergeOrder } from './merge-order.ts'

/** One value of an entry: a field, the locale where the field is localised, and the place inside its components. */
export interface ContentPath {
  fieldId: string
  locale?: string
  /** JSON Pointer inside the field's value, by ids; places in lists as they are on our side. Absent for all of the value. */
  path?: string
}

/** The same value, changed in two ways. Null stands for a value that isn't there. */
export interface Conflict extends ContentPath {
  base: Json
  mine: Json
  theirs: Json
}

/** What two people made of one state: `ours` is what is being saved, `theirs` what has been stored meanwhile. */
export type Versions = Sides<Content>

export interface Merged {
  /** Theirs with our changes; at a conflict it keeps theirs, which is what is stored. */
  content: Content
  conflicts: Conflict[]
  /** Where they changed what we didn't: what came in beside our own changes. */
  merged: ContentPath[]
}

/**
 * Three-way merge by value: changes of different values both stay, equal changes agree, and two changes of one value are a conflict, never
 * a silent choice. A localised field is merged locale by locale, components field by field, lists of them item by item, told by key, with
 * their order as a value of its own.
 */
export function mergeContent(versions: Versions, type: Pick<ContentType, 'fields'>): Merged {
  const merging: Merging = { conflicts: [], merged: [] }
  const content: Content = {}
  for (const fieldId of membersOf(versions)) {
    const field = type.fields.find(({ id }) => id === fieldId)
    const sides = at(versions, fieldId)
    const value =
      field?.localized === true
        ? mergeLocales(sides, { field, merging, place: (locale) => ({ fieldId, locale }) })
        : mergeValue(sides, { field, merging, place: { fieldId } })
    if (value !== null) content[fieldId] = value
  }
  return { content, ...merging }
}

type Merging = Pick<Merged, 'conflicts' | 'merged'>

interface About {
  /** Undefined for values of a field that isn't there any more. */
  field: Field | undefined
  place: ContentPath
  merging: Merging
}

/** Every member of some side once, in an order that doesn't depend on which side is which. */
function membersOf(sides: Sides<Json | Content>): string[] {
  const names = [sides.base, sides.ours, sides.theirs].flatMap((side) => Object.keys(mapOf(side)))
  return [...new Set(names)].sort()
}

function at(sides: Sides<Json | Content>, name: string): Sides<Json> {
  const [base = null, ours = null, theirs = null] = [mapOf(sides.base)[name], mapOf(sides.ours)[name], mapOf(sides.theirs)[name]]
  return { base, ours, theirs }
}

function mapOf(value: Json | Content): { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function mergeLocales(
  sides: Sides<Json>,
  { field, merging, place }: Omit<About, 'place'> & { place: (locale: string) => ContentPath },
): Json {
  const map: { [locale: string]: Json } = {}
  for (const locale of membersOf(sides)) {
    const value = mergeValue(at(sides, locale), { field, merging, place: place(locale) })
    if (value !== null) map[locale] = value
  }
  return Object.keys(map).length === 0 ? null : map
}

function mergeValue(sides: Sides<Json>, about: About): Json {
  const { field, place, merging } = about
  const verdict = judge(sides)
  if (verdict === 'conflict' && field !== undefined && isNested(field) && sides.ours !== null && sides.theirs !== null)
    return isItemList(field) ? mergeItems(sides, { ...about, field }) : mergeItem(sides, { ...about, field })
  if (verdict === 'conflict') merging.conflicts.push({ ...place, base: sides.base, mine: sides.ours, theirs: sides.theirs })
  if (verdict === 'theirs') merging.merged.push(place)
  return verdict === 'ours' ? sides.ours : sides.theirs
}

type AboutNested = About & { field: Field }

/** One component or block that both changed: field by field, its own members (`_key`, `_block`) as they are. */
function mergeItem(sides: Sides<Json>, { field, place, merging }: AboutNested): Json {
  const [item] = nestedItems({ ...field, many: true }, [sides.theirs])
  const merged: NestedValue = {}
  for (const member of membersOf(sides)) {
    const value = at(sides, member)
    if (member.startsWith('_')) {
      merged[member] = value.theirs ?? value.ours
      continue
    }
    const inner = item?.type.fields.find(({ id }) => id === member)
    const below = (...steps: string[]): ContentPath => ({ ...place, path: (place.path ?? '') + jsonPointer(member, ...steps) })
    const own =
      inner?.localized === true
        ? mergeLocales(value, { field: inner, merging, place: below })
        : mergeValue(value, { field: inner, merging, place: below() })
    if (own !== null) merged[member] = own
  }
  return merged
}

type Items = Map<string, { [member: string]: Json }>

/** A list that both changed: each item by its key, then the order. */
function mergeItems(sides: Sides<Json>, about: AboutNested): Json {
  const [base, ours, theirs] = [itemsOf(sides.base ?? []), itemsOf(sides.ours), itemsOf(sides.theirs)]
  const { place, merging } = about
  if (base === null || ours === null || theirs === null) {
    merging.conflicts.push({ ...place, base: sides.base, mine: sides.ours, theirs: sides.theirs })
    return sides.theirs
  }
  const merged = mergeByKey({ base, ours, theirs }, about)
  const keys = { base: [...base.keys()], ours: [...ours.keys()], theirs: [...theirs.keys()] }
  const order = mergeOrder(keys, new Set(merged.keys()))
  const listed = (wanted: readonly string[]) => wanted.flatMap((key) => merged.get(key) ?? [])
  if (order.isTheirs) merging.merged.push(place)
  if (order.isConflict) {
    const mine = mergeOrder({ ...keys, base: keys.theirs }, new Set(merged.keys())).keys
    merging.conflicts.push({ ...place, base: sides.base, mine: listed(mine), theirs: listed(order.keys) })
  }
  return listed(order.keys)
}

function mergeByKey({ base, ours, theirs }: Sides<Items>, about: AboutNested): Map<string, Json> {
  const merged = new Map<string, Json>()
  for (const key of [...new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])].sort()) {
    const item = { base: base.get(key) ?? null, ours: ours.get(key) ?? null, theirs: theirs.get(key) ?? null }
    const index = [...(item.ours === null ? theirs : ours).keys()].indexOf(key)
    const place = { ...about.place, path: (about.place.path ?? '') + jsonPointer(index) }
    const value = mergeOne(item, { ...about, place })
    if (value !== null) merged.set(key, value)
  }
  return merged
}

/** One item; two that are of different blocks, or one that only one side still has, can't be taken apart. */
function mergeOne(sides: Sides<{ [member: string]: Json } | null>, about: AboutNested): Json {
  const { base, ours, theirs } = sides
  const isSameBlock = ours !== null && theirs !== null && ours._block === theirs._block
  const isChangedByBoth = judge(sides) === 'conflict'
  if (isChangedByBoth && isSameBlock) return mergeItem({ base: base ?? {}, ours, theirs }, about)
  return mergeValue(sides, { ...about, field: undefined })
}

/** Items by key; null where some have none, or one twice. */
function itemsOf(list: Json): Items | null {
  const items: Items = new Map()
  for (const item of Array.isArray(list) ? list : [list]) {
    const own = mapOf(item)
    if (typeof own._key !== 'string' || items.has(own._key)) return null
    items.set(own._key, own)
  }
  return items
}
