import { editValue, type EntrySession, saveSession } from './entry-session.ts'
import type { KeptEdits } from './kept-edits.ts'
import { sameJson } from './same-json.ts'
import { copiedEdits, type FoundCopy, togetherWith } from './working-copy.ts'

export interface EarlierText {
  /** What this device kept. */
  kept: KeptEdits | null
  /** What lies at the server. */
  copy: FoundCopy | null
}

/** What was written earlier comes into the form again, as far as it isn't the draft by now. */
export function restoreText(session: EntrySession, { kept, copy }: EarlierText): void {
  const copied = copy === null ? null : copiedEdits(copy, session.places)
  const edits = togetherWith(kept, copied)
  if (edits === null) return
  session.beforeRestore.clear()
  for (const { pointer } of session.places) {
    const value = edits.values[pointer]
    if (value === undefined || sameJson(value, session.base.get(pointer))) continue
    session.beforeRestore.set(pointer, session.base.get(pointer))
    session.touched.add(pointer)
    session.form.edit(pointer, value)
  }
  if (session.beforeRestore.size === 0) return
  session.restored.set({ at: edits.at, from: copied === edits ? 'server' : 'device' })
  if (copied !== null) session.loop.savedAt = copied.at
  session.isHeld = session.entry.get() !== null
  if (edits.baseRevision !== null && session.baseRevision !== null)
    session.baseRevision = Math.min(edits.baseRevision, session.baseRevision)
  if (copied !== null && copied.baseRevision === session.baseRevision)
    session.copied = new Map(Object.entries(copied.values).map(([pointer, value]) => [pointer, value ?? undefined]))
}

/** What was written earlier is to be the draft. */
export function keepRestored(session: EntrySession): void {
  session.restored.set(null)
  void saveSession(session)
}

/** Puts the values back that stood there before it came in. Saving them closes the working copy. */
export function dropRestored(session: EntrySession): void {
  for (const [pointer, value] of session.beforeRestore) editValue(session, pointer, value ?? null)
  keepRestored(session)
}
