import type { EntryView, RevisionView, WorkingCopyView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { type ValuePlace, valuesOf } from './entry-values.ts'
import type { KeptEdits } from './kept-edits.ts'
import { sameJson } from './same-json.ts'

/** What somebody wrote, on whichever of their devices, that hasn't become the draft; with the fields that it began from. */
export interface FoundCopy {
  copy: WorkingCopyView
  before: EntryView['fields']
}

export async function findCopy({ id, revision, fields, workingCopy, status, _can }: EntryView): Promise<FoundCopy | null> {
  if (workingCopy?.fields === undefined || status === 'trashed' || !_can.edit) return null
  const { baseRevision } = workingCopy
  if (baseRevision === revision) return { copy: workingCopy, before: fields }
  const began = await api.get<RevisionView>(`/entries/${id}/revisions/${baseRevision}`).catch(() => null)
  // Where the history has no such revision any more, it is laid over what there is now.
  return began === null ? { copy: { ...workingCopy, baseRevision: revision }, before: fields } : { copy: workingCopy, before: began.fields }
}

/** The values that were written: all that differs from what it began from. */
export function copiedEdits({ copy, before }: FoundCopy, places: readonly ValuePlace[]): KeptEdits {
  const [written, began] = [valuesOf(copy.fields ?? {}, places), valuesOf(before, places)]
  const differing = places.filter(({ pointer }) => !sameJson(written.get(pointer), began.get(pointer)))
  const values = Object.fromEntries(differing.map(({ pointer }) => [pointer, written.get(pointer) ?? null]))
  return { baseRevision: copy.baseRevision, values, at: copy.savedAt }
}

/** What this device kept and what lies at the server; where both have a value, the later one. */
export function togetherWith(kept: KeptEdits | null, copied: KeptEdits | null): KeptEdits | null {
  if (kept === null || copied === null) return kept ?? copied
  const [early, late] = kept.at < copied.at ? [kept, copied] : [copied, kept]
  const bases = [kept.baseRevision, copied.baseRevision].flatMap((base) => base ?? [])
  return { baseRevision: Math.min(...bases), values: { ...early.values, ...late.values }, at: late.at }
}
