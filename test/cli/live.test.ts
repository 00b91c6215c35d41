import t from 'tap'
import { emptyDatabase } from '../support/database.ts'
import { fetch } from '../support/held-fetch.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'

t.test('a server that people watch ends without waiting for them', async (t) => {
  const owner = { VERSO_OWNER_EMAIL: 'ada@example.org', VERSO_OWNER_PASSWORD: 'a sentence nobody guesses' }
  const verso = runVerso(t, ['start', 'admin-api', 'content-api'], {
    VERSO_DATA_DIR: tempFolder(t),
    VERSO_PORT: '0',
    VERSO_DRAIN_MS: '0',
    DATABASE_URL: await emptyDatabase(t),
    ...owner,
  })
  const url = await verso.ready()
  const body = JSON.stringify({ email: owner.VERSO_OWNER_EMAIL, password: owner.VERSO_OWNER_PASSWORD })
  const session = await fetch(`${url}/admin/v1/sessions`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin: url },
  })
  const { accessToken } = (await session.json()) as { accessToken: string }
  const watching = await fetch(`${url}/admin/v1/live`, { headers: { authorization: `Bearer ${accessToken}` } })
  const listening = await fetch(`${url}/content/v1/live`)
  t.same([watching.status, listening.status], [200, 200])

  verso.child.kill('SIGTERM')

  t.match(await watching.text(), /^: welcome/, 'the answer comes to its end, and is not cut')
  t.match(await listening.text(), /^retry: /)
  t.equal((await verso.ended).code, 0)
})
