import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import { createMedia, receiveMedia } from '@verso/core'
import { diskStore, s3Store } from '@verso/media'
import t from 'tap'
import { aBucket } from '../support/a-bucket.ts'
import { aContext } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { hasSwift } from '../support/swift.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'

const skip = hasSwift() ? false : 'OpenStack Swift is not installed here'

t.test('move brings files into a bucket; killed amid it, it goes on; check reads them there', { skip, timeout: 600_000 }, async (t) => {
  const [url, dataDir] = [await testDatabase(t), tempFolder(t)]
  const ctx = { ...(await aContext(await storeOn(t, url))), files: diskStore(path.join(dataDir, 'media')) }
  const count = 40
  for (let number = 0; number < count; number += 1) {
    const stream = Readable.from([randomBytes(20_000).toString('base64')].map((text) => Buffer.from(text)))
    await createMedia(ctx, [await receiveMedia(ctx, { stream, filename: 'a.txt', declaredType: 'text/plain' })])
  }
  const settings = await (await aBucket(t))()
  const bucket = s3Store(settings, { tempDirectory: tempFolder(t) })
  const start = (...args: string[]) =>
    runVerso(t, args, {
      DATABASE_URL: url,
      VERSO_DATA_DIR: dataDir,
      VERSO_STORE: `s3://${settings.bucket}/${settings.prefix}`,
      VERSO_S3_ENDPOINT: settings.endpoint,
      VERSO_S3_KEY: settings.key,
      VERSO_S3_SECRET: settings.secret,
    })
  const stored = async () => {
    let found = 0
    for await (const _ of bucket.list()) found += 1
    return found
  }

  const killed = start('media', 'move', '--to', 's3')
  while ((await stored()) < 4) await new Promise((resolve) => setTimeout(resolve, 20))
  killed.child.kill('SIGKILL')
  await killed.ended

  const { code, stdout } = await start('media', 'move', '--to', 's3', '--remove', '--json').ended
  const { moved, present, ...rest } = JSON.parse(stdout)
  t.equal(code, 0)
  t.equal(moved + present, count)
  t.ok(present >= 4, 'what was there is not sent again')
  t.match(rest, { removed: count, missing: [], damaged: [] })
  t.match(await start('media', 'check').ended, {
    code: 0,
    stdout: new RegExp(`rows=${count} files=${count} missing=0 damaged=0 orphans=0`),
  })
  t.notMatch(killed.said(), settings.secret)
})
