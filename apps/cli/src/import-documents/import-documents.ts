import { type Context, importEntries, type ImportOutcome, type ImportRecord, reserveImportIds } from '@verso/core'
import { StartError } from '../start-error.ts'
import type { NamedDocument } from './read-documents.ts'
import { bodyField, type DocumentLanguage, type DocumentTarget, toRecord } from './to-record.ts'

export interface DocumentOptions {
  type: string
  language: DocumentLanguage
  field?: string | undefined
  locale?: string | undefined
  publish: boolean
  /** Names where the documents come from: the same file of the same source is the same entry. */
  source: string
}

const batchSize = 100

/** Brings documents in as entries of one type; a second time it changes what changed. Gives what became of each, in their order. */
export async function importDocuments(
  ctx: Context,
  documents: readonly NamedDocument[],
  options: DocumentOptions,
): Promise<ImportOutcome[]> {
  const target = await targetOf(ctx, options)
  const records = documents.map(({ key, document }) => toRecord(key, document, target))
  const keys = records.map(({ key }) => key)
  const ids = { entries: await reserveImportIds(ctx, { source: options.source, keys, kind: 'entry' }), media: new Map<string, string>() }
  const outcomes: ImportOutcome[] = []
  for (const batch of inBatches(parentsBefore(records)))
    outcomes.push(...(await importEntries(ctx, { source: options.source, records: batch, ids })).outcomes)
  return outcomes
}

async function targetOf(ctx: Context, { type: name, field, locale, language, publish }: DocumentOptions): Promise<DocumentTarget> {
  const { types, locales } = await ctx.model()
  const type = types.find((candidate) => candidate.name === name && candidate.kind !== 'component')
  if (type === undefined) throw new StartError(`There is no content type "${name}" whose entries documents could be.`)
  const body = bodyField(type, field)
  if (body === undefined)
    throw new StartError(
      field === undefined ? `"${name}" has no field for text; name one with --field.` : `"${name}" has no field "${field}".`,
    )
  const spoken = locales.find((candidate) => (locale === undefined ? candidate.isDefault : candidate.code === locale))
  if (spoken === undefined) throw new StartError(`There is no language "${locale ?? ''}".`)
  return { type, language, body, locale: spoken.code, publish }
}

/** Whatever stands below something else comes after it, also in a later batch. */
function parentsBefore(records: readonly ImportRecord[]): ImportRecord[] {
  const byKey = new Map(records.map((record) => [`key:${record.key}`, record]))
  const depthOf = (record: ImportRecord, seen: ReadonlySet<ImportRecord> = new Set()): number => {
    const parent = byKey.get(record.parent ?? '')
    return parent === undefined || seen.has(parent) ? 0 : 1 + depthOf(parent, new Set([...seen, record]))
  }
  return records
    .map((record) => ({ record, depth: depthOf(record) }))
    .toSorted((one, other) => one.depth - other.depth)
    .map(({ record }) => record)
}

function* inBatches(records: readonly ImportRecord[]): Generator<ImportRecord[]> {
  for (let from = 0; from < records.length; from += batchSize) yield records.slice(from, from + batchSize)
}
