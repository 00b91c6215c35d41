import type { Transaction } from '@verso/data'
import { applyContent, type ContentType, defaultContent, type Model, type PartialContent } from '@verso/model'
import { authoriseKind, reachOf } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { refuseUnwritable, stillWithin } from '../rights/write-rights.ts'
import { auditedChange } from './audited-change.ts'
import { buildDraft } from './build-draft.ts'
import { completeRow, type EntryDetail } from './entry-detail.ts'
import { defaultLocale } from './entry-title.ts'
import { proposeSlugs } from './propose-slugs.ts'
import { readFields } from './read-fields.ts'
import { refuseNewBrokenLinks } from './refuse-new-broken-links.ts'
import { lastPlace } from './tree-place.ts'
import { changedPaths } from './write-revision.ts'

export interface EntryToCreate {
  type: string
  /** Name of a template of the type that it begins from. */
  template?: string | undefined
  fields?: unknown
  /** In a tree the entry to stand below. */
  parent?: string | null | undefined
}

/** Makes an entry as a draft. Fields that aren't sent begin as its template has them, or with their defaults; only shapes are checked. */
export async function createEntry(ctx: Context, { type: typeName, template, fields, parent }: EntryToCreate): Promise<EntryDetail> {
  authoriseKind(ctx.actor, 'create')
  return ctx.store.transaction(async (tx) => {
    const model = await tx.models.holdKnown()
    const { locales } = model
    const type = await typeToCreateIn(ctx, tx, { typeName, model })
    const place = await lastPlace(ctx, tx, { type, parentId: parent ?? null })
    const sent = readFields(ctx.actor, { type, locales }, fields ?? {})
    const beginning = applyContent(type, defaultContent(type, defaultLocale(locales)), templateContent(ctx, type, template))
    const filled = applyContent(type, beginning, sent)
    const content = await proposeSlugs(tx, {
      type,
      content: filled,
      locales,
      entryId: null,
      parentId: place.parentId,
      leave: clearedFields(sent),
    })
    await refuseNewBrokenLinks(ctx, tx, { type, before: [], after: content })

    const id = ctx.newId()
    const told = { byKind: ctx.actor.kind, changed: changedPaths(type, {}, content) }
    const made = await tx.entries.create(
      { id, typeId: type.id, at: ctx.now(), byId: ctx.actor.id, ...place, told },
      buildDraft(type, content, locales),
      'save',
    )
    const row = await stillWithin(ctx, tx, { row: made, action: 'create' })
    refuseUnwritable({ actor: ctx.actor, action: 'create', entry: row, type, locales }, {}, applyContent(type, {}, sent))
    await recordAudit(ctx, tx, { action: 'entry.create', target: { kind: 'entry', id }, after: auditedChange(type, {}, content).after })
    return completeRow(ctx, tx, { row, model, scheduled: [] })
  })
}

/** What a template gives, as far as the actor may see its fields. */
function templateContent(ctx: Context, type: ContentType, name: string | undefined): PartialContent {
  if (name === undefined) return {}
  const template = type.templates?.find((candidate) => candidate.name === name)
  if (template === undefined)
    throw new Refusal('invalid_entry', 'There is no such template', {
      issues: [{ path: '/template', code: 'unknown_option', message: `"${type.name}" has no template "${name}"` }],
    })
  const readable = new Set(readableFields(ctx.actor, type).fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(template.content).filter(([id]) => readable.has(id)))
}

async function typeToCreateIn(
  ctx: Context,
  tx: Transaction,
  { typeName, model }: { typeName: string; model: Pick<Model, 'types'> },
): Promise<ContentType> {
  const type = findCreatable(ctx, model, typeName)
  if (type.kind === 'single') await refuseSecondOfSingle(tx, type)
  return type
}

function findCreatable(ctx: Context, model: Pick<Model, 'types'>, typeName: string): ContentType {
  const type = model.types.find((candidate) => candidate.name === typeName)
  if (type === undefined || (reachOf(ctx.actor, 'read', type.id) === 'none' && reachOf(ctx.actor, 'create', type.id) === 'none')) {
    throw new Refusal('invalid_entry', 'There is no such content type', {
      issues: [{ path: '/type', code: 'unknown_type', message: `There is no content type "${typeName}"` }],
    })
  }
  if (type.kind === 'component') {
    throw new Refusal('invalid_entry', 'A component has no entries of its own', {
      issues: [{ path: '/type', code: 'invalid', message: `"${typeName}" is a component: it stands inside entries of other types` }],
    })
  }
  if (reachOf(ctx.actor, 'create', type.id) === 'none') throw new Refusal('not_allowed', `You may not create entries of ${type.label}`)
  return type
}

async function refuseSecondOfSingle(tx: Transaction, type: ContentType): Promise<void> {
  // There is no row yet to lock: those who create the one entry of a single type take turns here.
  await tx.entries.lockSingles()
  const present = await tx.entries.findSingle(type.id)
  if (present === null) return
  throw new Refusal('single_exists', `${type.label} has its one entry already${present.trashedAt === null ? '' : ', in the trash'}`, {
    facts: { entryId: present.id },
  })
}

/** Whoever sends null for a slug wants none. */
function clearedFields(sent: PartialContent): Set<string> {
  return new Set(Object.entries(sent).flatMap(([fieldId, value]) => (value === null ? [fieldId] : [])))
}
