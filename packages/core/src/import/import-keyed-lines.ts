import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { bringLines, type LinedRecord, type LineOutcome, refusedLine } from './bring-lines.ts'
import { type ImportLine, type LineRecord, readImportLine } from './import-line.ts'
import { keysNamed } from './resolve-keys.ts'

export interface KeyedImport {
  /** Names the place that keys come from; the same key of the same source is the same entry. */
  source: string
  /** Publishes whatever doesn't say otherwise. */
  publish?: boolean
  /** Nobody is told of each entry that becomes public. */
  isQuiet?: boolean
}

/**
 * Makes or changes an entry for each of some lines, in one transaction. Lines name each other by keys, which have their ids by then
 * (`reserveImportIds`), so that they may lead forward too.
 */
export async function importKeyedLines(
  ctx: Context,
  lines: readonly ImportLine[],
  { source, publish = false, isQuiet = false }: KeyedImport,
): Promise<LineOutcome[]> {
  authoriseKind(ctx.actor, 'create')
  const refusals: LineOutcome[] = []
  const records: LinedRecord[] = []
  for (const line of lines) {
    const { record, issues } = readImportLine(line, 'key')
    if (record === undefined) refusals.push(refusedLine(line.number, issues))
    else {
      const { name, ...rest } = record
      records.push({ line: line.number, record: { publish, ...rest, key: name ?? '' } })
    }
  }
  const rows = await ctx.store.imports.find(source, [...new Set(records.flatMap(({ record }) => [record.key, ...keysIn(record)]))])
  const entries = new Map(rows.flatMap(({ key, entryId }) => (entryId === null ? [] : [[key, entryId] as const])))
  const media = new Map(rows.flatMap(({ key, mediaId }) => (mediaId === null ? [] : [[key, mediaId] as const])))
  const brought = await bringLines(ctx, records, { source, ids: { entries, media }, isQuiet })
  return [...refusals, ...brought].toSorted((one, other) => one.line - other.line)
}

/** Keys that something leads to, though their lines could not be imported; at most so many. */
export async function absentKeys(ctx: Context, source: string, limit: number): Promise<string[]> {
  authoriseKind(ctx.actor, 'create')
  return ctx.store.imports.absent(source, limit)
}

function keysIn({ fields, parent }: Omit<LineRecord, 'name'>): string[] {
  return [...keysNamed(fields, '_ref'), ...keysNamed(fields, '_media'), ...keysNamed({ _ref: parent }, '_ref')]
}
