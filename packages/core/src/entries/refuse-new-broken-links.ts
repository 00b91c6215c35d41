import type { Tables } from '@verso/data'
import type { Content, ContentType } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { checkLinks } from './check-links.ts'
import { type Link, linksOf } from './content-references.ts'

/** A draft may lead to anything that is there. Links that it held before stay, even when their target has gone since. */
export async function refuseNewBrokenLinks(
  ctx: Context,
  tables: Tables,
  { type, before, after }: { type: ContentType; before: Content; after: Content },
): Promise<void> {
  const held = new Set(linksOf(type, before).map(keyOf))
  const links = linksOf(type, after).filter((link) => !held.has(keyOf(link)))
  const issues = await checkLinks(ctx, tables, { type, links })
  if (issues.length > 0) throw new Refusal('invalid_entry', 'Some links lead to what is not there', { issues })
}

function keyOf({ fieldId, kind, id }: Link): string {
  return `${fieldId} ${kind} ${id}`
}
