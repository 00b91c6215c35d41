import t from 'tap'
import { anEntry, aType } from '../support/builders.ts'
import { testApp } from '../support/test-app.ts'

t.test('one request publishes many: a result for each, one seq in the header', async (t) => {
  const { system, signInAs } = await testApp(t)
  await aType(system)
  const ids = [(await anEntry(system, { title: 'One' })).row.id, (await anEntry(system, { rating: 9 })).row.id]
  const editor = await signInAs('editor')

  const reply = await editor.ask('POST', '/entries/bulk', { action: 'publish', ids })

  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['verso-seq'], String(reply.json().seq))
  t.match(reply.json(), {
    total: 2,
    done: 2,
    failed: 1,
    results: [
      { id: ids[0], outcome: 'done' },
      {
        id: ids[1],
        outcome: 'failed',
        status: 422,
        code: 'invalid_entry',
        issues: [{ path: '/fields/title' }, { path: '/fields/rating' }],
      },
    ],
  })
})

t.test('all or nothing that cannot be is the problem of the whole', async (t) => {
  const { system, signInAs } = await testApp(t)
  await aType(system)
  const ids = [(await anEntry(system, { title: 'One' })).row.id, (await anEntry(system, { rating: 9 })).row.id]
  const editor = await signInAs('editor')

  const reply = await editor.ask('POST', '/entries/bulk', { action: 'publish', ids, allOrNothing: true })

  t.equal(reply.statusCode, 422)
  t.match(reply.json(), { code: 'invalid_entry', issues: [{ path: '/items/1', entryId: ids[1] }] })
})

t.test('an empty selection, an unknown member and a missing right have their status', async (t) => {
  const { signInAs } = await testApp(t)
  const editor = await signInAs('editor')
  const id = '0e000000-0000-7000-8000-00000000000a'

  for (const [body, status] of [
    [{ action: 'publish', ids: [] }, 400],
    [{ action: 'publish', type: 'article', filter: {} }, 400],
    [{ action: 'publish', ids: [id], colour: 'red' }, 400],
    [{ action: 'fly', ids: [id] }, 400],
    [{ action: 'purge', ids: [id] }, 403],
  ] as const)
    t.equal((await editor.ask('POST', '/entries/bulk', body)).statusCode, status, JSON.stringify(body))
})
