import t from 'tap'
import { testApp } from '../support/test-app.ts'

const document = {
  locales: [{ code: 'en', label: 'English', default: true }],
  types: [
    {
      name: 'seo',
      kind: 'component',
      fields: [{ name: 'title', kind: 'text', rules: [{ expression: 'length(title) > 2', message: 'Too short' }] }],
    },
    {
      name: 'product',
      titleField: 'heading',
      fields: [
        { name: 'name', kind: 'text', required: true },
        { name: 'price', kind: 'decimal' },
        { name: 'count', kind: 'integer', rules: [{ expression: 'count >= 1 and price != null' }] },
        { name: 'sku', kind: 'text', uniqueWithin: 'name' },
        { name: 'reason', kind: 'text', required: true, showIf: 'count > 10' },
        { name: 'total', kind: 'computed', expression: '= round(price * count, 2)', unique: true },
        { name: 'heading', kind: 'computed', expression: '{name} ({total})' },
        { name: 'seo', kind: 'component', components: ['seo'] },
        { name: 'described', kind: 'computed', expression: '= seo.title != null' },
      ],
      templates: [{ name: 'tea', label: 'Tea', fields: { name: 'Tea', price: '1.50', seo: { title: 'Hot' } } }],
    },
  ],
}

t.test('expressions, rules and templates go out with the model and come in again as the same', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const plan = (await owner.ask('POST', '/model/plan', document)).json()
  t.equal((await owner.ask('POST', '/model/apply', { planHash: plan.planHash })).statusCode, 200)

  const model = (await owner.ask('GET', '/model')).json()
  const product = model.types.find((type: { name: string }) => type.name === 'product')

  t.match(product, {
    fields: [
      {},
      {},
      { rules: [{ expression: 'count >= 1 and price != null' }] },
      { unique: true, uniqueWithin: 'name' },
      { showIf: 'count > 10' },
      { expression: '= round(price * count, 2)' },
    ],
    templates: [{ name: 'tea', label: 'Tea', fields: { name: 'Tea', price: '1.50', seo: { title: 'Hot' } } }],
  })
  t.same((await owner.ask('POST', '/model/plan', model)).json().steps, [])
  t.same((await owner.ask('POST', '/model/plan', document)).json().steps, [])
  const renamed = product.fields.map((field: { name: string }) => (field.name === 'price' ? { ...field, name: 'cost' } : field))
  const patched = await owner.ask('PATCH', '/types/product', { fields: renamed })
  t.equal(patched.statusCode, 200)
  t.match(patched.json(), { fields: { 5: { expression: '= round(cost * count, 2)' } }, templates: [{ fields: { cost: '1.50' } }] })
})

t.test('an entry begins from a template, is published when its rules hold, and clashes are told with their holder', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  for (const type of document.types) t.equal((await owner.ask('POST', '/types', type)).statusCode, 201)

  const made = await owner.ask('POST', '/entries', { type: 'product', template: 'tea', fields: { count: 4, sku: 'a' } })
  t.same(
    [made.statusCode, made.json().fields.total, made.json().fields.heading, made.json().fields.described],
    [201, '6.00', 'Tea (6.00)', true],
  )
  t.equal((await owner.ask('POST', `/entries/${made.json().id}/publish`, {})).statusCode, 200)

  const faulty = await owner.ask('POST', '/entries', { type: 'product', fields: { name: 'Tea', count: 12, sku: 'a', seo: { title: 'x' } } })
  const refused = await owner.ask('POST', `/entries/${faulty.json().id}/publish`, {})
  t.equal(refused.statusCode, 422)
  t.same(
    refused.json().issues.map((issue: { path: string; code: string }) => `${issue.path} ${issue.code}`),
    ['/fields/count rule_broken', '/fields/reason required', '/fields/seo/title rule_broken', '/fields/sku unique_taken'],
  )
  const other = await owner.ask('POST', '/entries', { type: 'product', template: 'tea', fields: { count: 4 } })
  const clash = await owner.ask('POST', `/entries/${other.json().id}/publish`, {})
  t.match([clash.statusCode, clash.json()], [409, { code: 'unique_taken', path: '/fields/total', holderId: made.json().id }])
  const written = await owner.ask('PATCH', `/entries/${other.json().id}`, { baseRevision: 1, fields: { total: '7' } })
  t.match([written.statusCode, written.json().issues], [422, [{ path: '/fields/total', code: 'read_only' }]])
  const list = await owner.ask('GET', '/entries?type=product&filter[total][gte]=6&sort=-heading')
  t.match([list.statusCode, list.json().data.length], [200, 2])
})
