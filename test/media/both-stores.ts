import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskStore, type FileStore, s3Store } from '@verso/media'
import t, { type Test } from 'tap'
import { hasSwift } from '../support/swift.ts'
import { aBucket } from '../support/a-bucket.ts'

/** Runs the same tests over a directory and over a bucket, which has to behave the same. */
export async function overBothStores(tests: (t: Test, open: (t: Test) => Promise<FileStore>) => void | Promise<void>): Promise<void> {
  await t.test('on disk', async (t) => {
    await tests(t, async (t) => diskStore(await folder(t)))
  })
  await t.test('in a bucket', { skip: hasSwift() ? false : 'OpenStack Swift is not installed here' }, async (t) => {
    const bucket = await aBucket(t)
    await tests(t, async (t) => s3Store(await bucket(), { tempDirectory: await folder(t) }))
  })
}

async function folder(t: Test): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'verso-media-'))
  t.teardown(() => rm(directory, { recursive: true, force: true }))
  return directory
}
