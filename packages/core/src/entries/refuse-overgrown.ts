import { changedFields, type Content, fieldsView, parseFields } from '@verso/model'
import { Refusal } from '../refusal.ts'
import type { EntryInHand } from './entry-in-hand.ts'

/** Two changes that each fit may be too much together: what holds something of both is held against the bounds of its kind once more. */
export function refuseOvergrown(
  { type, locales }: Pick<EntryInHand, 'type' | 'locales'>,
  { ours, theirs, merged }: { ours: Content; theirs: Content; merged: Content },
): void {
  const differing = (side: Content) => new Set(changedFields(type, side, merged).map(({ fieldId }) => fieldId))
  const [fromOurs, fromTheirs] = [differing(ours), differing(theirs)]
  const mixed = type.fields.filter(({ id, kind }) => fromOurs.has(id) && fromTheirs.has(id) && kind !== 'computed')
  if (mixed.length === 0) return
  const { issues = [] } = parseFields({ ...type, fields: mixed }, fieldsView({ fields: mixed }, merged), { locales })
  const overgrown = issues.filter(({ code }) => code === 'too_long' || code === 'too_large')
  if (overgrown.length > 0)
    throw new Refusal('invalid_entry', 'Together with what others saved meanwhile, this is too much', { issues: overgrown })
}
