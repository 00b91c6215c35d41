import type { ContentTypeView, FieldView } from '@verso/contract'
import type { Json } from '@verso/model'
import { blockOf, keyOf, memberOf, tellingOf } from './items.ts'

export type FindComponent = (name: string) => ContentTypeView | undefined

/** A value inside a component or blocks field: where the form shows it, and what people call it. */
export interface InnerPlace {
  /** As the API's pointer, but items stand in it by key, so that it stays true when they move. */
  pointer: string
  /** From the outermost field to the value's own. */
  labels: string[]
  field: FieldView
  /** What the server's pointer says beyond a value that the form knows. */
  rest: string[]
}

interface Step {
  pointer: string
  labels: string[]
  field: FieldView
  value: Json | undefined
  /** All languages share the value around, so that a translated one inside is a map. */
  isShared: boolean
}

/** Follows the rest of a pointer into nested values, in which items stand by their place or by their key. */
export function innerPlace(step: Step, tokens: string[], find: FindComponent): InnerPlace {
  const here: InnerPlace = { pointer: step.pointer, labels: step.labels, field: step.field, rest: tokens }
  const isNested = step.field.kind === 'component' || step.field.kind === 'blocks'
  if (!isNested || tokens.length === 0) return here
  const isList = step.field.kind === 'blocks' || step.field.many === true
  return isList
    ? inItem(step, tokens, { find, here })
    : inMember({ ...step, name: step.field.components?.[0] ?? '' }, tokens, { find, here })
}

interface Known {
  find: FindComponent
  here: InnerPlace
}

function inItem(step: Step, [token = '', ...rest]: string[], known: Known): InnerPlace {
  const items = Array.isArray(step.value) ? step.value : []
  const byKey = items.findIndex((item) => keyOf(item) === token)
  const index = byKey >= 0 ? byKey : Number(token)
  const item = items[index]
  const key = keyOf(item)
  if (key === undefined) return known.here
  const name = step.field.kind === 'blocks' ? blockOf(item) : (step.field.components?.[0] ?? '')
  const label = step.field.kind === 'blocks' ? `${index + 1} ${known.find(name)?.label ?? name}` : String(index + 1)
  const inside = { ...step, pointer: `${step.pointer}/${key}`, labels: [...step.labels, label], value: item, name }
  return inMember(inside, rest, { find: known.find, here: { ...known.here, pointer: inside.pointer, labels: inside.labels, rest } })
}

function inMember(step: Step & { name: string }, [token = '', ...rest]: string[], { find, here }: Known): InnerPlace {
  const field = find(step.name)?.fields.find(({ name }) => name === token)
  if (field === undefined) return here
  const value = memberOf(step.value, field.name)
  const inside = { ...step, pointer: `${step.pointer}/${field.name}`, labels: [...step.labels, field.label], field, value }
  const [locale, ...beyond] = rest
  if (field.localized !== true || !step.isShared) return innerPlace(inside, rest, find)
  if (locale === undefined) return { ...inside, rest }
  return innerPlace(
    {
      ...inside,
      pointer: `${inside.pointer}/${locale}`,
      labels: [...step.labels, `${field.label} (${locale})`],
      value: memberOf(value, locale),
      isShared: false,
    },
    beyond,
    find,
  )
}

/** What a pointer says beyond the place of the form that it lies in. */
export function tokensAfter(place: string, pointer: string): string[] {
  return pointer === place ? [] : pointer.slice(place.length + 1).split('/')
}

/** The value that a pointer's rest leads to; items stand in it by what they are told by. */
export function valueInside(value: Json | undefined, tokens: readonly string[]): Json | undefined {
  let found = value
  for (const token of tokens) found = Array.isArray(found) ? found.find((item) => tellingOf(item) === token) : memberOf(found, token)
  return found
}

/**
 * The value with another one at that place, null for none; what lies around it is made where it is missing. An item that isn't in its list
 * comes in at `index`.
 */
export function withInside(
  value: Json | undefined,
  [token, ...rest]: readonly string[],
  { next, index }: { next: Json; index: number },
): Json {
  if (token === undefined) return next
  if (Array.isArray(value)) {
    const at = value.findIndex((item) => tellingOf(item) === token)
    if (rest.length > 0 && at === -1) return value
    const items = rest.length > 0 ? [withInside(value[at], rest, { next, index })] : next === null ? [] : [next]
    return at === -1 ? value.toSpliced(index < 0 ? value.length : index, 0, ...items) : value.toSpliced(at, 1, ...items)
  }
  const members = typeof value === 'object' && value !== null ? value : {}
  return { ...members, [token]: withInside(memberOf(value, token), rest, { next, index }) }
}

/** Items in the order of another list; those that it hasn't stay behind the one that they stand behind. */
export function inOrderOf(items: readonly Json[], order: readonly Json[]): Json[] {
  const places = new Map(order.map((item, index) => [tellingOf(item), index]))
  const runs: { place: number; items: Json[] }[] = []
  for (const item of items) {
    const place = places.get(tellingOf(item))
    if (place === undefined && runs.length > 0) runs.at(-1)?.items.push(item)
    else runs.push({ place: place ?? -1, items: [item] })
  }
  return runs.toSorted((one, other) => one.place - other.place).flatMap((run) => run.items)
}
