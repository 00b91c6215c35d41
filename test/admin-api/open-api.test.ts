import t from 'tap'
import { lintOpenApi } from '../support/lint-open-api.ts'
import { testApp } from '../support/test-app.ts'

t.test('the description of the admin API passes the recommended rules of redocly', async (t) => {
  const owner = await (await testApp(t)).signInAs('owner')

  const document = (await owner.ask('GET', '/openapi.json')).json()

  t.equal(document.openapi, '3.1.0')
  t.same(await lintOpenApi(document), [])
})
