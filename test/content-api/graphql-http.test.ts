import { serverAudits } from 'graphql-http'
import t from 'tap'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

t.test('every audit of GraphQL over HTTP is ok, of what servers must do and of what they should', async (t) => {
  const { app } = await contentServer(t, await aContext(await testStore(t)))
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/content/v1/graphql`
  const audits = serverAudits({ url, fetchFn: fetch })

  const found = await Promise.all(audits.map(async ({ name, fn }) => ({ name, result: await fn() })))

  t.ok(found.length >= 60, `${found.length} audits`)
  t.same(
    found.flatMap(({ name, result }) => (result.status === 'ok' ? [] : [`${result.status}: ${name}: ${result.reason}`])),
    [],
  )
})
