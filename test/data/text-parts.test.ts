import { listIndexes } from '@verso/core'
import t from 'tap'
import { fieldIndexes } from '../../packages/data/src/indexes/index-builder.ts'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { runSql } from '../support/test-server.ts'
import { databaseOf, testStore } from '../support/test-store.ts'

t.test('parts of texts are told apart to the letter, however their case folds and whatever they hold', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { titleField: 'name', slugField: undefined, publicRead: true, fields: [{ name: 'name', kind: 'text', indexed: true }] })
  t.equal(await store.indexes.reconcile(), true)
  const names = [
    'ΑΣΑΦΗΣ',
    'ασαφης',
    'İstanbul',
    'istanbul',
    'STRASSE',
    'Straße',
    '100% sure',
    '100 sure',
    'a_bcd',
    'axbcd',
    'C:\\dir',
    'ﬁnal',
    'résumé',
  ]
  for (const name of names) await aPublishedEntry(ctx, { name })
  const server = await contentServer(t, ctx)
  const found = async (operator: string, operand: string) => {
    const answer = await server.query('article', { filter: { name: { [operator]: operand } }, limit: 50 })
    t.equal(answer.statusCode, 200, answer.body)
    return answer
      .json()
      .data.map(({ name }: { name: string }) => name)
      .toSorted()
  }
  const plain: Record<string, (text: string, part: string) => boolean> = {
    contains: (text, part) => text.includes(part),
    startsWith: (text, part) => text.startsWith(part),
    endsWith: (text, part) => text.endsWith(part),
  }
  for (const [operator, holds] of Object.entries(plain))
    for (const part of [
      'ΑΣΑ',
      'ΑΣ',
      'ΗΣ',
      'ασα',
      'İsta',
      'ista',
      'bul',
      'STR',
      'Straß',
      'ße',
      '100%',
      '% sure',
      'a_bcd',
      '_bcd',
      'C:\\dir',
      '\\dir',
      'ﬁna',
      'résumé',
    ])
      t.same(await found(operator, part), names.filter((name) => holds(name, part)).toSorted(), `${operator} ${part}`)
  t.same(await found('ieq', 'strasse'), ['STRASSE'])
  t.same(await found('icontains', 'STRAß'), ['Straße'])
  t.same(await found('istartsWith', '100% S'), ['100% sure'])
  t.same(await found('iendsWith', '_BCD'), ['a_bcd'])
})

t.test('where the extension may not be added, everything else is built, and it is told', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { slugField: undefined, fields: [{ name: 'title', kind: 'text', indexed: true }] })
  const database = databaseOf(store)
  const url = new URL(database)
  const role = `plain_${url.pathname.slice(1)}`
  await runSql(database, `create role ${role}; grant usage, create on schema public to ${role}; alter table "Publication" owner to ${role}`)
  t.teardown(() => runSql(database, `alter table "Publication" owner to current_user; drop owned by ${role}; drop role ${role}`))
  url.searchParams.set('options', `-c role=${role}`)
  const indexes = fieldIndexes(url.href, () => store.models.current())

  t.equal(await indexes.reconcile(), true)
  const states = (await indexes.states()).map(({ state, lacks }) => `${state} ${lacks ?? ''}`)
  t.same(states, ['ready ', 'ready ', 'ready ', 'ready pg_trgm'])
  t.match(await listIndexes(ctx), [{ type: 'article', field: 'title', state: 'ready', lacks: 'pg_trgm' }])

  await store.indexes.reconcile()
  t.same(
    (await indexes.states()).flatMap(({ lacks }) => lacks ?? []),
    [],
    'once somebody may, it is built',
  )
})
