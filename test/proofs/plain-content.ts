import type { CarriedLeaf, Leaf, PlainField, PlainHistory, PlainState, Scalar } from './plain-model.ts'

/** What a field holds: every value that was ever set in it and not set anew since, or a list of parts. */
export type PlainValue = { leaves: Leaf[] } | { parts: Part[] }
export type PlainContent = ReadonlyMap<string, PlainValue>

interface Part {
  key: string
  values: PlainContent
}

/** Values as they are sent and given, by name; a localised one by language. */
export type Given = null | Scalar | { [code: string]: Scalar } | GivenPart[]
export type GivenPart = { _key: string } & { [name: string]: Given }

interface Under {
  history: PlainHistory
  version: number
}

/** The content after a save that was sent under a version. */
export function savedContent({ history, version }: Under, before: PlainContent, sent: { [name: string]: Given }): PlainContent {
  const after = new Map(before)
  for (const field of history.stateAt(version).fields) {
    const given = sent[field.name]
    if (given === undefined) continue
    const value = before.get(field.id)
    if (field.kind === 'component') after.set(field.id, { parts: savedParts({ history, version }, value, given as GivenPart[] | null) })
    else after.set(field.id, savedValue({ history, version }, field, { value, given }))
  }
  return after
}

/** Parts are replaced by what is sent of them; a language of theirs that isn't sent stays, as does what has no place just now. */
function savedParts(under: Under, before: PlainValue | undefined, given: GivenPart[] | null): Part[] {
  const old = before !== undefined && 'parts' in before ? before.parts : []
  return (given ?? []).map(({ _key: key, ...sent }) => {
    const values = new Map(old.find((part) => part.key === key)?.values)
    for (const field of under.history.stateAt(under.version).parts) {
      const own = sent[field.name] ?? (field.localized ? {} : null)
      values.set(field.id, savedValue(under, field, { value: values.get(field.id), given: own }))
    }
    return { key, values }
  })
}

function savedValue(under: Under, field: PlainField, { value, given }: { value: PlainValue | undefined; given: Given }): PlainValue {
  let leaves = leavesOf(value)
  const seen = leaves.map((leaf) => under.history.carry(field.id, leaf, under.version).slot)
  const slots = given === null ? [...new Set(seen)] : field.localized ? Object.keys(given) : [null]
  for (const slot of slots) {
    if (slot === undefined) continue
    const own = given === null ? null : field.localized ? ((given as Record<string, Scalar>)[slot ?? ''] ?? null) : (given as Scalar)
    leaves = savedLeaves(under, field.id, { leaves, slot, own })
  }
  return { leaves }
}

/** A value that is set takes the place of what was there, visible or not; nothing only takes what is visible; the same changes nothing. */
function savedLeaves(
  { history, version }: Under,
  fieldId: string,
  { leaves, slot, own }: { leaves: Leaf[]; slot: string | null; own: Scalar | null },
): Leaf[] {
  const carried = leaves.map((leaf): [Leaf, CarriedLeaf] => [leaf, history.carry(fieldId, leaf, version)])
  const visible = carried.findLast(([, one]) => one.slot === slot && one.scalar !== null)?.[1].scalar ?? null
  if (visible === own) return leaves
  const others = carried.filter(([, one]) => one.slot !== slot).map(([leaf]) => leaf)
  return own === null ? others : [...others, { scalar: own, slot, version }]
}

/** The old values of the fields that there are; those of fields that are gone stay as they were before. */
export function restoredContent({ fields }: PlainState, { before, old }: { before: PlainContent; old: PlainContent }): PlainContent {
  const isThere = (id: string) => fields.some((field) => field.id === id)
  return new Map([...[...before].filter(([id]) => !isThere(id)), ...[...old].filter(([id]) => isThere(id))])
}

/** Everything that a content says under a version. */
export function shownContent({ history, version }: Under, content: PlainContent): { [name: string]: Given } {
  const shown = (field: PlainField, value: PlainValue | undefined): Given => {
    if (field.kind !== 'component') return shownValue({ history, version }, field, value)
    const parts = value !== undefined && 'parts' in value ? value.parts : []
    return parts.map(({ key, values }) => ({
      _key: key,
      ...byName(history.stateAt(version).parts, (one) => shown(one, values.get(one.id))),
    }))
  }
  return byName(history.stateAt(version).fields, (field) => shown(field, content.get(field.id)))
}

function byName(fields: PlainField[], shown: (field: PlainField) => Given): { [name: string]: Given } {
  return Object.fromEntries(fields.map((field) => [field.name, shown(field)]))
}

function shownValue({ history, version }: Under, field: PlainField, value: PlainValue | undefined): Given {
  const carried = leavesOf(value).map((leaf) => history.carry(field.id, leaf, version))
  const visible = carried.filter((one) => one.scalar !== null && one.slot !== undefined)
  if (!field.localized) return visible.findLast((one) => one.slot === null)?.scalar ?? null
  return Object.fromEntries(
    visible.flatMap(({ slot, scalar }) => (slot === null || slot === undefined || scalar === null ? [] : [[slot, scalar]])),
  )
}

function leavesOf(value: PlainValue | undefined): Leaf[] {
  return value !== undefined && 'leaves' in value ? value.leaves : []
}

/** How many values a change takes away, of which a localised field has one for each language; a list that goes is one. */
export function lostValues(history: PlainHistory, content: PlainContent, { from, to }: { from: number; to: number }): number {
  const [before, after] = [history.stateAt(from), history.stateAt(to)]
  const lostOf = (field: PlainField, value: PlainValue | undefined, later: PlainField[]): number => {
    const isGone = later.every(({ id }) => id !== field.id)
    if (value === undefined) return 0
    if ('parts' in value) {
      if (isGone) return value.parts.length === 0 ? 0 : 1
      return sum(value.parts.flatMap(({ values }) => before.parts.map((part) => lostOf(part, values.get(part.id), after.parts))))
    }
    const visible = (leaf: Leaf, version: number) => {
      const { scalar, slot } = history.carry(field.id, leaf, version)
      return scalar !== null && slot !== undefined
    }
    return value.leaves.filter((leaf) => visible(leaf, from) && (isGone || !visible(leaf, to))).length
  }
  return sum(before.fields.map((field) => lostOf(field, content.get(field.id), after.fields)))
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** A value in one language, as readers have it: what isn't said in it is said in English. */
export function inLanguage(value: Given, field: PlainField, { code, parts }: { code: string; parts: PlainField[] }): unknown {
  if (field.kind === 'component') {
    return (value as GivenPart[]).map(({ _key, ...members }) => ({
      _key,
      ...Object.fromEntries(parts.map((part) => [part.name, inLanguage(members[part.name] ?? null, part, { code, parts })])),
    }))
  }
  if (!field.localized) return value
  const map = (value ?? {}) as Record<string, Scalar>
  return map[code] ?? map.en ?? null
}

/** The same without what says nothing, so that what is given can be compared with what is expected. */
export function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([name, own]) => {
    const one = said(own)
    const isNothing = one === null || (typeof one === 'object' && Object.keys(one).length === 0)
    return isNothing ? [] : [[name, one] as const]
  })
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)))
}
