import type { LiveLinkRow, Tables } from '@verso/data'
import { allFields, type ContentType, fieldAt, type Model, type TargetDelete } from '@verso/model'
import type { ActsTogether } from './acts-together.ts'
import { typeOfEntry } from './entry-detail.ts'
import type { PlannedAct } from './reader-act.ts'

/** A link to something that goes, and what its field wants to happen. */
export interface RuledLink extends LiveLinkRow {
  rule: TargetDelete
}

/** Whether any field says more than to leave links to entries as they are: nearly everywhere none does, and nothing has to be looked up. */
export function hasTargetRules(model: Model, rules: readonly TargetDelete[] = ['refuse', 'clear']): boolean {
  const says = ({ onTargetDelete }: { onTargetDelete?: TargetDelete }) => onTargetDelete !== undefined && rules.includes(onTargetDelete)
  return model.types.some((type) => allFields(type).some(says))
}

/** What a field says; where it says nothing, links to entries are left, which a restore brings back to life, and files are kept. */
export function ruled(model: Model, link: LiveLinkRow, otherwise: TargetDelete): RuledLink {
  const type: ContentType = typeOfEntry(model, { id: link.fromEntryId, typeId: link.fromTypeId })
  return { ...link, rule: fieldAt(type, link)?.onTargetDelete ?? otherwise }
}

/**
 * The links of others to what some acts take away, by act: all of them for the trash, for an unpublish those of readers alone. What the
 * same acts take away, or publish without the link, doesn't count.
 */
export async function linksToWhatGoes(
  tables: Tables,
  { acts, together, model }: { acts: readonly PlannedAct[]; together: ActsTogether; model: Model },
): Promise<ReadonlyMap<PlannedAct, RuledLink[]>> {
  const going = acts.filter(({ action, inHand }) => action === 'trash' || (action === 'unpublish' && together.endsWholly(inHand.entry.id)))
  const ids = going.map(({ inHand }) => inHand.entry.id)
  const rows = ids.length === 0 ? [] : await tables.references.liveLinks({ entryIds: ids })
  const links = rows
    .filter((link) => link.fromEntryId !== link.toId && staysWithLink(together, link))
    .map((link) => ruled(model, link, 'leave'))
  return new Map(
    going.map((act) => [
      act,
      links.filter(({ toId, origin }) => toId === act.inHand.entry.id && (act.action === 'trash' || origin === 'published')),
    ]),
  )
}

function staysWithLink(together: ActsTogether, { origin, fromEntryId, locale, toId }: LiveLinkRow): boolean {
  if (together.isTrashed(fromEntryId)) return false
  if (origin === 'draft' || locale === null) return true
  const next = together.publication(fromEntryId, locale)
  if (next !== undefined) return next.publication.references.some(({ toEntryId }) => toEntryId === toId)
  return !together.isEnding(fromEntryId, locale)
}
