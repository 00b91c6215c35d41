import type { Transaction } from '@verso/data'
import { type Content, type ContentType, fieldAt, type Issue } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { checkLinks, linkPath } from './check-links.ts'
import { type Link, linksOf } from './content-references.ts'

/** A draft may lead to anything that is there. Links that it held before stay, even when their target has gone since. */
export async function refuseNewBrokenLinks(
  ctx: Context,
  tx: Transaction,
  { type, before, after }: { type: ContentType; before: Content; after: Content },
): Promise<void> {
  const held = new Set(linksOf(type, before).map(keyOf))
  const links = linksOf(type, after).filter((link) => !held.has(keyOf(link)))
  const issues = [...(await checkLinks(ctx, tx, { type, links })), ...(await trashedTargets(tx, { type, links }))]
  if (issues.length > 0) throw new Refusal('invalid_entry', 'Some links lead to what is not there', { issues })
}

/** A field that holds on to what it leads to takes nothing that is in the trash, and until the commit nothing goes there. */
async function trashedTargets(tx: Transaction, { type, links }: { type: ContentType; links: readonly Link[] }): Promise<Issue[]> {
  const holding = links.filter((link) => link.kind === 'entry' && fieldAt(type, link)?.onTargetDelete === 'refuse')
  if (holding.length === 0) return []
  const live = new Set(await tx.trash.keepOut([...new Set(holding.map(({ id }) => id))]))
  const gone = await tx.entries.outlines(holding.map(({ id }) => id).filter((id) => !live.has(id)))
  return holding
    .filter(({ id }) => gone.some((row) => row.id === id))
    .map((link) => ({ path: linkPath(type, link), code: 'target_missing', message: 'The entry that this refers to is in the trash' }))
}

function keyOf({ fieldId, kind, id }: Link): string {
  return `${fieldId} ${kind} ${id}`
}
