import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test('whoever may make types plants the magazine once; others may not', async (t) => {
  const app = await testApp(t)
  const [owner, editor] = [await app.signInAs('owner'), await app.signInAs('editor')]
  t.match((await editor.ask('POST', '/sample')).json(), { status: 403, code: 'not_allowed' })

  const planted = await owner.ask('POST', '/sample')
  t.equal(planted.statusCode, 201, planted.body)
  t.match(planted.json(), { entries: 15, media: 9, seq: Number })
  const again = await owner.ask('POST', '/sample')
  t.equal(again.statusCode, 200, again.body)
  t.same(again.json(), { ...planted.json(), seq: null })

  const articles = await owner.ask('GET', '/entries?type=article&limit=10')
  t.same(
    (articles.json().data as { status: string }[]).map(({ status }) => status).toSorted(),
    ['draft', 'published', 'published', 'published', 'published', 'published'],
    articles.body,
  )
  const told = (await owner.ask('GET', '/audit?limit=100')).json().data as { action: string; outcome: string }[]
  const done = told.filter(({ outcome }) => outcome === 'done').map(({ action }) => action)
  for (const action of ['model.apply', 'media.create', 'entries.import']) t.ok(done.includes(action), action)
})

t.test('where somebody has made a type, the magazine has no place', async (t) => {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  await owner.ask('POST', '/types', { name: 'note', label: 'Note', fields: [{ name: 'title', kind: 'text' }] })
  const refused = await owner.ask('POST', '/sample')
  t.match(refused.json(), { status: 409, code: 'conflict', detail: /empty/ })
  t.match((await owner.ask('GET', '/media')).json(), { data: [] })
})
