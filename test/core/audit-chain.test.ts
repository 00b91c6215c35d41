import { type Context, createEntry, eraseEntry, publishEntry, saveEntry, trashEntry, verifyAudit } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runSql } from '../support/test-server.ts'
import { storeOn } from '../support/test-store.ts'

interface House {
  ctx: Context
  /** As somebody who can reach the database itself. */
  sql: (statement: string) => Promise<unknown>
  /** The row at a place of the chain, from the first, which is 1. */
  verdict: () => ReturnType<typeof verifyAudit>
}

async function aHouse(t: Test): Promise<House> {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aType(ctx, { fields: [{ name: 'title', kind: 'text' }], slugField: null })
  return { ctx, sql: (statement) => runSql(url, statement), verdict: () => verifyAudit(ctx) }
}

async function someActs({ ctx }: House, count = 4): Promise<string> {
  const { row } = await createEntry(ctx, { type: 'article', fields: { title: 'No. 0' } })
  for (let number = 1; number < count; number += 1) {
    await saveEntry(ctx, row.id, { fields: { title: `No. ${number}` }, baseRevision: number })
  }
  await publishEntry(ctx, row.id, {})
  return row.id
}

t.test('what was written by verbs is whole, whoever wrote at once', async (t) => {
  const house = await aHouse(t)
  const before = (await house.verdict()).rows
  await Promise.all(Array.from({ length: 8 }, () => someActs(house)))
  const { rows, erased, found } = await house.verdict()
  t.same({ added: rows - before, erased, found }, { added: 8 * 5, erased: 0, found: null })
})

t.test('of what was refused nothing is left, and the chain has no gap', async (t) => {
  const house = await aHouse(t)
  const id = await someActs(house)
  const { rows } = await house.verdict()
  await t.rejects(saveEntry(house.ctx, id, { fields: { nothing: 'such' }, baseRevision: 4 }))
  await t.rejects(
    house.ctx.store.transaction(async (tx) => {
      await tx.audit.append({
        ...{
          at: new Date(),
          action: 'test.undone',
          actorKind: 'system',
          actorId: null,
          actorName: null,
          targetKind: 'test',
          targetId: null,
        },
        ...{ before: null, after: null, address: null, requestId: null, outcome: 'done' as const },
      })
      throw new Error('taken back')
    }),
    /taken back/,
  )
  await trashEntry(house.ctx, id)
  t.match(await house.verdict(), { rows: rows + 1, found: null })
})

const tamperings = [
  {
    what: 'an act that reads otherwise',
    statement: `update "AuditEvent" set action = 'entry.read' where "position" = 4`,
    found: { position: 4n, fault: 'altered' },
  },
  {
    what: 'another time',
    statement: `update "AuditEvent" set at = at - interval '1 day' where "position" = 5`,
    found: { position: 5n, fault: 'altered' },
  },
  {
    what: 'other values',
    statement: `update "AuditEvent" set after = '{"title":"No"}' where "position" = 3`,
    found: { position: 3n, fault: 'altered' },
  },
  {
    what: 'values that are gone',
    statement: `update "AuditEvent" set after = null where "position" = 3`,
    found: { position: 3n, fault: 'altered' },
  },
  {
    what: 'values that are gone as if erased',
    statement: `update "AuditEvent" set before = null, after = null, "valuesSalt" = null where "position" = 3`,
    found: { position: 3n, fault: 'altered' },
  },
  {
    what: 'somebody else',
    statement: `update "AuditEvent" set "actorId" = 'x' where "position" = 2`,
    found: { position: 2n, fault: 'altered' },
  },
  {
    what: 'another name',
    statement: `update "AuditEvent" set "actorName" = 'Eve' where "position" = 2`,
    found: { position: 2n, fault: 'altered' },
  },
  {
    what: 'a row that is gone',
    statement: `delete from "AuditEvent" where "position" = 3`,
    found: { position: 3n, id: null, fault: 'removed' },
  },
  {
    what: 'the last row gone',
    statement: `delete from "AuditEvent" where "position" = (select max("position") from "AuditEvent")`,
    found: { fault: 'removed', id: null },
  },
  {
    what: 'two rows that changed places',
    statement: `update "AuditEvent" set "position" = -"position" where "position" in (2, 4); update "AuditEvent" set "position" = 6 + "position" where "position" < 0`,
    found: { position: 2n, fault: 'altered' },
  },
  {
    what: 'a row that closes the gap of another',
    statement: `delete from "AuditEvent" where "position" = 3; update "AuditEvent" set "position" = 3 where "position" = 4`,
    found: { position: 3n, fault: 'altered' },
  },

  {
    what: 'a row that was written around the trigger',
    statement: `alter table "AuditEvent" disable trigger "AuditEvent_seal";
      insert into "AuditEvent" (at, action, "actorKind", "targetKind", outcome) values (now(), 'entry.publish', 'system', 'entry', 'done')`,
    found: { position: null, fault: 'added' },
  },
]

t.test('whatever is done to the rows by hand is found, and the first that is wrong is named', async (t) => {
  const house = await aHouse(t)
  await someActs(house)
  await house.sql('create table kept as table "AuditEvent"')
  for (const { what, statement, found } of tamperings) {
    await house.sql(statement)
    t.match((await house.verdict()).found, found, what)
    await house.sql(`set session_replication_role = replica; delete from "AuditEvent"; insert into "AuditEvent" select * from kept`)
    t.equal((await house.verdict()).found, null, `${what}: and taken back`)
  }
})

t.test('an erasure takes values away and leaves the chain whole', async (t) => {
  const house = await aHouse(t)
  const id = await someActs(house)
  await someActs(house)
  const { rows } = await house.verdict()
  await eraseEntry(house.ctx, id)
  t.match(await house.verdict(), { rows: rows + 1, erased: 5, found: null })
})
