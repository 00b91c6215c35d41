import t from 'tap'
import { testApp } from '../support/test-app.ts'

async function withHistory(t: Parameters<typeof testApp>[0]) {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', { name: 'note', titleField: 'title', fields: [{ name: 'title', kind: 'text' }] })
  const { id } = (await owner.ask('POST', '/entries', { type: 'note', fields: { title: 'One' } })).json()
  await owner.ask('PATCH', `/entries/${id}`, { fields: { title: 'Two' }, baseRevision: 1, note: 'Better' })
  return { owner, id }
}

t.test('history is newest first and paged', async (t) => {
  const { owner, id } = await withHistory(t)

  const first = (await owner.ask('GET', `/entries/${id}/revisions?limit=1`)).json()
  const second = (await owner.ask('GET', `/entries/${id}/revisions?limit=1&after=${first.page.next}`)).json()

  t.match(first.data, [{ number: 2, kind: 'save', note: 'Better', paths: ['/fields/title'], by: { id: owner.id }, publishedSeqs: [] }])
  t.match(second, { data: [{ number: 1 }], page: { next: null } })
  t.equal((await owner.ask('GET', `/entries/${id}/revisions?limit=0`)).statusCode, 400)
  t.equal((await owner.ask('GET', `/entries/${id}/revisions?sort=number`)).statusCode, 400)
})

t.test('one revision shows the fields as they were', async (t) => {
  const { owner, id } = await withHistory(t)

  t.match((await owner.ask('GET', `/entries/${id}/revisions/1`)).json(), { number: 1, fields: { title: 'One' } })
  t.equal((await owner.ask('GET', `/entries/${id}/revisions/3`)).statusCode, 404)
  t.equal((await owner.ask('GET', `/entries/${id}/revisions/one`)).statusCode, 404)
})

t.test('restoring makes a new revision with the old fields; a stale If-Match is 412', async (t) => {
  const { owner, id } = await withHistory(t)

  const stale = await owner.ask('POST', `/entries/${id}/revisions/1/restore`, {}, { 'if-match': '"1"' })
  const restored = await owner.ask('POST', `/entries/${id}/revisions/1/restore`)

  t.equal(stale.statusCode, 412)
  t.match(restored.json(), { revision: 3, fields: { title: 'One' }, issues: [] })
  t.equal(restored.headers.etag, '"3"')
})

t.test('an autosave is a working copy of its writer: offered on return, closed by a save, given up by DELETE', async (t) => {
  const { owner, id } = await withHistory(t)

  const answer = await owner.ask('PATCH', `/entries/${id}?autosave=true`, { fields: { title: 'Thr' }, baseRevision: 2 })
  t.equal(answer.statusCode, 200)
  t.match(answer.json(), { revision: 2, fields: { title: 'Two' } })
  const { workingCopy } = answer.json()
  t.same(workingCopy, { baseRevision: 2, savedAt: workingCopy.savedAt })
  t.equal(answer.headers.etag, '"2"')
  t.same((await owner.ask('GET', `/entries/${id}`)).json().workingCopy, { ...workingCopy, fields: { title: 'Thr' } })
  t.equal((await owner.ask('GET', '/entries?type=note')).json().data[0].workingCopy, undefined)

  t.match((await owner.ask('PATCH', `/entries/${id}`, { fields: { title: 'Three' }, baseRevision: 2 })).json(), { revision: 3 })
  t.equal((await owner.ask('GET', `/entries/${id}`)).json().workingCopy, undefined)
  await owner.ask('PATCH', `/entries/${id}?autosave=true`, { fields: { title: 'Four' } }, { 'if-match': '"3"' })
  t.equal((await owner.ask('DELETE', `/entries/${id}/working-copy`)).statusCode, 204)
  t.equal((await owner.ask('GET', `/entries/${id}`)).json().workingCopy, undefined)
})

t.test('an autosave says what it began from, has no note, and is asked for by true or false', async (t) => {
  const { owner, id } = await withHistory(t)
  const autosave = (body: Record<string, unknown>, flag = 'true') => owner.ask('PATCH', `/entries/${id}?autosave=${flag}`, body)

  t.equal((await autosave({ fields: {} })).statusCode, 428)
  t.equal((await autosave({ fields: {}, baseRevision: 2, note: 'x' })).statusCode, 400)
  t.equal((await autosave({ fields: {}, baseRevision: 2 }, 'yes')).statusCode, 400)
  t.equal((await autosave({ fields: { title: 5 }, baseRevision: 2 })).statusCode, 422)
  t.equal((await autosave({ fields: { title: 'Three' }, baseRevision: 2 }, 'false')).json().revision, 3)
})

t.test('a saved state gets a name by PATCH and loses it by null', async (t) => {
  const { owner, id } = await withHistory(t)

  const named = await owner.ask('PATCH', `/entries/${id}/revisions/1`, { note: 'As agreed' })
  t.equal(named.statusCode, 200)
  t.match(named.json(), { number: 1, kind: 'save', note: 'As agreed', publishedSeqs: [] })
  t.notOk('note' in (await owner.ask('PATCH', `/entries/${id}/revisions/1`, { note: null })).json())
  t.equal((await owner.ask('PATCH', `/entries/${id}/revisions/1`, { note: '' })).statusCode, 400)
  t.equal((await owner.ask('PATCH', `/entries/${id}/revisions/9`, { note: 'x' })).statusCode, 404)
})

t.test('a type says how much history is kept', async (t) => {
  const { owner } = await withHistory(t)

  t.match((await owner.ask('PATCH', '/types/note', { retention: { revisions: 20, days: 90 } })).json(), {
    retention: { revisions: 20, days: 90 },
  })
  t.match((await owner.ask('GET', '/model')).json().types[0], { retention: { revisions: 20, days: 90 } })
  t.equal((await owner.ask('PATCH', '/types/note', { retention: { revisions: 0 } })).statusCode, 422)
  t.notOk('retention' in (await owner.ask('PATCH', '/types/note', { retention: null })).json())
})
