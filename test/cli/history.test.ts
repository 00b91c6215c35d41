import { publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'

t.test('the past is named, compacted and forgotten by command', async (t) => {
  const url = await testDatabase(t)
  const store = await storeOn(t, url)
  const ctx = await aContext(store, { now: () => new Date(Date.now() - 10 * 24 * 60 * 60 * 1000) })
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: 'One' })
  for (const title of ['Two', 'Three', 'Four']) {
    const { revision = 0 } = (await store.entries.find(entry.row.id)) ?? {}
    await saveEntry(ctx, entry.row.id, { fields: { title }, baseRevision: revision })
    await publishEntry(ctx, entry.row.id)
  }
  const seq = Number(await store.log.seq())
  const folder = tempFolder(t)
  const verso = async (...args: string[]) => {
    const { code, stdout, stderr } = await runVerso(t, [...args, '--json'], { DATABASE_URL: url, VERSO_DATA_DIR: folder }).ended
    return { code, stderr, json: stdout === '' ? null : JSON.parse(stdout) }
  }

  t.match(await verso('history', 'name', 'Two of four', '--seq', String(seq - 2)), { code: 0, json: { seq: seq - 2 } })
  t.match(await verso('history', 'compact', '--days', '5'), { code: 0, json: { state: 'done', publications: 2, horizon: String(seq) } })
  t.match(await verso('history', 'snapshots'), { code: 0, json: [{ name: 'Two of four', seq: seq - 2 }] })
  t.match(await verso('history', 'forget', 'Two of four'), { code: 0 })
  t.match(await verso('history', 'compact'), { code: 0, json: { state: 'kept' } })
  t.equal((await verso('history', 'compact', '--days', '0')).code, 2)
  t.match(await verso('history', 'forget', 'nothing'), { code: 1, stderr: /There is no snapshot "nothing"/ })
})
