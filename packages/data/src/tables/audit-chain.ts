import type { Connection } from '../connection.ts'

/** The first row that isn't as it was written. */
export interface AuditBreak {
  /** Its place in the chain; null for a row that never got one. */
  position: bigint | null
  /** Null when the row is gone. */
  id: bigint | null
  fault: 'removed' | 'altered' | 'added'
}

/** How far the chain has been followed. */
interface AuditStep {
  position: bigint
  seal: Buffer
  /** Rows of this step that are whole, and how many of them hold nothing any more of what was erased. */
  rows: number
  erased: number
  found: AuditBreak | null
}

export interface AuditChain {
  /** Where the chain ends. */
  head: () => Promise<{ position: bigint; seal: Buffer }>
  /** Follows the chain for some rows from a place that was followed to; one statement. */
  follow: (from: { position: bigint; seal: Buffer }, options: { to: bigint; limit: number }) => Promise<AuditStep>
  /** Whether the database itself keeps this server from changing or removing rows. */
  isInsertOnly: () => Promise<boolean>
  /** A row that was written around the chain. */
  findUnsealed: () => Promise<AuditBreak | null>
}

/** The chain of seals of the audit. Its functions, which also seal, are the database's: see the migration `audit_chain`. */
export function auditChain({ query }: Pick<Connection, 'query'>): AuditChain {
  return {
    async head() {
      const [row] = await query<{ position: string; seal: Buffer }>('select "position", seal from "AuditHead" where id = 1', [])
      if (row === undefined) throw new Error('The row of AuditHead is missing')
      return { position: BigInt(row.position), seal: row.seal }
    },
    async follow(from, { to, limit }) {
      const rows = await query<Followed>(follow, [from.position, from.seal, to, limit])
      const broken = rows.find(({ fault }) => fault !== null)
      const whole = broken === undefined ? rows : rows.slice(0, rows.indexOf(broken))
      const last = rows.at(-1)
      return {
        position: last === undefined ? from.position : BigInt(last.position),
        seal: last?.seal ?? from.seal,
        rows: whole.length,
        erased: whole.filter(({ isErased }) => isErased).length,
        found: broken === undefined ? null : toBreak(broken),
      }
    },
    async isInsertOnly() {
      const [row] = await query<{ may: boolean }>(mayChange, [])
      return row?.may === false
    },
    async findUnsealed() {
      const [row] = await query<{ id: string }>('select id from "AuditEvent" where "position" is null order by id limit 1', [])
      return row === undefined ? null : { position: null, id: BigInt(row.id), fault: 'added' }
    },
  }
}

// Who owns a table, or may act as its owner, can give themselves every right to it.
const mayChange = `
  select bool_or(pg_has_role(c.relowner, 'member') or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate')
    or has_any_column_privilege(c.oid, 'update')) as may
  from pg_class c where c.oid in ('"AuditEvent"'::regclass, '"AuditHead"'::regclass)`

interface Followed {
  id: string
  position: string
  seal: Buffer
  /** The place that should have been next. */
  expected: string
  fault: 'removed' | 'altered' | null
  isErased: boolean
}

function toBreak({ id, position, expected, fault }: Followed): AuditBreak {
  return fault === 'removed'
    ? { position: BigInt(expected), id: null, fault }
    : { position: BigInt(position), id: BigInt(id), fault: 'altered' }
}

// Without its salt a part holds nothing, and an erasure says why.
const isErased = `(e."valuesSalt" is null or e."personSalt" is null)`
const isLawful = `exists (select from "Erasure" x where x.id::text in (e."targetId", e."actorId"))
  or (e."targetKind" in ('redirect', 'token') and exists (select from "Erasure"))`

const follow = `
  select e.id, e."position", e.seal, s.expected, ${isErased} as "isErased",
    case
      when e."position" <> s.expected then 'removed'
      when e.seal is distinct from audit_seal(s.previous, e) then 'altered'
      when e."valuesSalt" is not null and e."valuesSeal" <> audit_values_seal(e."valuesSalt", e.before, e.after) then 'altered'
      when e."valuesSalt" is null and (e.before is not null or e.after is not null) then 'altered'
      when e."personSalt" is not null and e."personSeal" <> audit_person_seal(e."personSalt", e."actorName", e.address) then 'altered'
      when e."personSalt" is null and (e."actorName" is not null or e.address is not null) then 'altered'
      when ${isErased} and not (${isLawful}) then 'altered'
    end as fault
  from (
    select a."position" as place, coalesce(lag(a."position") over w, $1::bigint) + 1 as expected, coalesce(lag(a.seal) over w, $2::bytea) as previous
    from (
      select "position", seal from "AuditEvent" where "position" > $1::bigint and "position" <= $3::bigint order by "position" limit $4
    ) a
    window w as (order by a."position")
  ) s join "AuditEvent" e on e."position" = s.place
  order by s.place`
