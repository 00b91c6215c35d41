import type { Transaction } from '@verso/data'
import { authoriseKind, may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { applyActs } from '../entries/apply-acts.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { possibleActs } from '../entries/possible-acts.ts'
import type { ReaderAct } from '../entries/reader-act.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { importPlaces, parentsFirst } from './import-places.ts'
import type { ImportRecord } from './import-record.ts'
import { type Importing, type ImportStep, importStep, refused } from './import-step.ts'
import type { ImportIds } from './resolve-keys.ts'

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

interface Imported {
  record: ImportRecord
  id: string
  step: ImportStep
}

/**
 * Makes or changes a batch of entries in one transaction, and publishes those that ask for it under one `seq`. New entries cost the
 * same few statements however many they are.
 */
export async function importEntries(ctx: Context, batch: ImportBatch): Promise<{ outcomes: ImportOutcome[]; seq: bigint | null }> {
  authoriseKind(ctx.actor, 'create')
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const importing = await prepare(ctx, tx, batch)
      const wished = parentsFirst(batch.records).map((record): Imported => {
        const id = batch.ids.entries.get(record.key)
        if (id === undefined) throw new Error(`Import key ${record.key} was not reserved`)
        return { record, id, step: importStep(ctx, importing, { record, id }) }
      })
      const imported = await write(ctx, tx, wished)
      const { seq, unready, published } = await publishImported(ctx, tx, { importing, imported })
      await tx.imports.put(imported.flatMap(({ step }) => (step.kind === 'none' ? [] : [step.key])))
      await recordAudit(ctx, tx, {
        action: 'entries.import',
        target: { kind: 'import', id: batch.source },
        after: { records: imported.length, published },
      })
      const outcomes = new Map(imported.map((one) => [one.record, outcomeOf(one, unready.get(one.id))]))
      return { outcomes: batch.records.flatMap((record) => outcomes.get(record) ?? []), seq }
    }),
  )
}

async function prepare(ctx: Context, tx: Transaction, { source, records, ids }: ImportBatch): Promise<Importing> {
  const model = await tx.models.lockShared()
  const trees = model.types.filter((type) => type.tree === true).map((type) => type.name)
  if (records.some((record) => trees.includes(record.type))) await tx.tree.lock()
  const keys = records.map((record) => record.key)
  const rows = await tx.imports.find(source, keys)
  const entryIds = keys.flatMap((key) => ids.entries.get(key) ?? [])
  const locked = await tx.entries.lockMany(entryIds)
  const entries = new Map(locked.map((entry) => [entry.id, entry]))
  return {
    model,
    source,
    ids,
    known: new Map(rows.map((row) => [row.key, row])),
    entries,
    newestKinds: entries.size === 0 ? new Map() : await tx.revisions.newestKinds([...entries.keys()]),
    places: await importPlaces(ctx, tx, { model, ids, records, entries }),
  }
}

/** Gives what became of each: some places turn out to be impossible only here. */
async function write(ctx: Context, tx: Transaction, wished: readonly Imported[]): Promise<Imported[]> {
  const made = wished.flatMap(({ step }) =>
    step.kind === 'create' ? [{ entry: step.entry, draft: step.draft, kind: 'import' as const }] : [],
  )
  if (made.length > 0) await tx.entries.createMany(made)
  const imported: Imported[] = []
  for (const one of wished) imported.push({ ...one, step: await withPlace(tx, one.step) })
  for (const { step, record } of imported) {
    if (step.kind !== 'save' || step.changed.length === 0) continue
    await tx.entries.save(step.entry.id, step.draft, {
      before: step.entry.content,
      number: step.entry.revision + 1,
      kind: 'import',
      changed: step.changed,
      note: record.note ?? null,
      byId: ctx.actor.id,
      at: ctx.now(),
      translation: step.translation,
    })
  }
  return imported
}

/** Moves an entry that is to stand elsewhere. Parents that the batch made are there by now. */
async function withPlace(tx: Transaction, step: ImportStep): Promise<ImportStep> {
  if (step.kind !== 'save' || step.place === null) return step
  const { entry, place } = step
  if (place.parentId !== null && (await tx.tree.lineage(place.parentId)).includes(entry.id))
    return refused([{ path: '/parent', code: 'cycle', message: 'An entry can not stand below itself' }])
  await tx.tree.place([{ id: entry.id, ...place }])
  return step
}

/** Publishes what can be; the others stay drafts, with their faults. */
async function publishImported(
  ctx: Context,
  tx: Transaction,
  { importing, imported }: { importing: Importing; imported: readonly Imported[] },
): Promise<{ seq: bigint | null; unready: Map<string, Refusal>; published: number }> {
  const wanted = imported.filter(({ step, record }) => step.kind !== 'none' && record.publish === true).map(({ id }) => id)
  const rows = wanted.length === 0 ? [] : await tx.entries.findMany(wanted)
  const { model } = importing
  const acts = rows.map((entry): ReaderAct | Refusal => {
    if (!may(ctx.actor, 'publish', entry)) return mayNotPublish()
    return { action: 'publish', inHand: { entry, type: typeOfEntry(model, entry), model, locales: model.locales } }
  })
  // Every entry of the import counts, also of later batches: none of them is missing.
  const expected = new Set(importing.ids.entries.values())
  const { planned, refusals } = await possibleActs(ctx, tx, { acts, companions: [], expected })
  const moved = imported.flatMap(({ id, step }) =>
    step.kind === 'save' && step.place !== null && step.entry.publications.length > 0 ? [id] : [],
  )
  const seq = await applyActs(ctx, tx, { acts: planned, kind: 'entry.published', expected, moved })
  const unready = new Map([...refusals].map(([index, refusal]) => [rows[index]?.id ?? '', refusal]))
  return { seq, unready, published: rows.length - unready.size }
}

function mayNotPublish(): Refusal {
  const message = 'You may not publish this entry'
  return new Refusal('not_allowed', message, { issues: [{ path: '/publish', code: 'not_allowed', message }] })
}

function outcomeOf({ record, id, step }: Imported, refusal: Refusal | undefined): ImportOutcome {
  const one = { key: record.key, id }
  if (step.kind === 'none') return { ...one, outcome: step.outcome, issues: step.issues }
  if (refusal !== undefined) return { ...one, outcome: 'draft', issues: refusal.issues }
  return { ...one, outcome: step.kind === 'create' ? 'made' : 'changed', issues: [] }
}
