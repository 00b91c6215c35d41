import path from 'node:path'
import t from 'tap'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'

t.test('start --sample brings the magazine to an empty Verso, once', async (t) => {
  const variables = { DATABASE_URL: await testDatabase(t), VERSO_DATA_DIR: path.join(tempFolder(t), 'data'), VERSO_PORT: '0' }
  const first = runVerso(t, ['start', '--sample'], variables)
  const url = await first.ready()
  t.match(first.said(), 'Sample magazine: 15 entries, 9 pictures')
  const articles = async (at: string) => (await fetch(`${at}/content/v1/entries/article`)).json()
  const { data } = (await articles(url)) as { data: unknown[] }
  t.equal(data.length, 5)
  first.child.kill('SIGTERM')
  await first.ended

  const second = runVerso(t, ['start', '--sample'], variables)
  const again = await second.ready()
  t.same(((await articles(again)) as { data: unknown[] }).data, data)
})
