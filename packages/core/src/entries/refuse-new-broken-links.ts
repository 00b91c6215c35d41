import type { Transaction } from '@verso/data'
import { type Content, type ContentType, fieldAt } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { type BrokenLink, brokenLinks, linkPath } from './check-links.ts'
import { type Link, linksOf } from './content-references.ts'

export interface LinkChange {
  type: ContentType
  /** What its links may be held by already. */
  before: readonly Content[]
  after: Content
}

/** A draft may lead to anything that is there. Links that it held before stay, even when their target has gone since. */
export async function refuseNewBrokenLinks(ctx: Context, tx: Transaction, change: LinkChange): Promise<void> {
  refuseBroken(await newBrokenLinks(ctx, tx, change))
}

export function refuseBroken(broken: readonly BrokenLink[]): void {
  const issues = broken.map(({ issue }) => issue)
  if (issues.length > 0) throw new Refusal('invalid_entry', 'Some links lead to what is not there', { issues })
}

/** The faulty ones among the links that a change brings in: a bounded number of statements, however many there are. */
export async function newBrokenLinks(ctx: Context, tx: Transaction, { type, before, after }: LinkChange): Promise<BrokenLink[]> {
  const held = new Set(before.flatMap((content) => linksOf(type, content).map(keyOf)))
  const links = linksOf(type, after).filter((link) => !held.has(keyOf(link)))
  return [...(await brokenLinks(ctx, tx, { type, links })), ...(await trashedTargets(tx, { type, links }))]
}

/** A field that holds on to what it leads to takes nothing that is in the trash, and until the commit nothing goes there. */
async function trashedTargets(tx: Transaction, { type, links }: { type: ContentType; links: readonly Link[] }): Promise<BrokenLink[]> {
  const holding = links.filter((link) => link.kind === 'entry' && fieldAt(type, link)?.onTargetDelete === 'refuse')
  if (holding.length === 0) return []
  const live = new Set(await tx.trash.keepOut([...new Set(holding.map(({ id }) => id))]))
  const gone = await tx.entries.outlines(holding.map(({ id }) => id).filter((id) => !live.has(id)))
  return holding
    .filter(({ id }) => gone.some((row) => row.id === id))
    .map((link) => ({
      link,
      issue: { path: linkPath(type, link), code: 'target_missing', message: 'The entry that this refers to is in the trash' },
    }))
}

function keyOf({ fieldId, kind, id }: Link): string {
  return `${fieldId} ${kind} ${id}`
}
