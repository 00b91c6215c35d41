import { canonicalJson, type Content, type Json } from '@verso/model'

/** A content as a flat list of what can change on its own, made without any of the merge's code. */
export interface Atoms {
  /** By path, with items by what they are told by. Presence of an item or component is an atom of its own. */
  values: Map<string, string>
  /** Of each list, the order of its items. */
  orders: Map<string, string[]>
}

type Node = { [member: string]: Json }

const localized = new Set(['title', 'links', 'body', 'heading'])
const plain = new Set(['data', 'gone', 'stars', 'stars@3', 'tone', 'style', 'code', 'language'])
const wholes = new Set(['span', 'entry', 'link'])
/** Members that mean something only together are one atom. */
const pairs: { [type: string]: [string, string] } = { image: ['media', 'alt'], block: ['listItem', 'level'] }

// Every law asks for those of the same three contents.
const known = new WeakMap<Content, Atoms>()

export function atomsOf(content: Content): Atoms {
  const found = known.get(content)
  if (found !== undefined) return found
  const atoms: Atoms = { values: new Map(), orders: new Map() }
  known.set(content, atoms)
  for (const [field, value] of Object.entries(content)) addValue(atoms, { name: field, value, path: field })
  return atoms
}

function addValue(atoms: Atoms, { name, value, path }: { name: string; value: Json; path: string }): void {
  if (plain.has(name) || typeof value !== 'object' || value === null) atoms.values.set(path, canonicalJson(value))
  else if (Array.isArray(value)) addItems(atoms, value, path)
  else if (localized.has(name))
    for (const [code, own] of Object.entries(value)) addValue(atoms, { name: '', value: own, path: `${path}/${code}` })
  else addObject(atoms, value, path)
}

function addItems(atoms: Atoms, items: Json[], path: string): void {
  const keys = items.map(tellingOf)
  atoms.orders.set(path, keys)
  for (const [index, item] of items.entries()) {
    const below = `${path}/${keys[index]}`
    const node = (typeof item === 'object' ? item : {}) as Node
    if (node._key === undefined || wholes.has(String(node._type))) atoms.values.set(below, canonicalJson(item))
    else addObject(atoms, node, below)
  }
}

export function tellingOf(item: Json): string {
  const { _key, _ref, _media } = (typeof item === 'object' ? item : {}) as Node
  return String(_key ?? _ref ?? _media ?? item)
}

function addObject(atoms: Atoms, node: Node, path: string): void {
  atoms.values.set(path, String(node._block ?? node._type ?? 'there'))
  const pair: readonly string[] = pairs[String(node._type)] ?? []
  if (pair.some((member) => node[member] !== undefined))
    atoms.values.set(`${path}/${pair.join('+')}`, canonicalJson(pair.map((member) => node[member] ?? null)))
  for (const [name, value] of Object.entries(node))
    if (!name.startsWith('_') && !pair.includes(name)) addValue(atoms, { name, value, path: `${path}/${name}` })
}

/** Paths of the atoms that differ. */
export function changedAtoms(before: Atoms, after: Atoms): string[] {
  return [...new Set([...before.values.keys(), ...after.values.keys()])].filter(
    (path) => before.values.get(path) !== after.values.get(path),
  )
}

/** The order of the keys that are in all of these lists too. */
function orderAmong(keys: readonly string[], ...others: readonly (readonly string[])[]): string {
  return keys.filter((key) => others.every((other) => other.includes(key))).join(' ')
}

/** Whether two changes of one content touch, so that a merge may need to ask. */
export function isTouching(base: Atoms, ours: Atoms, theirs: Atoms): boolean {
  const [mine, now] = [changedAtoms(base, ours), changedAtoms(base, theirs)]
  const isClash = mine.some((path) => now.includes(path) && ours.values.get(path) !== theirs.values.get(path))
  const isBelowGone =
    isEditedInside([...now, ...reorderedLists(base, theirs)], { gone: ours, there: theirs }) ||
    isEditedInside([...mine, ...reorderedLists(base, ours)], { gone: theirs, there: ours })
  return isClash || isBelowGone || isOrderTouched(base, ours, theirs) || isLeaning(base, mine, now)
}

function reorderedLists(base: Atoms, side: Atoms): string[] {
  return [...side.orders.entries()].flatMap(([path, keys]) => {
    const was = base.orders.get(path) ?? []
    return orderAmong(was, keys) === orderAmong(keys, was) ? [] : [path]
  })
}

/** Whether something changed on one side inside of what the other took away whole. */
function isEditedInside(changed: readonly string[], { gone, there }: { gone: Atoms; there: Atoms }): boolean {
  const parents = changed.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)))
  return parents.some((parent) => there.values.has(parent) && !gone.values.has(parent))
}

function isOrderTouched(base: Atoms, ours: Atoms, theirs: Atoms): boolean {
  return [...ours.orders.entries()].some(([path, mine]) => {
    const [was, now] = [base.orders.get(path) ?? [], theirs.orders.get(path) ?? []]
    const isAddedByBoth = mine.some((key) => now.includes(key) && !was.includes(key))
    const areMoved = orderAmong(mine, was, now) !== orderAmong(was, mine, now) && orderAmong(now, was, mine) !== orderAmong(was, mine, now)
    return isAddedByBoth || areMoved
  })
}

/** A mark that goes while the words change, rows while columns change. */
function isLeaning(base: Atoms, mine: readonly string[], now: readonly string[]): boolean {
  return [...base.values.entries()].some(([path, type]) => {
    const [one, other] = [mine, now].map((paths) => paths.filter((changed) => changed.startsWith(`${path}/`)))
    const within = (paths: string[] | undefined, list: string) => paths?.some((changed) => changed.startsWith(`${path}/${list}/`)) === true
    if (type === 'table') return within(one, 'rows') && within(other, 'rows')
    return (
      type === 'block' && ((within(one, 'markDefs') && within(other, 'children')) || (within(one, 'children') && within(other, 'markDefs')))
    )
  })
}
