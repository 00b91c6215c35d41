import { createHash } from 'node:crypto'
import type { Connection } from '../connection.ts'

/** A mark is a time in milliseconds since 1970 with 18 decimals, by which tries of one millisecond differ. */
export interface FailedTries {
  /** The marks that count under each key. */
  find: (keys: readonly string[], sinceMs: number) => Promise<ReadonlyMap<string, readonly string[]>>
  /** Puts a mark under each key that has room for one, and gives the marks of all; of many at once as many get in as there is room for. */
  mark: (
    keys: readonly { key: string; limit: number }[],
    times: { mark: string; sinceMs: number; until: Date },
  ) => Promise<ReadonlyMap<string, readonly string[]>>
  /** Takes a mark back. */
  unmark: (keys: readonly string[], mark: string) => Promise<void>
  forget: (keys: readonly string[]) => Promise<void>
  forgetUntil: (at: Date) => Promise<void>
}

/** Failed tries by what they are counted under. Each call is one statement, whose rows are locked in one order. */
export function failedTriesTable({ query }: Connection): FailedTries {
  const marksBy = (keys: readonly string[], rows: Row[]) => {
    const found = new Map(rows.map(({ key, marks }) => [key.toString('hex'), marks]))
    return new Map(keys.map((key) => [key, found.get(hashed(key).toString('hex')) ?? []]))
  }
  return {
    async find(keys, sinceMs) {
      return marksBy(keys, await query<Row>(find, [keys.map(hashed), sinceMs]))
    },
    async mark(counted, { mark, sinceMs, until }) {
      const rows = await query<Row>(put, [counted.map(({ key }) => hashed(key)), counted.map(({ limit }) => limit), mark, sinceMs, until])
      return marksBy(
        counted.map(({ key }) => key),
        rows,
      )
    },
    async unmark(keys, mark) {
      if (keys.length > 0) await query(unmark, [keys.map(hashed), mark])
    },
    async forget(keys) {
      if (keys.length > 0) await query(forget, [keys.map(hashed)])
    },
    async forgetUntil(at) {
      await query('delete from "FailedTries" where "until" <= $1', [at])
    },
  }
}

interface Row {
  key: Buffer
  marks: string[]
}

function hashed(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

const find = `
  select key, array(select m from unnest(marks) m where m > $2::numeric order by m)::text[] as marks from "FailedTries" where key = any($1::bytea[])`

const counting = 'array(select m from unnest(f.marks) m where m > $4::numeric order by m)'

// An update that conflicts looks at the row as whoever came before has left it.
const put = `
  insert into "FailedTries" as f (key, marks, "until")
  select k.key, array[$3::numeric], $5::timestamptz from unnest($1::bytea[]) k (key) order by k.key
  on conflict (key) do update set
    marks = case when cardinality(${counting}) < ($2::int[])[array_position($1::bytea[], f.key)] then array_append(${counting}, $3::numeric) else ${counting} end,
    "until" = greatest(f."until", excluded."until")
  returning key, marks::text[]`

const locked = 'select key from "FailedTries" where key = any($1::bytea[]) order by key for update'
const unmark = `update "FailedTries" f set marks = array_remove(f.marks, $2::numeric) from (${locked}) l where f.key = l.key`
const forget = `delete from "FailedTries" f using (${locked}) l where f.key = l.key`
