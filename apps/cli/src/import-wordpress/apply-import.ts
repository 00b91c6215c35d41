import { type Context, importEntries, importMedia, type ImportOutcome, type ImportRecord, reserveImportIds } from '@verso/core'
import { ensureTypes } from './ensure-types.ts'
import type { NotCarriedOver } from './import-report.ts'
import type { ImportPlan } from './plan-import.ts'

const batchSize = 100

export type Counts = Record<'made' | 'changed' | 'unchanged' | 'kept' | 'drafts' | 'refused', number>

/** What an import did, for people and for programs. */
export interface ImportResult {
  source: string
  types: { made: string[]; present: string[] }
  /** By type, and `media`. */
  counts: Record<string, Counts>
  /** Records that couldn't be written, or not published, and why. */
  problems: { key: string; type: string; outcome: 'refused' | 'draft'; messages: string[] }[]
  /** What the source says of single entries: why a post is a draft, when it was to appear. */
  notes: { key: string; note: string }[]
  notCarriedOver: NotCarriedOver[]
}

/** Writes a planned import through the verbs, batch by batch. Cut off anywhere, the next run goes on; a second run changes nothing. */
export async function applyImport(
  ctx: Context,
  plan: ImportPlan,
  { isPublic, onProgress }: { isPublic: boolean; onProgress: (done: number) => void },
): Promise<ImportResult> {
  const result: ImportResult = {
    source: plan.source,
    types: await ensureTypes(ctx, plan.types, { isPublic }),
    counts: {},
    problems: [],
    notes: [],
    notCarriedOver: plan.notCarriedOver,
  }
  const locale = (await ctx.model()).locales.find(({ isDefault }) => isDefault)?.code ?? 'en'
  const media = await reserveImportIds(ctx, { source: plan.source, keys: plan.media.map(({ key }) => key), kind: 'media' })
  const entries = await reserveImportIds(ctx, { source: plan.source, keys: plan.keys, kind: 'entry' })
  for (const { outcome } of await importMedia(ctx, { source: plan.source, media: plan.media, ids: media, locale }))
    count(result, 'media', outcome)

  let done = 0
  for await (const records of inBatches(plan.records())) {
    const { outcomes } = await importEntries(ctx, { source: plan.source, records, ids: { entries, media } })
    for (const [index, record] of records.entries()) take(result, record, outcomes[index])
    done += records.length
    onProgress(done)
  }
  return result
}

async function* inBatches(records: AsyncIterable<ImportRecord>): AsyncGenerator<ImportRecord[]> {
  let batch: ImportRecord[] = []
  for await (const record of records) {
    batch.push(record)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function take(result: ImportResult, { key, type, note }: ImportRecord, outcome: ImportOutcome | undefined): void {
  if (outcome === undefined) return
  count(result, type, outcome.outcome === 'draft' ? 'drafts' : outcome.outcome)
  if (note !== undefined) result.notes.push({ key, note })
  if (outcome.outcome !== 'refused' && outcome.outcome !== 'draft') return
  result.problems.push({
    key,
    type,
    outcome: outcome.outcome,
    messages: outcome.issues.map((issue) => `${issue.path ?? ''} ${issue.message}`.trim()),
  })
}

function count(result: ImportResult, what: string, outcome: keyof Counts): void {
  const counts = result.counts[what] ?? { made: 0, changed: 0, unchanged: 0, kept: 0, drafts: 0, refused: 0 }
  counts[outcome] += 1
  result.counts[what] = counts
}
