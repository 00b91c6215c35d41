import t from 'tap'
import { testApp } from '../support/test-app.ts'

const day = 24 * 60 * 60 * 1_000

t.test('after a rename readers may use the old names for a while, in paths and in answers; then they are unknown', async (t) => {
  const { ask, clock, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', { name: 'author', publicRead: true, fields: [{ name: 'name', kind: 'text' }] })
  const post = await owner.ask('POST', '/types', {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'author', kind: 'reference', to: ['author'] },
    ],
  })
  const author = (await owner.ask('POST', '/entries', { type: 'author', fields: { name: 'Ada' } })).json()
  const entry = (await owner.ask('POST', '/entries', { type: 'post', fields: { title: 'One', author: { _ref: author.id } } })).json()
  await owner.ask('POST', `/entries/${author.id}/publish`, {})
  await owner.ask('POST', `/entries/${entry.id}/publish`, {})

  const [title, writer] = post.json().fields
  const renamed = {
    name: 'article',
    fields: [
      { ...title, name: 'headline' },
      { ...writer, name: 'writer' },
    ],
  }
  t.equal((await owner.ask('PATCH', '/types/post', renamed)).statusCode, 200)

  const read = (path: string) => ask('GET', `/content/v1/entries/${path}`)
  const old = await read('post?filter[title]=One&sort=-title&include=author&select=title,author.name')
  t.equal(old.statusCode, 200, old.body)
  t.match(old.json().data, [{ title: 'One', headline: 'One', author: { name: 'Ada' }, writer: { name: 'Ada' } }])
  t.equal((await read('post')).body, (await read('article')).body)
  t.equal(
    (await owner.ask('POST', '/entries', { type: 'article', fields: { title: 'Two' } })).statusCode,
    422,
    'nobody writes by an old name',
  )

  clock.offsetMs = 31 * day
  t.equal((await read('post')).statusCode, 404)
  t.equal((await read('article?filter[title]=One')).statusCode, 400)
  t.strictSame(Object.keys((await read('article')).json().data[0]).slice(-2), ['headline', 'writer'])
})

t.test('a new field that takes an old name is what the name means from then on', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const post = await owner.ask('POST', '/types', { name: 'post', publicRead: true, fields: [{ name: 'title', kind: 'text' }] })
  const [title] = post.json().fields
  const entry = (await owner.ask('POST', '/entries', { type: 'post', fields: { title: 'One' } })).json()
  await owner.ask('PATCH', '/types/post', { fields: [{ ...title, name: 'headline' }] })
  await owner.ask('PATCH', '/types/post', {
    fields: [
      { ...title, name: 'headline' },
      { name: 'title', kind: 'text' },
    ],
  })
  await owner.ask('PATCH', `/entries/${entry.id}`, { fields: { title: 'New' }, baseRevision: 1 })
  await owner.ask('POST', `/entries/${entry.id}/publish`, {})

  const reply = await ask('GET', '/content/v1/entries/post?filter[title]=New')
  t.match(reply.json().data, [{ headline: 'One', title: 'New' }])
})
