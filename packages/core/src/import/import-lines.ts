import { createHash } from 'node:crypto'
import { authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { bringLines, type LinedRecord, type LineOutcome, refusedLine } from './bring-lines.ts'
import { Refusal } from '../refusal.ts'
import { type ImportLine, readImportLine } from './import-line.ts'
import { recordHash } from './import-record.ts'

/** The keys of a request that loads much are kept as those of an import from this kind of source, for a day. */
export const requestSource = 'request:'

export interface ImportedLines {
  /** In the order of the lines. */
  outcomes: LineOutcome[]
  /** Some of these lines came with the same idempotency key before. */
  isRepeat: boolean
}

/**
 * Makes or changes an entry for each of some lines, in one transaction. A line with an id is that entry, which is made when it isn't there;
 * what people changed of it since it was loaded stays. With an idempotency key each line has its effect once, and what was cut off goes on.
 */
export async function importLines(
  ctx: Context,
  lines: readonly ImportLine[],
  { idempotencyKey = null }: { idempotencyKey?: string | null } = {},
): Promise<ImportedLines> {
  authoriseKind(ctx.actor, 'create')
  const { refusals, records } = readLines(ctx, lines)
  const source = idempotencyKey === null ? null : sourceOf(ctx, idempotencyKey)
  const isRepeat = source !== null && (await cameBefore(ctx, source, records))
  const named = source === null ? records : await withReservedIds(ctx, source, records)
  const entries = new Map(named.map(({ record, id }) => [record.key, id]))
  const brought = await bringLines(ctx, named, { source, ids: { entries, media: new Map() } })
  return { outcomes: [...refusals, ...brought].toSorted((one, other) => one.line - other.line), isRepeat }
}

interface NamedRecord extends LinedRecord {
  id: string
}

function readLines(ctx: Context, lines: readonly ImportLine[]): { refusals: LineOutcome[]; records: NamedRecord[] } {
  const refusals: LineOutcome[] = []
  const records: NamedRecord[] = []
  const ids = new Set<string>()
  for (const line of lines) {
    const { record, issues } = readImportLine(line, 'id')
    if (record === undefined) refusals.push(refusedLine(line.number, issues))
    else if (record.name !== null && ids.has(record.name)) refusals.push(refusedLine(line.number, [twice]))
    else {
      const { name, ...rest } = record
      if (name !== null) ids.add(name)
      records.push({ line: line.number, record: { ...rest, key: String(line.number) }, id: name ?? ctx.newId() })
    }
  }
  return { refusals, records }
}

const twice = { path: '/id', code: 'duplicate_key', message: 'A line close before is of the same entry' }

/** Who asks, with which key. */
function sourceOf({ actor }: Context, key: string): string {
  return (
    requestSource +
    createHash('sha256')
      .update(JSON.stringify([actor.kind, actor.id, key]))
      .digest('hex')
  )
}

/** Refuses lines that are others than those that came with the key before; then nothing of them is done. */
async function cameBefore(ctx: Context, source: string, records: readonly NamedRecord[]): Promise<boolean> {
  const keys = records.map(({ record }) => record.key)
  const hashes = new Map(
    (await ctx.store.imports.find(source, keys)).flatMap(({ key, hash }) => (hash === '' ? [] : [[key, hash] as const])),
  )
  const other = records.find(({ record }) => hashes.has(record.key) && hashes.get(record.key) !== recordHash(record))
  if (other !== undefined)
    throw new Refusal('idempotency_key_reused', `Line ${other.line} is not the one that came with this idempotency key before`)
  return hashes.size > 0
}

/** A line that comes again has the id that it had. */
async function withReservedIds(ctx: Context, source: string, records: readonly NamedRecord[]): Promise<NamedRecord[]> {
  const rows = await ctx.store.imports.reserve(records.map(({ record: { key }, id }) => ({ source, key, entryId: id, mediaId: null })))
  const ids = new Map(rows.map(({ key, entryId }) => [key, entryId]))
  return records.map((one) => ({ ...one, id: ids.get(one.record.key) ?? one.id }))
}
