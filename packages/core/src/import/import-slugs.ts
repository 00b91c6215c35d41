import type { Transaction } from '@verso/data'
import type { Content } from '@verso/model'
import { freeSlug, type OpenSlug, openSlugs, withSlugs } from '../entries/propose-slugs.ts'
import type { Wanted, World } from './read-record.ts'

/** A slug that an entry is to be made with. */
interface Proposal extends OpenSlug {
  index: number
  typeId: string
  parentId: string | null | undefined
}

/**
 * Slugs for those of the new entries that have none, as for one that is made alone: the first form that is free, also among themselves. One
 * statement for all plain forms of a field; only those that are taken are looked at one by one.
 */
export async function importSlugs(
  tx: Transaction,
  { model: { locales } }: World,
  made: readonly { wanted: Wanted; parentId: string | null | undefined }[],
): Promise<Content[]> {
  const open = made.flatMap(({ wanted: { type, content, cleared, entry }, parentId }, index) =>
    (entry === undefined ? openSlugs({ type, content, locales, leave: cleared }) : []).map(
      (slug): Proposal => ({
        ...slug,
        index,
        typeId: type.id,
        parentId: type.tree === true ? (parentId ?? null) : undefined,
      }),
    ),
  )
  const taken = await takenAmong(tx, open)
  const found = new Map<number, OpenSlug[]>()
  for (const proposal of open) {
    const slug = await firstFree(tx, proposal, { taken, type: made[proposal.index]?.wanted.type })
    if (slug === null) continue
    taken.add(nameOf({ ...proposal, slug }))
    found.set(proposal.index, [...(found.get(proposal.index) ?? []), { ...proposal, slug }])
  }
  return made.map(({ wanted: { content } }, index) => withSlugs(content, found.get(index) ?? []))
}

async function takenAmong(tx: Transaction, open: readonly Proposal[]): Promise<Set<string>> {
  const groups = new Map<string, Proposal[]>()
  for (const proposal of open) groups.set(placeOf(proposal), [...(groups.get(placeOf(proposal)) ?? []), proposal])
  const taken = new Set<string>()
  for (const [place, [first, ...others]] of groups) {
    if (first === undefined) continue
    const { typeId, field, locale, parentId } = first
    const slugs = [...new Set([first, ...others].map(({ slug }) => slug))]
    const found = await tx.entries.takenSlugs({ typeId, fieldId: field.id, locale, slugs, exceptEntryId: null, parentId })
    for (const slug of found) taken.add(`${place} ${slug}`)
  }
  return taken
}

async function firstFree(
  tx: Transaction,
  proposal: Proposal,
  { taken, type }: { taken: ReadonlySet<string>; type: Wanted['type'] | undefined },
): Promise<string | null> {
  if (!taken.has(nameOf(proposal))) return proposal.slug
  if (type === undefined) return null
  const wish = { type, entryId: null, parentId: proposal.parentId }
  return freeSlug(tx, wish, { ...proposal, isClaimed: (slug) => taken.has(nameOf({ ...proposal, slug })) })
}

function placeOf({ typeId, field, locale, parentId }: Proposal): string {
  return `${typeId} ${field.id} ${locale ?? ''} ${parentId ?? ''}`
}

function nameOf(proposal: Proposal): string {
  return `${placeOf(proposal)} ${proposal.slug}`
}
