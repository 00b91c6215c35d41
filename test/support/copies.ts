import type { Store } from '@verso/data'
import pg from 'pg'
import { databaseOf } from './test-store.ts'

/**
 * Many published entries like one, in no time: copies of the rows of a published entry, whose comparable values are those given, by
 * field id. What else hangs on an entry isn't copied.
 */
export async function copiesOf(store: Store, entryId: string, values: Record<string, unknown>[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseOf(store) })
  await client.connect()
  try {
    const given = [entryId, JSON.stringify(values)]
    await client.query(copies, given)
    await client.query('analyze "Publication"')
  } finally {
    await client.end()
  }
}

const copies = `
  with given as materialized (select gen_random_uuid() as id, value from jsonb_array_elements($2::jsonb)),
  entries as (
    insert into "Entry" select (jsonb_populate_record(e, jsonb_build_object('id', given.id))).* from "Entry" e cross join given where e.id = $1::uuid
  ),
  totals as (
    update "PublishedTotal" t set total = t.total + (select count(*) from given)
    from "Publication" p where p."entryId" = $1::uuid and p."validTo" is null and t."typeId" = p."typeId" and t.locale = p.locale
  )
  insert into "Publication"
  select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'entryId', given.id, 'slug', null, 'values', p."values" || given.value))).*
  from "Publication" p cross join given where p."entryId" = $1::uuid and p."validTo" is null`
