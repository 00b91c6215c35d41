import type { Transaction } from '@verso/data'
import { allFields } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { missingTarget, wrongTarget } from '../entries/check-links.ts'
import { type Link, linksOf } from '../entries/content-references.ts'
import type { RefusalIssue } from '../refusal.ts'
import type { Wanted, World } from './read-record.ts'

/**
 * Faults of the links that wanted contents bring in, of each in its place. What the import itself brings is there, also when it comes later. A
 * bounded number of statements, however many contents and links.
 */
export async function importLinkFaults(
  ctx: Context,
  tx: Transaction,
  { world, wanted }: { world: World; wanted: readonly Wanted[] },
): Promise<RefusalIssue[][]> {
  const expected = new Set([...world.ids.entries.values(), ...world.ids.media.values()])
  const links = wanted.map((one) => newLinks(one).filter(({ id }) => !expected.has(id)))
  const targets = await findTargets(ctx, tx, { wanted, links: links.flat() })
  return wanted.map(({ type }, index) =>
    (links[index] ?? []).flatMap((link): RefusalIssue[] => {
      const found = targets.get(`${link.kind} ${link.id}`)
      return found === undefined ? [missingTarget(type, link)] : wrongTarget(type, link, found)
    }),
  )
}

function newLinks({ type, entry, content }: Wanted): Link[] {
  const held = new Set(entry === undefined ? [] : linksOf(type, entry.content).map(({ kind, id }) => `${kind} ${id}`))
  return linksOf(type, content).filter(({ kind, id }) => !held.has(`${kind} ${id}`))
}

/** By kind and id: of an entry its type, of a file its media type. */
async function findTargets(
  ctx: Context,
  tx: Transaction,
  { wanted, links }: { wanted: readonly Wanted[]; links: readonly Link[] },
): Promise<Map<string, string>> {
  const [entryIds, mediaIds] = [idsOf(links, 'entry'), idsOf(links, 'media')]
  // A field that holds on to what it leads to takes nothing that is in the trash, and until the commit nothing goes there.
  const isHolding = wanted.some(({ type }) => allFields(type).some((field) => field.onTargetDelete === 'refuse'))
  const live = isHolding && entryIds.length > 0 ? new Set(await tx.trash.keepOut(entryIds)) : null
  const rows = entryIds.length === 0 ? [] : await tx.entries.outlines(entryIds)
  const files = mediaIds.length === 0 ? [] : await tx.media.findMany(mediaIds)
  const seen = rows.filter((row) => may(ctx.actor, 'read', row) && (live === null || live.has(row.id)))
  return new Map([
    ...seen.map(({ id, typeId }) => [`entry ${id}`, typeId] as const),
    ...files.map(({ id, mimeType }) => [`media ${id}`, mimeType] as const),
  ])
}

function idsOf(links: readonly Link[], kind: Link['kind']): string[] {
  return [...new Set(links.flatMap((link) => (link.kind === kind ? [link.id] : [])))]
}
