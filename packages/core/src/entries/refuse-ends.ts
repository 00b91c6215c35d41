import type { Tables } from '@verso/data'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { ActsTogether } from './acts-together.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import type { PlannedAct } from './reader-act.ts'
import { useRefusals } from './refuse-used.ts'

/** As many children as an answer names. */
const named = 20

/**
 * Why acts can't end what readers have: a path leads through all entries above, so nothing public stands below what isn't; and what is
 * in the trash has no children, they go there first, along, or to another place. Nor can they take away what fields hold on to.
 */
export async function endRefusals(
  ctx: Context,
  tables: Tables,
  { acts, together }: { acts: readonly PlannedAct[]; together: ActsTogether },
): Promise<(Refusal | null)[]> {
  const inTrees = acts.filter(({ inHand, action }) => inHand.type.tree === true && action !== 'publish')
  const left = new Map<PlannedAct, string[]>()
  for (const act of inTrees.filter(({ action }) => action === 'trash')) {
    const children = act.inHand.entry.children === 0 ? [] : await tables.tree.liveChildren(act.inHand.entry.id)
    left.set(
      act,
      children.filter((id) => !together.isTrashed(id)),
    )
  }
  const unpublished = inTrees.filter(({ action }) => action === 'unpublish')
  for (const [act, children] of await publicBelow(tables, unpublished, together)) left.set(act, children)
  const known = await readable(ctx, tables, [...left.values()].flat())
  const used = await useRefusals(ctx, tables, { acts, together })
  return acts.map(
    (act) => inUse(act.action === 'trash' ? withChildren : withPublished, left.get(act) ?? [], known) ?? used.get(act) ?? null,
  )
}

const withChildren = 'There are entries below this one; move or trash them first'
const withPublished = 'Entries below this one are published; unpublish or move them first'

/** What has anything below it in a tree stays. */
export async function refuseChildren(ctx: Context, tables: Tables, { entry, type }: Pick<EntryInHand, 'entry' | 'type'>): Promise<void> {
  const children = type.tree !== true || entry.children === 0 ? [] : await tables.tree.liveChildren(entry.id)
  const refusal = inUse(withChildren, children, await readable(ctx, tables, children))
  if (refusal !== null) throw refusal
}

/** Those among the children that an answer names which the actor may know of. */
async function readable(ctx: Context, tables: Tables, children: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = children.length === 0 ? [] : await tables.entries.outlines([...children])
  return new Set(rows.filter((row) => may(ctx.actor, 'read', row)).map((row) => row.id))
}

async function publicBelow(
  tables: Tables,
  acts: readonly PlannedAct[],
  together: ActsTogether,
): Promise<(readonly [PlannedAct, string[]])[]> {
  const documents = acts.flatMap(({ inHand, ended }) => ended.map(({ locale }) => ({ entryId: inHand.entry.id, locale })))
  const children = documents.length === 0 ? [] : await tables.publications.childrenBelow(documents)
  const staying = children.filter(({ childId, locale }) => !together.isEnding(childId, locale))
  return acts.map((act) => {
    const codes = act.ended.map(({ locale }) => locale)
    const mine = staying.filter(({ parentId, locale }) => parentId === act.inHand.entry.id && codes.includes(locale))
    return [act, [...new Set(mine.map(({ childId }) => childId))]] as const
  })
}

function inUse(sentence: string, children: readonly string[], known: ReadonlySet<string>): Refusal | null {
  if (children.length === 0) return null
  const shown = children.slice(0, named).filter((id) => known.has(id))
  return new Refusal('in_use', sentence, { facts: { children: shown.toSorted(), total: children.length } })
}
