import type { Transaction } from '@verso/data'
import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import { analyzeLater } from '../indexes/analyze-tables.ts'
import { recordAudit } from '../record-audit.ts'
import type { Refusal, RefusalIssue } from '../refusal.ts'
import { importPlaces, parentIn, parentsFirst } from './import-places.ts'
import type { ImportRecord } from './import-record.ts'
import { importSlugs } from './import-slugs.ts'
import { type Imported, type ImportStep, importStep } from './import-step.ts'
import { importLinkFaults } from './import-targets.ts'
import { publishImported } from './publish-imported.ts'
import { readRecord, refused, type Settled, type Wanted, type World } from './read-record.ts'
import type { ImportIds } from './resolve-keys.ts'
import { writeJudged } from './write-judged.ts'

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
  /** Names the place that keys come from; the same key of the same source is the same entry. Null where only ids tell. */
  source: string | null
  records: ImportRecord[]
  ids: ImportIds
  /** Nobody is told of each entry that becomes public; readers and syncs see it all the same. */
  isQuiet?: boolean
}

/**
 * Makes or changes a batch of entries in one transaction, and publishes those that ask for it under one `seq`: the same few statements
 * however many they are.
 */
export async function importEntries(ctx: Context, batch: ImportBatch): Promise<{ outcomes: ImportOutcome[]; seq: bigint | null }> {
  authoriseKind(ctx.actor, 'create')
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const world = await lookAround(tx, batch)
      const steps = await stepsOf(ctx, tx, { world, batch })
      const imported = await writeJudged(ctx, tx, { steps, model: world.model, write: (part, wished) => write(ctx, part, wished) })
      const { seq, unready, published } = await publishImported(ctx, tx, { world, imported, isQuiet: batch.isQuiet === true })
      await tx.imports.put(imported.flatMap(({ step }) => (step.kind === 'none' || step.key === null ? [] : [step.key])))
      await recordAudit(ctx, tx, {
        action: 'entries.import',
        target: { kind: 'import', id: batch.source },
        after: { records: imported.length, published: published.size },
      })
      await analyzeLater(ctx, tx, imported.length)
      const outcomes = new Map(imported.map((one) => [one.record, outcomeOf(one, unready.get(one.id), published.has(one.id))]))
      return { outcomes: batch.records.flatMap((record) => outcomes.get(record) ?? []), seq }
    }),
  )
}

async function lookAround(tx: Transaction, { source, records, ids }: ImportBatch): Promise<World> {
  const model = await tx.models.lockShared()
  await tx.imports.takeTurn()
  const trees = model.types.filter((type) => type.tree === true).map((type) => type.name)
  if (records.some((record) => trees.includes(record.type))) await tx.tree.lock()
  const keys = records.map((record) => record.key)
  const rows = source === null ? [] : await tx.imports.find(source, keys)
  const entryIds = keys.flatMap((key) => ids.entries.get(key) ?? [])
  const entries = new Map((await tx.entries.lockMany(entryIds)).map((entry) => [entry.id, entry]))
  return {
    model,
    source,
    ids,
    known: new Map(rows.map((row) => [row.key, row])),
    entries,
    newestKinds: entries.size === 0 ? new Map() : await tx.revisions.newestKinds([...entries.keys()]),
    spent: new Set(await tx.imports.spentIds(entryIds.filter((id) => !entries.has(id)))),
  }
}

interface Read {
  record: ImportRecord
  id: string
  read: Settled | Wanted
}

/** What each record comes to: first by itself, then by what it leads to, by its place and by its address. */
async function stepsOf(ctx: Context, tx: Transaction, { world, batch }: { world: World; batch: ImportBatch }): Promise<Imported[]> {
  const { records, ids } = batch
  const places = await importPlaces(ctx, tx, { ...world, records })
  const all = parentsFirst(records).map((record): Read => {
    const id = ids.entries.get(record.key)
    if (id === undefined) throw new Error(`Import key ${record.key} was not reserved`)
    return { record, id, read: readRecord(ctx, world, { record, id }) }
  })
  const checked = await withSlugsAndLinks(ctx, tx, { world, all })
  const placing = { model: world.model, places, singles: await singlesThere(tx, world, checked) }
  return checked.map(({ record, id, read }) => ({
    record,
    id,
    step: read.kind === 'none' ? read : importStep(ctx, placing, { wanted: read, record, id }),
    ...(read.kind === 'none' ? {} : { said: read.said }),
  }))
}

async function withSlugsAndLinks(ctx: Context, tx: Transaction, { world, all }: { world: World; all: readonly Read[] }): Promise<Read[]> {
  const wanted = all.flatMap(({ read, record }) =>
    read.kind === 'wanted' ? [{ wanted: read, parentId: parentIn(record, world.ids) }] : [],
  )
  const contents = await importSlugs(tx, world, wanted)
  const filled = wanted.map((one, index) => ({ ...one.wanted, content: contents[index] ?? one.wanted.content }))
  const faults = await importLinkFaults(ctx, tx, { world, wanted: filled })
  let next = -1
  return all.map((one) => {
    if (one.read.kind === 'none') return one
    next += 1
    const issues = faults[next] ?? []
    return { ...one, read: issues.length > 0 ? refused(issues) : (filled[next] ?? one.read) }
  })
}

async function singlesThere(tx: Transaction, { model }: World, all: readonly Read[]): Promise<Set<string>> {
  const named = new Set(all.map(({ record }) => record.type))
  const singles = model.types.filter(({ kind, name }) => kind === 'single' && named.has(name))
  if (singles.length === 0) return new Set()
  await tx.entries.lockSingles()
  const rows = await Promise.all(singles.map(({ id }) => tx.entries.findSingle(id)))
  return new Set(rows.flatMap((row) => row?.typeId ?? []))
}

/** Gives what became of each: some places turn out to be impossible only here. */
async function write(ctx: Context, tx: Transaction, wished: readonly Imported[]): Promise<Imported[]> {
  const made = wished.flatMap(({ step }) =>
    step.kind === 'create' ? [{ entry: step.entry, draft: step.draft, kind: 'import' as const }] : [],
  )
  if (made.length > 0) await tx.entries.createMany(made)
  const imported: Imported[] = []
  for (const one of wished) imported.push({ ...one, step: await withPlace(tx, one.step) })
  const saves = imported.flatMap(({ step, record }) =>
    step.kind === 'save' && step.changed.length > 0 ? [savedAs(ctx, step, record.note)] : [],
  )
  if (saves.length > 0) await tx.entries.saveMany(saves)
  return imported
}

function savedAs(ctx: Context, { entry, draft, changed, translation }: Extract<ImportStep, { kind: 'save' }>, note: string | undefined) {
  const facts = { kind: 'import' as const, changed, note: note ?? null, byId: ctx.actor.id, at: ctx.now() }
  return { id: entry.id, draft, revision: { before: entry.content, number: entry.revision + 1, ...facts }, translation }
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

function outcomeOf({ record, id, step }: Imported, refusal: Refusal | undefined, isPublished: boolean): ImportOutcome {
  const one = { key: record.key, id }
  if (step.kind === 'none') return { ...one, outcome: step.outcome, issues: step.issues }
  if (refusal !== undefined) return { ...one, outcome: 'draft', issues: refusal.issues }
  if (step.kind === 'create') return { ...one, outcome: 'made', issues: [] }
  return { ...one, outcome: isPublished || step.changed.length > 0 || step.place !== null ? 'changed' : 'unchanged', issues: [] }
}
