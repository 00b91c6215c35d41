import { type Conflict, type Merged, mergeContent } from '@verso/merge'
import { canonicalJson, type Content, type Json } from '@verso/model'
import { type Atoms, atomsOf, changedAtoms, isTouching, tellingOf } from './plain-atoms.ts'
import type { Triple } from './page-contents.ts'
import { pageType } from './page-type.ts'

/** A law says what is wrong with a merge; null where it holds. */
export type Law = (triple: Triple) => string | null

export const laws: { [sentence: string]: Law } = {
  'changes that don’t touch merge without a conflict, into both': disjointMerge,
  'which side is which matters only at conflicts': symmetric,
  'nothing that a side wrote disappears without a conflict that names it': nothingLost,
  'merging what was merged changes nothing': idempotent,
  'a side that changed nothing gives the other': unchangedSide,
  'the same change on both sides is that change': sameChange,
  'a conflict has its three values, and what is stored stays': conflictsAreTrue,
}

function merge({ base, ours, theirs }: Triple): Merged {
  return mergeContent({ base, ours, theirs }, pageType)
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other)
}

function disjointMerge(triple: Triple): string | null {
  const [base, ours, theirs] = [atomsOf(triple.base), atomsOf(triple.ours), atomsOf(triple.theirs)]
  if (isTouching(base, ours, theirs)) return null
  const { content, conflicts } = merge(triple)
  if (conflicts.length > 0) return `a conflict at ${addressOf(conflicts[0])}`
  const expected = new Map(base.values)
  for (const side of [ours, theirs])
    for (const path of changedAtoms(base, side)) {
      const value = side.values.get(path)
      if (value === undefined) expected.delete(path)
      else expected.set(path, value)
    }
  const found = atomsOf(content)
  const wrong = changedAtoms({ values: expected, orders: new Map() }, found)
  return wrong.length === 0 ? null : `${wrong[0]} is ${found.values.get(wrong[0] ?? '')}, not ${expected.get(wrong[0] ?? '')}`
}

/** Swapped sides give the same conflicts with mine and theirs swapped, and the same content wherever no conflict is. */
function symmetric({ base, ours, theirs }: Triple): string | null {
  const [there, back] = [merge({ base, ours, theirs }), merge({ base, ours: theirs, theirs: ours })]
  const mirrored = back.conflicts.map((conflict) => ({ ...conflict, mine: conflict.theirs, theirs: conflict.mine }))
  if (!same(outlinesOf(there.conflicts), outlinesOf(mirrored))) return 'the conflicts are not mirrored'
  if (there.conflicts.length === 0) return same(there.content, back.content) ? null : 'the content differs'
  const [one, other] = [atomsOf(there.content), atomsOf(back.content)]
  const wrong = changedAtoms(one, other).find((path) => !there.conflicts.some((conflict) => covers(conflict, path)))
  return wrong === undefined ? null : `${wrong} differs, where no conflict is`
}

/**
 * Lists in an order conflict hold items as merged, which are theirs at further conflicts, so that only their order is compared, without the
 * items that are there or not by a conflict of their own.
 */
function outlinesOf(conflicts: readonly Conflict[]): string[] {
  const addresses = new Set(conflicts.map(addressOf))
  return conflicts
    .map(({ kind, base, mine, theirs, ...place }) => {
      const address = addressOf(place)
      const keys = (list: Json) => (list as Json[]).map(tellingOf).filter((key) => !addresses.has(`${address}/${key}`))
      return canonicalJson([address, kind, kind === 'order/order' ? [keys(mine), keys(theirs)] : [base, mine, theirs]])
    })
    .sort()
}

function nothingLost(triple: Triple): string | null {
  const { content, conflicts } = merge(triple)
  const [base, result] = [atomsOf(triple.base), atomsOf(content)]
  for (const side of [atomsOf(triple.ours), atomsOf(triple.theirs)]) {
    const isCovered = (path: string) => conflicts.some((conflict) => covers(conflict, path))
    const lost = changedAtoms(base, side).find((path) => result.values.get(path) !== side.values.get(path) && !isCovered(path))
    if (lost !== undefined) return `${lost} is ${result.values.get(lost)}, not ${side.values.get(lost)}`
    const list = [...side.orders.keys()].find((path) => !isCovered(path) && isMoveLost(path, { base, side, result }, isCovered))
    if (list !== undefined) return `a move in ${list} is lost`
  }
  return null
}

/** Whether two items that a side put the other way round than they were stand as they were, though both are there without a question. */
function isMoveLost(
  path: string,
  { base, side, result }: { base: Atoms; side: Atoms; result: Atoms },
  isCovered: (path: string) => boolean,
): boolean {
  const [was = [], mine = [], now = []] = [base, side, result].map((atoms) => atoms.orders.get(path) ?? [])
  const there = mine.filter((key) => was.includes(key) && now.includes(key) && !isCovered(`${path}/${key}`))
  return there.some((first, index) =>
    there.slice(index + 1).some((second) => was.indexOf(first) > was.indexOf(second) && now.indexOf(first) > now.indexOf(second)),
  )
}

function idempotent({ base, ours, theirs }: Triple): string | null {
  const { content } = merge({ base, ours, theirs })
  const again = merge({ base, ours: content, theirs })
  if (again.conflicts.length > 0) return `merging again has a conflict at ${addressOf(again.conflicts[0])}`
  if (!same(again.content, content)) return 'merging again gives something else'
  return same(merge({ base: theirs, ours: content, theirs }).content, content) ? null : 'merging over theirs gives something else'
}

function unchangedSide({ base, ours }: Triple): string | null {
  const [one, other] = [merge({ base, ours, theirs: base }), merge({ base, ours: base, theirs: ours })]
  if (one.conflicts.length + other.conflicts.length > 0) return 'there is a conflict'
  return same(one.content, ours) && same(other.content, ours) ? null : 'it gives something else'
}

function sameChange({ base, ours }: Triple): string | null {
  return same(merge({ base, ours, theirs: ours }), { content: ours, conflicts: [], merged: [] }) ? null : 'it gives something else'
}

function conflictsAreTrue(triple: Triple): string | null {
  const { content, conflicts } = merge(triple)
  const wrong = conflicts.find((conflict) => {
    if (conflict.kind === 'order/order') return same(conflict.mine, conflict.theirs)
    const values = [triple.base, triple.ours, triple.theirs].map((whole) => valueAt(whole, conflict))
    const isTrue = same(values, [conflict.base, conflict.mine, conflict.theirs]) && same(valueAt(content, conflict), conflict.theirs)
    const isDelete = conflict.mine === null || conflict.theirs === null
    return !isTrue || (conflict.kind === 'edit/delete') !== isDelete
  })
  return wrong === undefined ? null : `the conflict at ${addressOf(wrong)} says something else`
}

function valueAt(
  content: Content,
  { fieldId, locale, path = '', byKey = path }: Omit<Conflict, 'kind' | 'base' | 'mine' | 'theirs'>,
): Json {
  let value: Json = content[fieldId] ?? null
  for (const step of [...(locale === undefined ? [] : [locale]), ...byKey.split('/').slice(1)]) {
    if (Array.isArray(value)) value = value.find((item) => tellingOf(item) === step) ?? null
    else value = ((value ?? {}) as { [member: string]: Json })[step] ?? null
  }
  return value
}

function addressOf(conflict: Omit<Conflict, 'kind' | 'base' | 'mine' | 'theirs'> | undefined): string {
  if (conflict === undefined) return ''
  const { fieldId, locale, path = '', byKey = path } = conflict
  return fieldId + (locale === undefined ? '' : `/${locale}`) + byKey
}

/** A conflict answers for its value and all that is in it. */
function covers(conflict: Conflict, path: string): boolean {
  const address = addressOf(conflict)
  const [, parent = '', members = ''] = /^(.*\/)([^/]*\+[^/]*)$/.exec(path) ?? []
  return `${path}/`.startsWith(`${address}/`) || members.split('+').some((member) => member !== '' && address === parent + member)
}
