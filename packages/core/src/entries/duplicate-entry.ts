import type { EntryRow, Transaction } from '@verso/data'
import type { Content, ContentType, Json, Locale } from '@verso/model'
import { authoriseKind, reachOf } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { readableEntry } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { stillWithin, writableChange } from '../rights/write-rights.ts'
import { buildDraft } from './build-draft.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { takeEntry } from './entry-in-hand.ts'
import { freeSlug, proposeSlugs } from './propose-slugs.ts'
import { lastPlace } from './tree-place.ts'
import { changedPaths, getEntryRow } from './write-revision.ts'

/** Makes a new draft with the content of another entry's draft. Only its slugs differ: an address names one thing. */
export async function duplicateEntry(ctx: Context, entryId: string): Promise<EntryDetail> {
  authoriseKind(ctx.actor, 'create')
  return ctx.store.transaction(async (tx) => {
    const { entry, type, locales } = await takeEntry(ctx, tx, { entryId, action: 'read', changesTree: true })
    if (reachOf(ctx.actor, 'create', type.id) === 'none') throw new Refusal('not_allowed', `You may not create entries of ${type.label}`)
    if (type.kind === 'single') throw new Refusal('single_exists', `${type.label} has its one entry already`, { facts: { entryId } })
    const place = await lastPlace(ctx, tx, { type, parentId: entry.parentId })
    // What one may not see, or not write, doesn't come along.
    const mine = { typeId: type.id, createdById: ctx.actor.id, meets: entry.meets }
    const copied = writableChange({ actor: ctx.actor, action: 'create', entry: mine, type, locales }, {}, readableCopy(ctx, type, entry))
    const content = await withFreeSlugs(tx, { type, content: copied, locales, parentId: place.parentId })

    const id = ctx.newId()
    const told = { byKind: ctx.actor.kind, changed: changedPaths(type, {}, content) }
    const made = await tx.entries.create(
      { id, typeId: type.id, at: ctx.now(), byId: ctx.actor.id, ...place, told },
      buildDraft(type, content, locales),
      'save',
    )
    await stillWithin(ctx, tx, { row: made, action: 'create' })
    await recordAudit(ctx, tx, { action: 'entry.duplicate', target: { kind: 'entry', id }, after: { from: entryId } })
    return entryDetail(ctx, tx, await getEntryRow(tx, id))
  })
}

function readableCopy(ctx: Context, whole: ContentType, entry: EntryRow): Content {
  const { type, content } = readableEntry(ctx.actor, whole, entry)
  const readable = new Set(type.fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(content).filter(([id]) => readable.has(id)))
}

/** A numbered form of each slug that the original has; where it has none, the usual proposal. */
async function withFreeSlugs(
  tx: Transaction,
  { type, content, locales, parentId }: { type: ContentType; content: Content; locales: Locale[]; parentId: string | null | undefined },
): Promise<Content> {
  const copy = { ...content }
  for (const field of type.fields.filter((candidate) => candidate.kind === 'slug' && content[candidate.id] !== undefined)) {
    const next = async (value: Json | undefined, locale: string | null): Promise<Json> =>
      typeof value === 'string' && value !== ''
        ? await freeSlug(tx, { type, entryId: null, parentId }, { field, locale, slug: value })
        : null
    copy[field.id] = await eachLocale(content[field.id], next)
    if (copy[field.id] === null) delete copy[field.id]
  }
  return proposeSlugs(tx, { type, content: copy, locales, entryId: null, parentId, leave: new Set() })
}

async function eachLocale(value: Json | undefined, next: (value: Json | undefined, locale: string | null) => Promise<Json>): Promise<Json> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return next(value, null)
  const map: Record<string, Json> = {}
  for (const [locale, slug] of Object.entries(value)) {
    const free = await next(slug, locale)
    if (free !== null) map[locale] = free
  }
  return Object.keys(map).length === 0 ? null : map
}
