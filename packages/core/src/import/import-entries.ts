import { createHash } from 'node:crypto'
import type { EntryRow, EventItem, ImportKeyRow, Transaction } from '@verso/data'
import { applyContent, canonicalJson, type ContentType, defaultContent, type Locale, type Model } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { buildDraft } from '../entries/build-draft.ts'
import { checkPublication } from '../entries/check-publication.ts'
import { defaultLocale } from '../entries/entry-title.ts'
import { type PreparedPublication, preparePublication, publishItems } from '../entries/prepare-publication.ts'
import { readFields } from '../entries/read-fields.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import { changedPaths, getEntryRow } from '../entries/write-revision.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { type ImportIds, resolveKeys } from './resolve-keys.ts'

/** One thing to import. References are `{ _ref: 'key:<key>' }`, files `{ _media: 'key:<key>' }`; both may lead forward. */
export interface ImportRecord {
  key: string
  type: string
  fields: Record<string, unknown>
  publish?: boolean
  note?: string
}

/**
 * What became of a record. `kept`: someone changed the entry here since the import, and their work stays. `refused`: nothing
 * was written. `draft`: it was to be published, but breaks rules; it is there as a draft.
 */
export interface ImportOutcome {
  key: string
  id: string
  outcome: 'made' | 'changed' | 'unchanged' | 'kept' | 'refused' | 'draft'
  issues: readonly RefusalIssue[]
}

export interface ImportBatch {
  /** Names the place that keys come from; the same key of the same source is the same entry. */
  source: string
  records: ImportRecord[]
  ids: ImportIds
}

interface Importing {
  model: Model
  locales: Locale[]
  source: string
  ids: ImportIds
  known: Map<string, ImportKeyRow>
  entries: Map<string, EntryRow>
  /** Every entry of the import, also of later batches: none of them counts as missing. */
  companions: ReadonlySet<string>
}

interface Imported {
  outcome: ImportOutcome
  key: ImportKeyRow | null
  prepared: PreparedPublication | null
}

/** Makes or changes a batch of entries in one transaction, and publishes those that ask for it under one `seq`. */
export async function importEntries(ctx: Context, batch: ImportBatch): Promise<{ outcomes: ImportOutcome[]; seq: bigint | null }> {
  authoriseKind(ctx.actor, 'create')
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const importing = await prepare(tx, batch)
      const done: Imported[] = []
      for (const record of batch.records) done.push(await importRecord(ctx, tx, { importing, record }))
      const prepared = done.flatMap((one) => (one.prepared === null || one.prepared.publications.length === 0 ? [] : [one.prepared]))
      const seq = prepared.length === 0 ? null : await publishTogether(ctx, tx, prepared)
      await tx.imports.put(done.flatMap((one) => (one.key === null ? [] : [one.key])))
      const outcomes = done.map((one) => one.outcome)
      await recordAudit(ctx, tx, {
        action: 'entries.import',
        target: { kind: 'import', id: batch.source },
        after: { records: outcomes.length, published: prepared.length },
      })
      return { outcomes, seq }
    }),
  )
}

async function prepare(tx: Transaction, { source, records, ids }: ImportBatch): Promise<Importing> {
  const model = await tx.models.lockShared()
  const rows = await tx.imports.find(
    source,
    records.map((record) => record.key),
  )
  const entries = await tx.entries.lockMany(records.flatMap((record) => ids.entries.get(record.key) ?? []))
  return {
    model,
    locales: model.locales,
    source,
    ids,
    known: new Map(rows.map((row) => [row.key, row])),
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    companions: new Set(ids.entries.values()),
  }
}

async function importRecord(
  ctx: Context,
  tx: Transaction,
  { importing, record }: { importing: Importing; record: ImportRecord },
): Promise<Imported> {
  const id = importing.ids.entries.get(record.key)
  const type = importing.model.types.find((candidate) => candidate.name === record.type && candidate.kind !== 'component')
  if (id === undefined) throw new Error(`Import key ${record.key} was not reserved`)
  if (type === undefined)
    return refused(record, id, [{ path: '/type', code: 'unknown_type', message: `There is no content type "${record.type}"` }])

  const unknownKeys: string[] = []
  const fields = resolveKeys(record.fields, importing.ids, unknownKeys)
  if (unknownKeys.length > 0)
    return refused(
      record,
      id,
      unknownKeys.map((key) => ({ path: '/fields', code: 'target_missing', message: `Nothing in this import has the key "${key}"` })),
    )

  const hash = createHash('sha256')
    .update(canonicalJson({ type: record.type, fields, publish: record.publish === true }))
    .digest('hex')
  const entry = importing.entries.get(id)
  const sameAsBefore = importing.known.get(record.key)?.hash === hash
  if (entry !== undefined && sameAsBefore) return nothingToDo(record, id, 'unchanged')
  if (entry !== undefined && (await wasChangedHere(tx, entry))) return nothingToDo(record, id, 'kept')
  try {
    const key = { source: importing.source, key: record.key, entryId: id, mediaId: null, hash }
    const written = await write(ctx, tx, { importing, record, type, entry, id, fields })
    return await withPublication(ctx, tx, { importing, record, type, key, ...written })
  } catch (error) {
    if (error instanceof Refusal) return refused(record, id, error.issues)
    throw error
  }
}

function refused(record: ImportRecord, id: string, issues: readonly RefusalIssue[]): Imported {
  return { outcome: { key: record.key, id, outcome: 'refused', issues }, key: null, prepared: null }
}

function nothingToDo(record: ImportRecord, id: string, outcome: 'unchanged' | 'kept'): Imported {
  return { outcome: { key: record.key, id, outcome, issues: [] }, key: null, prepared: null }
}

/** An entry whose newest revision isn't an import's was edited by people, or taken out by them. */
async function wasChangedHere(tx: Transaction, entry: EntryRow): Promise<boolean> {
  const [newest] = await tx.revisions.list(entry.id, { limit: 1 })
  return entry.trashedAt !== null || newest?.kind !== 'import'
}

interface Writing {
  importing: Importing
  record: ImportRecord
  type: ContentType
  entry: EntryRow | undefined
  id: string
  fields: unknown
}

async function write(
  ctx: Context,
  tx: Transaction,
  { importing, record, type, entry, id, fields }: Writing,
): Promise<{ row: EntryRow; isNew: boolean }> {
  const { locales } = importing
  const sent = readFields(ctx.actor, { type, locales }, fields)
  const content = applyContent(type, entry?.content ?? defaultContent(type, defaultLocale(locales)), sent)
  const draft = buildDraft(type, content, locales)
  const at = ctx.now()
  if (entry === undefined) {
    authorise(ctx.actor, 'create', { typeId: type.id, createdById: ctx.actor.id })
    await tx.entries.create({ id, typeId: type.id, at, byId: ctx.actor.id }, draft, 'import')
  } else {
    authorise(ctx.actor, 'edit', entry)
    const changed = changedPaths(type, entry.content, content)
    if (changed.length > 0)
      await tx.entries.save(id, draft, {
        before: entry.content,
        number: entry.revision + 1,
        kind: 'import',
        changed,
        note: record.note ?? null,
        byId: ctx.actor.id,
        at,
      })
  }
  return { row: await getEntryRow(tx, id), isNew: entry === undefined }
}

interface Publishing {
  importing: Importing
  record: ImportRecord
  type: ContentType
  key: ImportKeyRow
  row: EntryRow
  isNew: boolean
}

async function withPublication(ctx: Context, tx: Transaction, { importing, record, type, key, row, isNew }: Publishing): Promise<Imported> {
  const outcome = { key: record.key, id: row.id, issues: [] }
  const written = isNew ? 'made' : 'changed'
  if (record.publish !== true) return { outcome: { ...outcome, outcome: written }, key, prepared: null }
  authorise(ctx.actor, 'publish', row)
  const inHand = { entry: row, type, model: importing.model, locales: importing.locales }
  const prepared = await preparePublication(ctx, tx, { inHand })
  const issues = await checkPublication(ctx, tx, { ...inHand, publications: prepared.publications, companions: importing.companions })
  if (issues.length > 0) return { outcome: { ...outcome, outcome: 'draft', issues }, key, prepared: null }
  return { outcome: { ...outcome, outcome: written }, key, prepared }
}

async function publishTogether(ctx: Context, tx: Transaction, prepared: PreparedPublication[]): Promise<bigint> {
  const items: EventItem[] = []
  for (const one of prepared) items.push(...(await publishItems(tx, one)))
  return tx.log.append({ kind: 'entry.published', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (seq, at) => {
    const moved = await tx.publications.replace(
      prepared.flatMap(({ publications }) => publications).map((publication) => ({ ...publication, publishedAt: at })),
      seq,
    )
    return [...items, ...moved]
  })
}
