import type { AuditPage } from '@verso/core'
import { toAuditView } from './audit-view.ts'

const columns = [
  'id',
  'at',
  'action',
  'outcome',
  'actorKind',
  'actorId',
  'actorName',
  'targetKind',
  'targetId',
  'before',
  'after',
  'address',
  'requestId',
]

/** The audit as CSV (RFC 4180), a line for each row; both sides of a change are JSON in their cells. */
export async function* auditCsv(pages: AsyncIterable<AuditPage['rows']>): AsyncIterable<string> {
  yield lineOf(columns)
  for await (const rows of pages) {
    yield rows
      .map(toAuditView)
      .map(({ id, at, action, outcome, actor, target, before, after, address, requestId }) =>
        lineOf([
          ...[id, at, action, outcome, actor.kind, actor.id, actor.name, target.kind, target.id],
          ...[before, after].map((side) => (side === null ? null : JSON.stringify(side))),
          ...[address, requestId],
        ]),
      )
      .join('')
  }
}

function lineOf(cells: readonly (string | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

/** A cell that a spreadsheet would take for a formula is told to be a text. */
function cellOf(value: string | null): string {
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
