import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { lintOpenApi } from '../support/lint-open-api.ts'
import { testStore } from '../support/test-store.ts'

t.test('the OpenAPI description is of the actual model, and answers keep it', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  await aType(ctx, { name: 'memo' })
  await aPublishedEntry(ctx, { title: 'Hello', rating: 4 })
  const { get } = await contentServer(t, ctx)

  const document = (await get('/openapi.json')).json()

  t.equal(document.openapi, '3.1.0')
  t.same(
    Object.keys(document.paths),
    [
      '/content/v1/entries/article',
      '/content/v1/query/article',
      '/content/v1/entries/article/{idOrSlug}',
      '/content/v1/entries',
      '/content/v1/resolve',
      '/content/v1/sync',
      '/content/v1/events',
      '/content/v1/model',
      '/content/v1/openapi.json',
    ],
    'a type that may not be read is not in it',
  )
  t.same(await lintOpenApi(document), [])
  const ajv = new Ajv2020({ strict: false })
  formats.default(ajv)
  ajv.addSchema(document, 'api')
  const validate = ajv.getSchema('api#/components/schemas/Article')
  const { data } = (await get('/entries/article/hello')).json()
  t.ok(validate?.(data), JSON.stringify(validate?.errors))
})

t.test('the model that a reader sees has a hash of its own', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  const { get } = await contentServer(t, ctx)
  const before = (await get('/model')).json().data
  await aType(ctx, { name: 'memo' })

  const after = (await get('/model')).json().data

  t.same(after, before, 'what may not be read changes nothing')
  t.match(before, {
    modelHash: /^[0-9a-f]{64}$/,
    types: [{ name: 'article', fields: [{ name: 'title' }, { name: 'slug' }, { name: 'body' }, { name: 'rating' }] }],
  })
})
