import type { Context } from '../context.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { type ImportBatch, importEntries, type ImportOutcome } from './import-entries.ts'
import type { ImportRecord } from './import-record.ts'

/** What became of a line. */
export interface LineOutcome {
  line: number
  /** Null where the line is none of an entry. */
  id: string | null
  outcome: ImportOutcome['outcome']
  issues: readonly RefusalIssue[]
  /** The number under which the batch became public, where the line did; else null. */
  seq: bigint | null
}

/** A record with the line that it stands in. */
export interface LinedRecord {
  line: number
  record: ImportRecord
}

export function refusedLine(line: number, issues: readonly RefusalIssue[]): LineOutcome {
  return { line, id: null, outcome: 'refused', issues, seq: null }
}

/** Imports the records of some lines as one batch. What can't be is told line by line, whatever it is. */
export async function bringLines(ctx: Context, lines: readonly LinedRecord[], batch: Omit<ImportBatch, 'records'>): Promise<LineOutcome[]> {
  if (lines.length === 0) return []
  const brought = await bring(ctx, { ...batch, records: lines.map(({ record }) => record) })
  if (brought instanceof Refusal) return lines.map(({ line }) => refusedLine(line, issuesOf(brought)))
  return lines.map(({ line, record }, index) => {
    const found = brought.outcomes[index]
    if (found === undefined) throw new Error(`Nothing is known of line ${line}`)
    const isPublic = record.publish !== undefined && record.publish !== false && ['made', 'changed'].includes(found.outcome)
    return {
      line,
      id: found.outcome === 'refused' ? null : found.id,
      outcome: found.outcome,
      issues: found.issues,
      seq: isPublic ? brought.seq : null,
    }
  })
}

/** What stands in the way of the whole batch was lost to somebody at the same time; a second look finds which line it is. */
async function bring(ctx: Context, batch: ImportBatch): Promise<Awaited<ReturnType<typeof importEntries>> | Refusal> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await importEntries(ctx, batch)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (attempt === 2) return error
    }
  }
}

function issuesOf({ issues, code, message }: Refusal): readonly RefusalIssue[] {
  return issues.length > 0 ? issues : [{ path: '', code, message }]
}
