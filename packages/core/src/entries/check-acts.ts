import type { Claimant, PublicationInput, Tables } from '@verso/data'
import type { Context } from '../context.ts'
import type { Refusal, RefusalIssue } from '../refusal.ts'
import { type ActsTogether, actsTogether, keyOf } from './acts-together.ts'
import { distinct, type LinkTargets, publicationIssues, publishedLinks } from './check-publication.ts'
import type { PlannedAct } from './reader-act.ts'
import { endRefusals } from './refuse-ends.ts'
import { publicationRefusal } from './refuse-publication.ts'
import { type ClaimedValue, takenIssues } from './taken-issues.ts'

interface ActsToCheck {
  acts: readonly PlannedAct[]
  expected?: ReadonlySet<string> | undefined
  leavesClaims?: boolean | undefined
}

/**
 * Why each of several acts can't happen, all faults of each; null for one that can. Every act is judged by what stands after all of
 * them. Nothing is written, and the number of statements doesn't depend on the number of acts. `expected` are entries that will be
 * there and public, though no act says so: those of later batches of an import. `leavesClaims` is for who writes at once and tells what
 * the database refuses in the same words: what others hold is looked up only where there are other faults to list it with.
 */
export async function checkActs(
  ctx: Context,
  tables: Tables,
  { acts, expected = new Set(), leavesClaims = false }: ActsToCheck,
): Promise<(Refusal | null)[]> {
  const together = actsTogether(acts, expected)
  const targets = await linkTargets(tables, acts)
  const parents = await parentPaths(tables, acts)
  const facts = { ...targets, together, isParentPublic: (id: string, locale: string) => parents.has(keyOf(id, locale)) }
  const faults = acts.map((act) => publicationIssues(act, facts))
  const isLeft = leavesClaims && faults.every((issues) => issues.length === 0)
  const claims = isLeft ? noClaims : await claimIssues(ctx, tables, { acts, together, parents })
  const ends = await endRefusals(ctx, tables, { acts, together })
  return acts.map((act, index) => {
    const issues = distinct([...(faults[index] ?? []), ...(claims.get(act) ?? [])])
    return issues.length > 0 ? publicationRefusal(issues) : (ends[index] ?? null)
  })
}

const noClaims: ReadonlyMap<PlannedAct, RefusalIssue[]> = new Map()

/** What the links of all documents lead to. */
export async function linkTargets(tables: Tables, acts: readonly PlannedAct[]): Promise<LinkTargets> {
  const links = acts.flatMap(publishedLinks)
  const entryIds = [...new Set(links.flatMap(({ kind, id }) => (kind === 'entry' ? [id] : [])))]
  const mediaIds = [...new Set(links.flatMap(({ kind, id }) => (kind === 'media' ? [id] : [])))]
  const entries = entryIds.length === 0 ? [] : await tables.entries.outlines(entryIds)
  const media = mediaIds.length === 0 ? [] : await tables.media.findMany(mediaIds)
  return { entries: new Map(entries.map((row) => [row.id, row])), media: new Map(media.map((row) => [row.id, row])) }
}

type Paths = ReadonlyMap<string, string | null>

/** The paths of the entries above those that stand in trees, by entry and locale. */
async function parentPaths(tables: Tables, acts: readonly PlannedAct[]): Promise<Paths> {
  const placed = acts.filter(({ inHand, publications }) => inHand.type.tree === true && publications.length > 0)
  const ids = [...new Set(placed.flatMap(({ inHand }) => inHand.entry.parentId ?? []))]
  const heads = ids.length === 0 ? [] : await tables.publications.heads(ids)
  return new Map(heads.map(({ entryId, locale, path }) => [keyOf(entryId, locale), path]))
}

interface Claiming {
  acts: readonly PlannedAct[]
  together: ActsTogether
  parents: Paths
}

/** Addresses and unique values that others keep. What an entry gives up by one of the acts is free for another. */
async function claimIssues(
  ctx: Context,
  tables: Tables,
  { acts, together, parents }: Claiming,
): Promise<ReadonlyMap<PlannedAct, RefusalIssue[]>> {
  const claimants = acts.flatMap(({ publications }) => publications.map((publication) => claimantOf(publication, { together, parents })))
  const taken = claimants.length === 0 ? [] : await tables.publications.taken(claimants)
  const claims: { act: PlannedAct; claim: ClaimedValue }[] = []
  for (const { entryId, locale, fieldId, holderId, isHeld } of taken) {
    const part = together.publication(entryId, locale)
    const claimed = fieldId ?? part?.act.inHand.type.slugField
    const isGivenUp = isHeld && (together.isLeaving(holderId, locale) || together.endsWholly(holderId))
    if (part === undefined || claimed === undefined || isGivenUp) continue
    const { type, entry, locales } = part.act.inHand
    claims.push({ act: part.act, claim: { type, content: entry.content, locales, fieldId: claimed, locale, holderId } })
  }
  const issues = await takenIssues(
    ctx,
    tables,
    claims.map(({ claim }) => claim),
  )
  const byAct = new Map<PlannedAct, RefusalIssue[]>()
  for (const [index, { act }] of claims.entries()) byAct.set(act, [...(byAct.get(act) ?? []), ...issues.slice(index, index + 1)])
  return byAct
}

function claimantOf(publication: PublicationInput, { together, parents }: Omit<Claiming, 'acts'>): Claimant {
  const { entryId, locale, slug } = publication
  const path = publication.inTree === true ? pathIn(entryId, locale) : null
  // What has no path in its tree asks for no address; that it has none is a fault of its own.
  return { ...publication, slug: publication.inTree === true && path === null ? null : slug, path }

  function pathIn(id: string, code: string): string | null {
    const part = together.publication(id, code)
    if (part === undefined) return parents.get(keyOf(id, code)) ?? null
    const { parentId } = part.act.inHand.entry
    const above = parentId === null ? '' : pathIn(parentId, code)
    return above === null || part.publication.slug === null ? null : `${above}/${part.publication.slug}`
  }
}
