import { contentApi } from '@verso/content-api'
import { buildApp } from '@verso/http'
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
      '/content/v1/media',
      '/content/v1/media/{id}',
      '/content/v1/sync',
      '/content/v1/events',
      '/content/v1/live',
      '/content/v1/graphql',
      '/content/v1/builds',
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

t.test('whatever has an address is described', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  await aType(ctx, { name: 'home', kind: 'single', slugField: null, fields: [{ name: 'title', kind: 'text' }], publicRead: true })
  const routes: string[] = []
  const app = buildApp()
  app.addHook('onRoute', ({ method, url }) => void routes.push(`${[method].flat().join().toLowerCase()} ${url}`))
  const { actor: _actor, address: _address, requestId: _requestId, ...base } = ctx
  await app.register(contentApi, { prefix: '/content/v1', base, mediaBase: '', corsOrigins: ['*'] })
  t.teardown(() => app.close())

  const { paths } = (await app.inject('/content/v1/openapi.json')).json()

  const described = Object.entries<object>(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
  const expected = routes
    .filter((route) => !/^(head|options) /.test(route))
    .map((route) =>
      route
        .replace('singles/:type', 'singles/home')
        .replace(':type', 'article')
        .replace(/:(\w+)/, '{$1}'),
    )
  t.ok(expected.length > 10)
  t.same(described.sort(), expected.sort())
})
