import t from 'tap'
import { testApp } from '../support/test-app.ts'

const page = { name: 'page', label: 'Page', titleField: 'title', fields: [{ name: 'title', kind: 'text', required: true }] }

t.test('making a type answers 201 with its address, its ids, the seq, and the tag of the model', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')

  const reply = await owner.ask('POST', '/types', page)

  t.equal(reply.statusCode, 201)
  t.equal(reply.headers.location, '/admin/v1/types/page')
  t.match(reply.headers['verso-seq'], /^\d+$/)
  t.match(reply.json(), {
    id: /^[0-9a-f-]{36}$/,
    name: 'page',
    kind: 'collection',
    titleField: 'title',
    publicRead: false,
    fields: [{ id: /^[0-9a-f-]{36}$/, kind: 'text' }],
  })
  const model = (await owner.ask('GET', '/model')).json()
  t.equal(reply.headers.etag, `"${model.modelHash}"`)
  t.match(model, { modelVersion: 1, types: [reply.json()] })
  t.match((await owner.ask('GET', '/types')).json(), { data: [reply.json()], page: { next: null } })
})

t.test('an unknown member is 400; rules of types that are broken are 422, each with its path', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')

  t.equal((await owner.ask('POST', '/types', { ...page, nonsense: 1 })).statusCode, 400)
  t.equal((await owner.ask('POST', '/types', { ...page, fields: [{ name: 'x', kind: 'nothing' }] })).statusCode, 400)
  const reserved = await owner.ask('POST', '/types', { ...page, fields: [{ name: 'or', kind: 'text' }] })
  t.equal(reserved.statusCode, 422)
  t.match(reserved.json(), { code: 'invalid_type', issues: [{ path: '/fields/0/name', code: 'reserved_name' }] })
})

t.test('changing a type: at once where nothing is lost, a plan where values are; a stale tag is 412', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const made = await owner.ask('POST', '/types', { ...page, fields: [...page.fields, { name: 'body', kind: 'longText' }] })
  await owner.ask('POST', '/entries', { type: 'page', fields: { title: 'A', body: 'B' } })

  const renamed = await owner.ask('PATCH', '/types/page', { label: 'Site page' }, { 'if-match': String(made.headers.etag) })
  const stale = await owner.ask('PATCH', '/types/page', { label: 'Other' }, { 'if-match': String(made.headers.etag) })
  const lossy = await owner.ask('PATCH', '/types/page', { fields: [made.json().fields[0]] })
  const same = await owner.ask('PATCH', '/types/page', { label: 'Site page' })

  t.match(renamed.json(), { label: 'Site page' })
  t.equal(stale.statusCode, 412)
  t.equal(lossy.statusCode, 409)
  t.match(lossy.json(), {
    code: 'needs_plan',
    plan: {
      steps: [
        {
          kind: 'removeField',
          type: 'page',
          field: 'body',
          effect: 'loss',
          counts: { kept: 0, converted: 0, convertedWithLoss: 0, lost: 1 },
        },
      ],
    },
  })
  t.equal(same.headers['verso-seq'], undefined)
})

t.test('an empty type goes with 204; one with entries is 409', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', page)
  await owner.ask('POST', '/types', { ...page, name: 'full' })
  await owner.ask('POST', '/entries', { type: 'full', fields: {} })

  t.equal((await owner.ask('DELETE', '/types/page')).statusCode, 204)
  t.equal((await owner.ask('GET', '/types/page')).statusCode, 404)
  t.equal((await owner.ask('DELETE', '/types/full')).json().code, 'needs_plan')
})

t.test('editors read types and change none', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const editor = await signInAs('editor')
  await owner.ask('POST', '/types', page)

  t.equal((await editor.ask('GET', '/types/page')).statusCode, 200)
  t.equal((await editor.ask('POST', '/types', page)).statusCode, 403)
  t.equal((await editor.ask('PATCH', '/types/page', { label: 'x' })).statusCode, 403)
  t.equal((await editor.ask('DELETE', '/types/page')).statusCode, 403)
})

t.test('a fresh system has one locale', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')

  t.same((await owner.ask('GET', '/locales')).json(), {
    data: [{ code: 'en', label: 'English', default: true, fallback: null }],
    page: { limit: 1, next: null },
  })
})
