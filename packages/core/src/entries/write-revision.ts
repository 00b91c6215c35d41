import type { EntryRow, RevisionKind, Transaction } from '@verso/data'
import { changedFields, type Content, type ContentType } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { auditedChange } from './audited-change.ts'
import { buildDraft } from './build-draft.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import { savedTranslations } from './translations.ts'

export interface NewRevision {
  inHand: EntryInHand
  content: Content
  kind: RevisionKind
  note?: string | undefined
  /** What the audit calls it. */
  action: string
}

/** Makes a content the draft, as the next revision; content that is the draft already makes none. Gives the entry as it is then. */
export async function writeRevision(
  ctx: Context,
  tx: Transaction,
  { inHand, content, kind, note, action }: NewRevision,
): Promise<EntryRow> {
  const { entry, type, locales } = inHand
  const changed = changedPaths(type, entry.content, content)
  if (changed.length === 0) return entry
  const number = entry.revision + 1
  const draft = buildDraft(type, content, locales)
  const at = ctx.now()
  const translation = savedTranslations(type, { before: entry.content, after: content, number, translations: entry.translations, locales })
  const changes = await tx.entries.save(entry.id, draft, {
    before: entry.content,
    number,
    kind,
    changed,
    note: note ?? null,
    byId: ctx.actor.id,
    byKind: ctx.actor.kind,
    at,
    translation,
  })
  await recordAudit(ctx, tx, { action, target: { kind: 'entry', id: entry.id }, ...auditedChange(type, entry.content, content) })
  const lastChanges = { ...entry.lastChanges, ...changes }
  return {
    ...entry,
    ...translation,
    lastChanges,
    revision: number,
    content,
    hashes: draft.hashes,
    updatedAt: at,
    updatedById: ctx.actor.id,
  }
}

/** The entry as this transaction has made it. */
export async function getEntryRow(tx: Transaction, entryId: string): Promise<EntryRow> {
  const entry = await tx.entries.find(entryId)
  if (entry === null) throw new Error(`Entry ${entryId} vanished while it was locked`)
  return entry
}

/** Ids of the fields that differ, with `/locale` where they are localised. */
export function changedPaths(type: ContentType, before: Content, after: Content): string[] {
  return changedFields(type, before, after).map(({ fieldId, locale }) => (locale === undefined ? fieldId : `${fieldId}/${locale}`))
}
