import { canonicalJson } from '@verso/model'
import type { RichText } from '../tree.ts'
import type { Draft } from './frame.ts'

/**
 * Gives every item its key. A block's key comes from what it holds, so that the same source gives the same tree, and one more
 * paragraph at the top leaves the keys of all others; inside a block, keys are places.
 */
export function withContentKeys(drafts: readonly Draft[]): RichText {
  return keyBlocks(drafts) as unknown as RichText
}

function keyBlocks(drafts: readonly Draft[]): Draft[] {
  const uses = new Map<string, number>()
  return drafts.map((draft) => {
    const hash = hashOf(canonicalJson(draft))
    const use = (uses.get(hash) ?? 0) + 1
    uses.set(hash, use)
    const { _type, ...members } = draft
    return { _type, _key: use === 1 ? hash : `${hash}-${use}`, ...members, ...inner(draft) }
  })
}

function inner(draft: Draft): Partial<Draft> {
  if (Array.isArray(draft.children)) return { children: keyPlaces(draft.children, 's') }
  if (!Array.isArray(draft.rows)) return {}
  const rows = draft.rows.map((row: Draft) => {
    const cells = (row.cells as Draft[]).map((cell) => ({ ...cell, value: keyBlocks(cell.value as Draft[]) }))
    return { ...row, cells: keyPlaces(cells, 'c') }
  })
  return { rows: keyPlaces(rows, 'r') }
}

function keyPlaces(items: Draft[], prefix: string): Draft[] {
  return items.map(({ _type, ...members }, index) => ({ _type, _key: `${prefix}${index + 1}`, ...members }))
}

/** FNV-1a over UTF-16 units, 2 × 32 bits from two starting values. It tells blocks of one text apart; it keeps no secret. */
function hashOf(text: string): string {
  let first = 0x811c9dc5
  let second = 0x01000193
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    first = Math.imul(first ^ unit, 0x01000193)
    second = Math.imul(second ^ unit, 0x85ebca6b)
  }
  return `b${(first >>> 0).toString(36)}${(second >>> 0).toString(36)}`
}
