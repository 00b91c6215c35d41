import { createReadStream } from 'node:fs'
import { absentKeys, type Context, importKeyedLines, type KeyedImport, type LineOutcome } from '@verso/core'
import { ndjsonBatches, type NdjsonLine } from '@verso/http'
import type { Keys } from './reserve-keys.ts'

export interface NdjsonOptions extends KeyedImport {
  batchLines: number
  /** From `reserveKeys`. */
  keys: Keys
  onProgress: (done: number) => void
  /** Asked between batches, of which each is whole. */
  isStopped: () => boolean
}

export interface NdjsonResult {
  source: string
  lines: number
  counts: Record<'created' | 'changed' | 'unchanged' | 'kept' | 'drafts' | 'refused', number>
  /** The numbers under which batches became public. */
  seqs: number[]
  /** The first lines that were not written, or not published, and why. */
  problems: Pick<LineOutcome, 'line' | 'outcome' | 'issues'>[]
  /** Keys that entries lead to, though their own lines could not be imported. */
  absentKeys: string[]
  /** The line after which it was stopped; null where it went to the end. */
  stoppedAfter: number | null
}

const maxProblems = 1_000
const maxAbsent = 100

/**
 * Loads the lines of a file, batch by batch, after all keys have their ids: so that lines may name later ones, and an import that was cut off
 * goes on with the same. Memory holds one batch, and the keys.
 */
export async function importNdjson(ctx: Context, file: string, options: NdjsonOptions): Promise<NdjsonResult> {
  const { source, keys, batchLines, isStopped, onProgress } = options
  const result = emptyResult(source)
  for await (const lines of ndjsonBatches(createReadStream(file), batchLines)) {
    if (isStopped()) return { ...result, stoppedAfter: result.lines }
    const outcomes = await importKeyedLines(
      ctx,
      lines.map((line) => orTwice(line, keys)),
      options,
    )
    for (const outcome of outcomes) count(result, outcome)
    onProgress(result.lines)
  }
  return { ...result, absentKeys: await absentKeys(ctx, source, maxAbsent) }
}

function emptyResult(source: string): NdjsonResult {
  const counts = { created: 0, changed: 0, unchanged: 0, kept: 0, drafts: 0, refused: 0 }
  return { source, lines: 0, counts, seqs: [], problems: [], absentKeys: [], stoppedAfter: null }
}

function orTwice(line: NdjsonLine, { repeated }: Keys): NdjsonLine {
  if (!repeated.has(line.number)) return line
  return { ...line, issues: [{ path: '/key', code: 'duplicate_key', message: 'A line before has this key' }] }
}

function count(result: NdjsonResult, { line, outcome, issues, seq }: LineOutcome): void {
  result.lines += 1
  result.counts[names[outcome]] += 1
  if (seq !== null && result.seqs.at(-1) !== Number(seq)) result.seqs.push(Number(seq))
  if (issues.length > 0 && result.problems.length < maxProblems) result.problems.push({ line, outcome, issues })
}

const names = {
  made: 'created',
  changed: 'changed',
  unchanged: 'unchanged',
  kept: 'kept',
  draft: 'drafts',
  refused: 'refused',
} as const satisfies Record<LineOutcome['outcome'], keyof NdjsonResult['counts']>
