import { canonicalJson, type Content, type Json } from '@verso/model'

/** One value of an entry: a field, and the locale where the field is localised. */
export interface ContentPath {
  fieldId: string
  locale?: string
}

/** The same value, changed in two ways. Null stands for a value that isn't there. */
export interface Conflict extends ContentPath {
  base: Json
  mine: Json
  theirs: Json
}

/** What two people made of one state: `ours` is what is being saved, `theirs` what has been stored meanwhile. */
export interface Versions {
  base: Content
  ours: Content
  theirs: Content
}

export interface Merged {
  /** Theirs with our changes; at a conflict it keeps theirs, which is what is stored. */
  content: Content
  conflicts: Conflict[]
  /** Where they changed what we didn't: what came in beside our own changes. */
  merged: ContentPath[]
}

/**
 * Three-way merge by value: changes of different values both stay, equal changes agree, and two changes of one value are a conflict, never
 * a silent choice. A localised field is merged locale by locale.
 */
export function mergeContent({ base, ours, theirs }: Versions, localizedFieldIds: ReadonlySet<string>): Merged {
  const sides = {
    base: explode(base, localizedFieldIds),
    ours: explode(ours, localizedFieldIds),
    theirs: explode(theirs, localizedFieldIds),
  }
  const conflicts: Conflict[] = []
  const merged: ContentPath[] = []
  const values: Leaf[] = []
  for (const [key, path] of pathsOf(sides)) {
    const [was, mine, now] = [sides.base.get(key)?.value ?? null, sides.ours.get(key)?.value ?? null, sides.theirs.get(key)?.value ?? null]
    const verdict = judge(was, mine, now)
    if (verdict === 'conflict') conflicts.push({ ...path, base: was, mine, theirs: now })
    if (verdict === 'theirs') merged.push(path)
    const value = verdict === 'ours' ? mine : now
    if (value !== null) values.push({ path, value })
  }
  return { content: implode(values), conflicts, merged }
}

type Verdict = 'same' | 'ours' | 'theirs' | 'conflict'

function judge(base: Json, ours: Json, theirs: Json): Verdict {
  if (isEqual(ours, theirs)) return 'same'
  if (isEqual(base, theirs)) return 'ours'
  return isEqual(base, ours) ? 'theirs' : 'conflict'
}

function isEqual(one: Json, other: Json): boolean {
  return canonicalJson(one) === canonicalJson(other)
}

interface Leaf {
  path: ContentPath
  value: Json
}

type Leaves = Map<string, Leaf>

/** Content as single values, each under a key that no other has. */
function explode(content: Content, localizedFieldIds: ReadonlySet<string>): Leaves {
  const leaves = Object.entries(content).flatMap(([fieldId, value]): Leaf[] => {
    if (!localizedFieldIds.has(fieldId)) return [{ path: { fieldId }, value }]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    return Object.entries(value).map(([locale, own]) => ({ path: { fieldId, locale }, value: own }))
  })
  return new Map(leaves.map((leaf) => [JSON.stringify([leaf.path.fieldId, leaf.path.locale ?? null]), leaf]))
}

/** Every path of either side once, in an order that doesn't depend on which side is which. */
function pathsOf(sides: Record<keyof Versions, Leaves>): [string, ContentPath][] {
  const all = new Map([...sides.base, ...sides.ours, ...sides.theirs].map(([key, { path }]) => [key, path]))
  return [...all].sort(([one], [other]) => (one < other ? -1 : 1))
}

function implode(leaves: readonly Leaf[]): Content {
  const content: Content = {}
  for (const { path, value } of leaves) {
    if (path.locale === undefined) content[path.fieldId] = value
    else content[path.fieldId] = { ...(content[path.fieldId] as { [locale: string]: Json } | undefined), [path.locale]: value }
  }
  return content
}
