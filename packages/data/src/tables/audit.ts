import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { takenSeq } from './log.ts'

export interface AuditRow {
  at: Date
  /** `noun.verb`, such as `entry.publish`. */
  action: string
  actorKind: string
  actorId: string | null
  actorName: string | null
  targetKind: string
  targetId: string | null
  before: Json
  after: Json
  address: string | null
  requestId: string | null
  outcome: 'done' | 'refused'
  /** `after` is told the number of the log that this transaction has taken, as `seq`. */
  tellsSeq?: boolean
}

export interface Audit {
  append: (row: AuditRow) => Promise<void>
  /** The same for many, in their order; one statement. */
  appendMany: (rows: AuditRow[]) => Promise<void>
  /** Newest first; `before` is the id of the last row of the page before. */
  list: (page: { limit: number; before?: bigint; filter?: AuditFilter }) => Promise<(AuditRow & { id: bigint })[]>
}

/** All that is said has to be true of a row. */
export interface AuditFilter {
  /** An action (`entry.publish`), or all of a noun (`entry.*`). */
  action?: string
  actorId?: string
  targetKind?: string
  targetId?: string
  outcome?: AuditRow['outcome']
  from?: Date
  to?: Date
}

/** Who did what, from where. Rows are only ever added. */
export function auditTable({ prisma, post }: Connection): Audit {
  return {
    append: (row) => post(insertMany, [JSON.stringify([row])]),
    async appendMany(rows) {
      if (rows.length > 0) await post(insertMany, [JSON.stringify(rows)])
    },
    async list({ limit, before, filter: { action, from, to, ...same } = {} }) {
      const rows = await prisma.auditEvent.findMany({
        where: {
          ...same,
          ...(before === undefined ? {} : { id: { lt: before } }),
          ...(action === undefined ? {} : { action: action.endsWith('.*') ? { startsWith: action.slice(0, -1) } : action }),
          at: { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lt: to }) },
        },
        orderBy: { id: 'desc' },
        take: limit,
      })
      return rows.map((row) => ({
        ...row,
        before: row.before as Json,
        after: row.after as Json,
        outcome: row.outcome as AuditRow['outcome'],
      }))
    },
  }
}

const columns = 'at, action, "actorKind", "actorId", "actorName", "targetKind", "targetId", before, after, address, "requestId", outcome'
const insertMany = `
  insert into "AuditEvent" (${columns})
  select at, action, "actorKind", "actorId", "actorName", "targetKind", "targetId", before,
    case when r."tellsSeq" then r.after || jsonb_build_object('seq', ${takenSeq}) else r.after end, address, "requestId", outcome
  from json_to_recordset($1::json)
  as r (at timestamptz, action text, "actorKind" text, "actorId" text, "actorName" text, "targetKind" text, "targetId" text, before jsonb, after jsonb,
    address text, "requestId" text, outcome text, "tellsSeq" boolean)`
