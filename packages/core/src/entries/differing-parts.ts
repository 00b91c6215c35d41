import { canonicalJson, isPlainObject, type Json } from '@verso/model'

/** Values up to here are told whole. */
const shortLength = 1000
/** What is told around a change in a long text. */
const contextLength = 40
/** What is told of the beginning and of the end of a change that is long itself; the whole is in the history. */
const edgeLength = 500

type Sides = [before: Json, after: Json]

/**
 * Two sides of a change without what is long and the same on both: of texts what lies between the first and the last difference, of lists the
 * items that differ, of objects the members that differ and `_key`. Short values stay whole.
 */
export function differingParts([before, after]: Sides): Sides {
  if (canonicalJson(before).length <= shortLength && canonicalJson(after).length <= shortLength) return [before, after]
  if (typeof before === 'string' && typeof after === 'string') return differingText(before, after)
  if (Array.isArray(before) && Array.isArray(after)) return differingItems(before, after)
  return isPlainObject(before) && isPlainObject(after) ? differingMembers(before as Members, after as Members) : [before, after]
}

function differingText(before: string, after: string): [string, string] {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const from = Math.max(0, start - contextLength)
  const past = Math.max(0, end - contextLength)
  const cut = (text: string) => `${from > 0 ? '…' : ''}${edges(text.slice(from, text.length - past))}${past > 0 ? '…' : ''}`
  return [cut(before), cut(after)]
}

function edges(text: string): string {
  if (text.length <= 2 * edgeLength) return withoutHalves(text)
  return `${withoutHalves(text.slice(0, edgeLength))} … ${withoutHalves(text.slice(-edgeLength))}`
}

/** A cut between the two halves of a character leaves one at the edge, which no JSON column takes. */
function withoutHalves(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
}

/** Items are paired by their key; those without one are told when the other side has none like them. */
function differingItems(before: Json[], after: Json[]): Sides {
  const gone = without(before, after)
  const come = without(after, before)
  const paired = new Map(come.flatMap((item) => (keyOf(item) === undefined ? [] : [[keyOf(item), item] as const])))
  const parts = new Map(
    gone.flatMap((item) => {
      const pair = paired.get(keyOf(item))
      return pair === undefined ? [] : [[keyOf(item), differingParts([item, pair])] as const]
    }),
  )
  return [gone.map((item) => parts.get(keyOf(item))?.[0] ?? item), come.map((item) => parts.get(keyOf(item))?.[1] ?? item)]
}

function without(items: Json[], others: Json[]): Json[] {
  const known = new Set(others.map(canonicalJson))
  return items.filter((item) => !known.has(canonicalJson(item)))
}

function keyOf(item: Json): Json | undefined {
  return isPlainObject(item) ? (item as Members)._key : undefined
}

type Members = { [name: string]: Json }

function differingMembers(before: Members, after: Members): Sides {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const differing = names.filter((name) => name === '_key' || canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
  const sides = differing.map((name) => [name, ...differingParts([before[name] ?? null, after[name] ?? null])] as const)
  return [Object.fromEntries(sides.map(([name, was]) => [name, was])), Object.fromEntries(sides.map(([name, , is]) => [name, is]))]
}
