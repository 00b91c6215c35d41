import t from 'tap'
import { testApp } from '../support/test-app.ts'

const article = {
  name: 'article',
  fields: [
    { name: 'title', kind: 'text' },
    { name: 'code', kind: 'text' },
  ],
}

t.test('the model goes out as a document and comes back as a plan that is applied and undone', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', article)
  const entry = (await owner.ask('POST', '/entries', { type: 'article', fields: { title: 'A', code: 'twelve' } })).json()
  const document = (await owner.ask('GET', '/model')).json()
  t.same((await owner.ask('POST', '/model/plan', document)).json().steps, [])
  document.types[0].fields[1] = { ...document.types[0].fields[1], name: 'number', kind: 'integer' }

  const plan = await owner.ask('POST', '/model/plan', document)
  const refused = await owner.ask('POST', '/model/apply', { planHash: plan.json().planHash })
  const applied = await owner.ask('POST', '/model/apply', { planHash: plan.json().planHash, acceptLoss: true })

  t.match(plan.json().steps, [
    { kind: 'renameField', type: 'article', field: 'number', from: 'code', effect: 'none' },
    {
      kind: 'changeKind',
      field: 'number',
      effect: 'loss',
      counts: { kept: 0, converted: 0, convertedWithLoss: 0, lost: 1 },
      samples: [{ id: entry.id, title: 'A', before: 'twelve', after: null }],
      needs: 'acceptLoss',
    },
  ])
  t.match([refused.statusCode, refused.json().code, refused.json().plan.planHash], [409, 'loss_not_accepted', plan.json().planHash])
  t.same([applied.statusCode, applied.json()], [200, { modelVersion: 2, seq: Number(applied.headers['verso-seq']) }])
  t.match((await owner.ask('GET', `/entries/${entry.id}`)).json().fields, { title: 'A', number: null })
  t.equal((await owner.ask('GET', `/entries/${entry.id}/revisions/1`)).statusCode, 200)
  const versions = (await owner.ask('GET', '/model/versions')).json()
  t.match(versions.data[0], { version: 2, by: { id: owner.id }, steps: [{ kind: 'renameField' }, {}], undo: { blockedBy: [] } })

  const undone = await owner.ask('POST', '/model/undo', { modelVersion: 2 })
  t.same([undone.statusCode, undone.json().modelVersion], [200, 3])
  t.match((await owner.ask('GET', `/entries/${entry.id}`)).json().fields, { title: 'A', code: 'twelve' })
})

t.test('a PATCH or DELETE of a type that loses content is refused with a plan that can be applied as it is', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const type = (await owner.ask('POST', '/types', article)).json()
  await owner.ask('POST', '/entries', { type: 'article', fields: { title: 'A', code: '1' } })

  const patched = await owner.ask('PATCH', '/types/article', { fields: [type.fields[0]] })
  const deleted = await owner.ask('DELETE', '/types/article')
  const applied = await owner.ask('POST', '/model/apply', { planHash: patched.json().plan.planHash, acceptLoss: true })

  t.match([patched.statusCode, patched.json().code], [409, 'needs_plan'])
  t.match(patched.json().plan.steps, [{ kind: 'removeField', field: 'code', effect: 'loss', counts: { lost: 1 } }])
  t.match(deleted.json(), { code: 'needs_plan', plan: { steps: [{ kind: 'removeType', type: 'article', counts: { lost: 1 } }] } })
  t.equal(applied.statusCode, 200)
  t.equal((await owner.ask('POST', '/model/apply', { planHash: deleted.json().plan.planHash, acceptLoss: true })).json().code, 'plan_stale')
  t.same(
    (await owner.ask('GET', '/types/article')).json().fields.map((field: { name: string }) => field.name),
    ['title'],
  )
})

t.test('whoever does not manage types plans and applies nothing; what is no plan or document is refused', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const editor = await signInAs('editor')
  const types = [{ name: 'article', fields: [{ name: 'title', kind: 'nothing' }] }]

  for (const [method, path, body] of [
    ['POST', '/model/plan', { types: [] }],
    ['POST', '/model/apply', { planHash: 'x' }],
    ['POST', '/model/undo', { modelVersion: 1 }],
    ['GET', '/model/versions', undefined],
  ] as const)
    t.equal((await editor.ask(method, path, body)).statusCode, 403)
  t.match((await owner.ask('POST', '/model/apply', { planHash: 'x' })).json(), { status: 404, code: 'plan_unknown' })
  t.match((await owner.ask('POST', '/model/undo', { modelVersion: 7 })).json(), { status: 404, code: 'not_found' })
  t.match((await owner.ask('POST', '/model/plan', { types })).json(), {
    status: 422,
    code: 'invalid_model',
    issues: [{ path: '/types/0/fields/0/kind' }],
  })
  for (const document of [{}, { types: null }, { types: [null, 7] }, { types: [], locales: [] }, { types: [{ name: '__proto__' }] }])
    t.equal((await owner.ask('POST', '/model/plan', document)).statusCode < 500, true)
})

t.test('a document without ids is matched by name, and planning it again after applying finds nothing to do', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const document = {
    locales: [{ code: 'en', label: 'English', default: true }],
    types: [
      { name: 'seo', kind: 'component', fields: [{ name: 'description', kind: 'longText' }] },
      {
        name: 'page',
        fields: [
          { name: 'title', kind: 'text' },
          { name: 'seo', kind: 'component', components: ['seo'] },
          { name: 'next', kind: 'reference', to: ['page', 'seo2'] },
        ],
      },
      { name: 'seo2', kind: 'single', fields: [] },
    ],
  }

  const first = await owner.ask('POST', '/model/plan', document)
  const again = await owner.ask('POST', '/model/plan', document)
  t.equal(again.json().planHash, first.json().planHash)
  t.equal((await owner.ask('POST', '/model/apply', { planHash: first.json().planHash })).statusCode, 200)

  t.same((await owner.ask('POST', '/model/plan', document)).json().steps, [])
})

t.test('how far the indexes of fields are is told to who manages types', async (t) => {
  const { signInAs, store } = await testApp(t)
  const owner = await signInAs('owner')
  const inside = {
    name: 'seo',
    kind: 'component',
    fields: [{ name: 'score', kind: 'integer', indexed: true }],
  }
  await owner.ask('POST', '/types', inside)
  await owner.ask('POST', '/types', {
    name: 'article',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'code', kind: 'text', unique: true },
      { name: 'seo', kind: 'component', components: ['seo'] },
    ],
  })
  const told = async () => (await owner.ask('GET', '/model/indexes')).json()

  t.same(await told(), {
    data: ['code', 'seo.score'].map((field) => ({
      type: 'article',
      field,
      state: 'pending',
      progress: null,
      bytes: 0,
    })),
    page: { limit: 2, next: null },
  })
  await store.indexes.reconcile()
  t.match((await told()).data, [
    { field: 'code', state: 'ready', progress: null },
    { field: 'seo.score', state: 'ready' },
  ])
  t.equal((await (await signInAs('author')).ask('GET', '/model/indexes')).statusCode, 403)
})
