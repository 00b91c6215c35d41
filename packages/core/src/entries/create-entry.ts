import type { Transaction } from '@verso/data'
import { applyContent, type ContentType, defaultContent, type Model, type PartialContent } from '@verso/model'
import { authoriseKind, reachOf } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { auditedChange } from './audited-change.ts'
import { buildDraft } from './build-draft.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { defaultLocale } from './entry-title.ts'
import { proposeSlugs } from './propose-slugs.ts'
import { readFields } from './read-fields.ts'
import { refuseNewBrokenLinks } from './refuse-new-broken-links.ts'
import { getEntryRow } from './write-revision.ts'

export interface EntryToCreate {
  type: string
  fields?: unknown
}

/** Makes an entry as a draft. Fields that aren't sent begin with their defaults; only shapes are checked. */
export async function createEntry(ctx: Context, { type: typeName, fields }: EntryToCreate): Promise<EntryDetail> {
  authoriseKind(ctx.actor, 'create')
  return ctx.store.transaction(async (tx) => {
    const { locales, ...model } = await tx.models.lockShared()
    const type = await typeToCreateIn(ctx, tx, { typeName, model })
    const sent = readFields(ctx.actor, { type, locales }, fields ?? {})
    const filled = applyContent(type, defaultContent(type, defaultLocale(locales)), sent)
    const content = await proposeSlugs(tx, { type, content: filled, locales, entryId: null, leave: clearedFields(sent) })
    await refuseNewBrokenLinks(ctx, tx, { type, before: {}, after: content })

    const id = ctx.newId()
    await tx.entries.create({ id, typeId: type.id, at: ctx.now(), byId: ctx.actor.id }, buildDraft(type, content, locales), 'save')
    await recordAudit(ctx, tx, { action: 'entry.create', target: { kind: 'entry', id }, after: auditedChange(type, {}, content).after })
    return entryDetail(ctx, tx, await getEntryRow(tx, id))
  })
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
