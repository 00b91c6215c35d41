import type { EntryRow, Tables, Transaction } from '@verso/data'
import { applyContent, type Content, type ContentType, isPlainObject, type Json, mapLeaves, type Model } from '@verso/model'
import type { Context } from '../context.ts'
import { typeOfEntry } from './entry-detail.ts'
import { hasTargetRules, ruled } from './target-rules.ts'
import { writeRevision } from './write-revision.ts'

export type LinkTargetIds = { entryIds: readonly string[] } | { mediaIds: readonly string[] }

/** Ids of entries whose drafts would lose links, by the rules of their fields, if these went. */
export async function entriesToClear(tables: Tables, model: Model, targets: LinkTargetIds): Promise<string[]> {
  const ids = 'entryIds' in targets ? targets.entryIds : targets.mediaIds
  if (ids.length === 0 || !hasTargetRules(model, ['clear'])) return []
  const links = (await tables.references.liveLinks(targets)).map((link) => ruled(model, link, 'leave'))
  const clearing = links.filter(({ origin, rule, fromEntryId }) => origin === 'draft' && rule === 'clear' && !ids.includes(fromEntryId))
  return [...new Set(clearing.map(({ fromEntryId }) => fromEntryId))]
}

/**
 * Takes links to what goes out of the drafts whose fields want that, as a revision of each. It is the model that says so, so that it
 * needs no right to these entries. What is published keeps its link, which readers see as absent, until it is published again.
 */
export async function clearLinks(
  ctx: Context,
  tx: Transaction,
  { users, model, goneIds }: { users: readonly EntryRow[]; model: Model; goneIds: ReadonlySet<string> },
): Promise<void> {
  for (const entry of users) {
    const type = typeOfEntry(model, entry)
    await writeRevision(ctx, tx, {
      inHand: { entry, type, model, locales: model.locales },
      content: withoutLinks(type, entry.content, goneIds),
      kind: 'save',
      note: 'A link was taken out, since what it led to is gone',
      action: 'entry.clear_links',
    })
  }
}

function withoutLinks(type: ContentType, content: Content, goneIds: ReadonlySet<string>): Content {
  const leadsAway = (value: Json) => goneIds.has(targetOf(value))
  const mapped = mapLeaves(type, content, (field, value) => {
    if (field.onTargetDelete !== 'clear') return value
    if (!Array.isArray(value)) return leadsAway(value) ? null : value
    const left = value.filter((item) => !leadsAway(item))
    return left.length === 0 ? null : left
  })
  return applyContent(type, content, Object.fromEntries(type.fields.map(({ id }) => [id, mapped[id] ?? null])))
}

function targetOf(value: Json): string {
  if (!isPlainObject(value)) return ''
  const { _ref, _media } = value
  return typeof _ref === 'string' ? _ref : typeof _media === 'string' ? _media : ''
}
