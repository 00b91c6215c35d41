import type { ConflictKind, Json } from '@verso/model'
import { type Fact, metFact } from './facts.ts'
import { judge, type Sides } from './judge.ts'
import { mergeOrder } from './merge-order.ts'
import { below, type ItemStep, type Place } from './place.ts'
import { type Items, itemsByKey, type Members, membersOf, type NestedObject, type Shape } from './shape.ts'

interface FoundConflict {
  place: Place
  kind: ConflictKind
  base: Json
  mine: Json
  theirs: Json
}

/** What a merge of one content finds on its way. */
export interface Findings {
  facts: readonly Fact[]
  conflicts: FoundConflict[]
  /** Where they changed what we didn't. */
  merged: Place[]
}

export interface About {
  shape: Shape
  place: Place
  found: Findings
}

/** One value of three states: of the side that changed it; taken apart where both did; theirs, and a conflict, where it can't be. */
export function mergeValue(sides: Sides<Json>, about: About): Json {
  const { place, found } = about
  const verdict = judge(sides)
  if (verdict === 'same') return sides.theirs
  if (verdict === 'theirs') {
    found.merged.push(place)
    return sides.theirs
  }
  const met = metFact(found.facts, place)
  if (met?.isHere === true) return giveWay(sides, about, met.kind)
  const apart = verdict === 'conflict' || met !== null ? mergeApart(sides, about) : undefined
  if (apart !== undefined) return apart
  if (verdict === 'ours') return met === null ? sides.ours : giveWay(sides, about, met.kind)
  return giveWay(sides, about, sides.ours === null || sides.theirs === null ? 'edit/delete' : 'edit/edit')
}

/** What is stored stays, and people are asked. */
function giveWay({ base, ours: mine, theirs }: Sides<Json>, { place, found }: Pick<About, 'place' | 'found'>, kind: ConflictKind): Json {
  found.conflicts.push({ place, kind, base, mine, theirs })
  return theirs
}

/** Undefined where the value can't be taken apart as it is on these sides. */
function mergeApart(sides: Sides<Json>, { shape, place, found }: About): Json | undefined {
  if (shape.kind === 'whole') return undefined
  if (shape.kind === 'items') return mergeItems(sides, { shape, place, found })
  if (shape.kind === 'locales') {
    const all = objectsOf(sides, { mayBeNone: true })
    if (all === null) return undefined
    const map = mergeMembers(all, { place, found, shapeOf: () => shape.of })
    return Object.keys(map).length === 0 ? null : map
  }
  return mergeObject(sides, { shape, place, found })
}

/** Null where a side is none; what isn't there counts as an empty one, on the base always. */
export function objectsOf({ base, ours, theirs }: Sides<Json>, { mayBeNone }: { mayBeNone: boolean }): Sides<NestedObject> | null {
  const isFit = (value: Json, mayBeNull: boolean) => (value === null ? mayBeNull : typeof value === 'object' && !Array.isArray(value))
  if (!isFit(base, true) || !isFit(ours, mayBeNone) || !isFit(theirs, mayBeNone)) return null
  return { base: membersOf(base), ours: membersOf(ours), theirs: membersOf(theirs) }
}

interface AboutMembers extends Omit<About, 'shape'> {
  shapeOf: (member: string) => Shape
}

function mergeMembers(sides: Sides<NestedObject>, { place, found, shapeOf }: AboutMembers): NestedObject {
  const merged: NestedObject = {}
  for (const member of namesIn(sides)) {
    const value = mergeValue(memberOf(sides, member), { shape: shapeOf(member), place: below(place, member), found })
    if (value !== null) merged[member] = value
  }
  return merged
}

/** Every member of some side once, in an order that doesn't depend on which side is which. */
export function namesIn({ base, ours, theirs }: Sides<NestedObject>): string[] {
  return [...new Set([base, ours, theirs].flatMap((side) => Object.keys(side)))].sort()
}

export function memberOf({ base, ours, theirs }: Sides<NestedObject>, name: string): Sides<Json> {
  const own = (side: NestedObject) => (Object.hasOwn(side, name) ? (side[name] ?? null) : null)
  return { base: own(base), ours: own(ours), theirs: own(theirs) }
}

/** Member by member; where the members that come together don't fit one another, the object is one value after all. */
function mergeObject(values: Sides<Json>, { shape, place, found }: About & { shape: Members }): Json | undefined {
  const sides = objectsOf(values, { mayBeNone: false })
  if (sides === null) return undefined
  const [conflicts, merged] = [found.conflicts.length, found.merged.length]
  const object = mergeMembers(sides, { place, found, shapeOf: shape.of })
  if (shape.fits === undefined) return object
  const isOpen = found.conflicts.length > conflicts
  if (shape.fits(object, sides) && (!isOpen || shape.fits(withOurs(sides, { shape, place }), sides))) return object
  const [first] = found.conflicts.splice(conflicts)
  found.merged.length = merged
  return giveWay(values, { place, found }, first !== undefined && judge(values) === 'ours' ? first.kind : 'edit/edit')
}

/** The object with our values at the conflicts in it: whichever side a person takes, it has to fit. */
function withOurs({ base, ours, theirs }: Sides<NestedObject>, { shape, place }: { shape: Members; place: Place }): NestedObject {
  const found = { facts: [], conflicts: [], merged: [] }
  return mergeMembers({ base, ours: theirs, theirs: ours }, { place, found, shapeOf: shape.of })
}

interface MergedItem {
  value: Json
  step: ItemStep
}

/** Each item by its key, then the order. */
function mergeItems(sides: Sides<Json>, about: About & { shape: Items }): Json | undefined {
  const { shape, place, found } = about
  const [base, ours, theirs] = [itemsByKey(shape, sides.base), itemsByKey(shape, sides.ours), itemsByKey(shape, sides.theirs)]
  if (base === null || ours === null || theirs === null) return undefined
  const { items, asked } = mergeByKey({ base, ours, theirs }, about)
  const keys = { base: [...base.keys()], ours: [...ours.keys()], theirs: [...theirs.keys()] }
  const fates = { staying: new Set(items.keys()), asked }
  const order = mergeOrder(keys, fates)
  for (const [index, key] of order.keys.entries()) setPosition(items.get(key), index)
  const listed = (wanted: readonly string[]) => wanted.flatMap((key) => items.get(key)?.value ?? [])
  if (order.isTheirs) found.merged.push(place)
  if (order.isConflict) {
    const mine = mergeOrder({ ...keys, theirs: keys.ours, ours: keys.theirs }, fates).keys
    found.conflicts.push({ place, kind: 'order/order', base: sides.base, mine: listed(mine), theirs: listed(order.keys) })
  }
  const isNone = order.keys.length === 0 && (shape.isNoneWhenEmpty || sides.ours === null || sides.theirs === null)
  return isNone ? null : listed(order.keys)
}

/** Filled in late: where an item comes to stand is known when all are merged. */
function setPosition(item: MergedItem | undefined, index: number): void {
  if (item !== undefined) item.step.merged = index
}

function mergeByKey(
  { base, ours, theirs }: Sides<Map<string, Json>>,
  { shape, place, found }: About & { shape: Items },
): { items: Map<string, MergedItem>; asked: Set<string> } {
  const [mine, now] = [positionsIn(ours), positionsIn(theirs)]
  const items = new Map<string, MergedItem>()
  const asked = new Set<string>()
  for (const key of [...new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])].sort()) {
    const sides = { base: base.get(key) ?? null, ours: ours.get(key) ?? null, theirs: theirs.get(key) ?? null }
    const step: ItemStep = { key, mine: mine.get(key) ?? -1, theirs: now.get(key) ?? -1, merged: -1 }
    const before = found.conflicts.length
    const value = mergeValue(sides, { shape: shape.of(sides.ours, sides.theirs), place: below(place, step), found })
    if (value !== null) items.set(key, { value, step })
    if (found.conflicts.length > before && base.has(key) && ours.has(key) !== theirs.has(key)) asked.add(key)
  }
  return { items, asked }
}

function positionsIn(items: ReadonlyMap<string, Json>): Map<string, number> {
  return new Map([...items.keys()].map((key, index) => [key, index]))
}
