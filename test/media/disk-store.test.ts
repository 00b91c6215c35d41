import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { findOrphans, sweepTemp } from '@verso/media'
import t from 'tap'
import { testStore, upload } from './disk.ts'

const absent = createHash('sha256').update('absent').digest('hex')
const longAgo = new Date(Date.now() - 3_600_000)

t.test('a stored file is read whole or in part, listed, and removed', async (t) => {
  const { store, files } = await testStore(t)
  const { sha256 } = await upload(store, '0123456789', 'x.txt')
  t.equal((await buffer(await store.open(sha256))).toString(), '0123456789')
  t.equal((await buffer(await store.open(sha256, { start: 2, end: 4 }))).toString(), '234')
  t.equal(await store.has(sha256), true)
  t.match(await all(store.list()), [{ sha256, bytes: 10, storedAt: Date }])

  await store.remove(sha256)
  await store.remove(sha256)
  t.equal(await store.has(sha256), false)
  t.same(await files(), [])
})

t.test('an empty store lists nothing, has nothing, and opens nothing', async (t) => {
  const { store } = await testStore(t)
  t.same(await all(store.list()), [])
  t.same(await all(store.listTemp()), [])
  t.equal(await store.has(absent), false)
  await store.remove(absent)
  await t.rejects(store.open(absent), { code: 'ENOENT' })
})

t.test('only a hash names a file: no other string reaches the disk', async (t) => {
  const { store } = await testStore(t)
  for (const name of ['', '../../etc/passwd', absent.toUpperCase(), `${absent}/`, `../${absent.slice(3)}`, `${absent}\n`]) {
    await t.rejects(store.open(name), /Not a SHA-256/)
    await t.rejects(store.remove(name), /Not a SHA-256/)
    await t.rejects(store.put(name, '/nowhere'), /Not a SHA-256/)
  }
})

t.test('who is reading a file reads it to its end while it is stored again or removed', async (t) => {
  const { store } = await testStore(t)
  const content = 'x'.repeat(500_000)
  const { sha256 } = await upload(store, content, 'x.txt')
  const reading = await store.open(sha256)
  await once(reading, 'readable')
  await upload(store, content, 'x.txt')
  await store.remove(sha256)
  t.equal((await buffer(reading)).length, 500_000)
})

t.test('storing the same content again mends a damaged file', async (t) => {
  const { store, directory } = await testStore(t)
  const { sha256 } = await upload(store, 'whole', 'x.txt')
  await writeFile(join(directory, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'wh')
  await upload(store, 'whole', 'x.txt')
  t.equal((await buffer(await store.open(sha256))).toString(), 'whole')
})

t.test('the sweep takes forgotten temporary files, and leaves young and stored ones', async (t) => {
  const { store, directory, files } = await testStore(t)
  const kept = await upload(store, 'kept', 'x.txt')
  const [forgotten, young] = [await store.tempFile(), await store.tempFile()]
  await writeFile(forgotten, 'half')
  await utimes(forgotten, longAgo, longAgo)
  await writeFile(young, 'half')
  await utimes(pathOf(directory, kept.sha256), longAgo, longAgo)

  t.equal(await sweepTemp(store, { olderThanMs: 60_000 }), 1)
  t.equal(await sweepTemp(store, { olderThanMs: 60_000 }), 0)
  t.same((await files()).sort(), [pathOf('', kept.sha256), young.slice(directory.length + 1)].sort())
  t.same(
    (await all(store.listTemp())).map((file) => file.path),
    [young],
  )
})

t.test('orphans are files that nothing refers to and that are old enough', async (t) => {
  const { store, directory } = await testStore(t)
  const names = ['referred', 'orphan', 'young', 'stored again']
  const [referred, orphan, young, again] = (await Promise.all(names.map((content) => upload(store, content, 'x.txt')))).map(
    (file) => file.sha256,
  )
  for (const sha256 of [referred, orphan, again]) await utimes(pathOf(directory, `${sha256}`), longAgo, longAgo)
  await upload(store, 'stored again', 'x.txt')

  const asked: string[] = []
  const findKnown = async (hashes: string[]) => {
    asked.push(...hashes)
    return hashes.filter((hash) => hash === referred)
  }
  t.match(await all(findOrphans(store, { findKnown, olderThanMs: 60_000 })), [{ sha256: orphan, bytes: 6 }])
  t.same(asked.sort(), [referred, orphan].sort())
  t.notOk(asked.includes(`${young}`))
})

t.test('orphans of many files are asked for in batches, and each is found once', async (t) => {
  const { store, directory } = await testStore(t)
  const hashes = Array.from({ length: 1201 }, (_, index) => createHash('sha256').update(`${index}`).digest('hex'))
  for (const sha256 of hashes) {
    await mkdir(join(directory, sha256.slice(0, 2), sha256.slice(2, 4)), { recursive: true })
    await writeFile(pathOf(directory, sha256), '')
    await utimes(pathOf(directory, sha256), longAgo, longAgo)
  }
  const sizes: number[] = []
  const findKnown = async (batch: string[]) => {
    sizes.push(batch.length)
    return []
  }
  const found = await all(findOrphans(store, { findKnown, olderThanMs: 60_000 }))
  t.same(found.map((file) => file.sha256).sort(), hashes.sort())
  t.same(sizes, [500, 500, 201])
})

t.test('what a killed server left of the record of an upload is swept', async (t) => {
  const { store, directory, files } = await testStore(t)
  await mkdir(join(directory, 'uploads'))
  const left = join(directory, 'uploads', '0190f6a0-0000-7000-8000-000000000001.new')
  await writeFile(left, '{"id"')
  t.equal(await store.parts.sweep({ olderThanMs: 60_000 }), 0)
  await utimes(left, longAgo, longAgo)
  t.equal(await store.parts.sweep({ olderThanMs: 60_000 }), 1)
  t.same(await files(), [])
})

t.test('foreign files in the directory are neither listed nor touched', async (t) => {
  const { store, directory } = await testStore(t)
  await writeFile(join(directory, 'README'), 'mine')
  await mkdir(join(directory, 'ab', 'cd'), { recursive: true })
  await writeFile(join(directory, 'ab', 'cd', 'notes.txt'), 'mine')
  await mkdir(join(directory, 'tmp'))
  await writeFile(join(directory, 'tmp', 'notes.txt'), 'mine')
  t.same(await all(store.list()), [])
  t.same(await sweepTemp(store, { olderThanMs: -1000 }), 0)
  t.same(await readdir(join(directory, 'tmp')), ['notes.txt'])
})

function pathOf(directory: string, sha256: string): string {
  return join(directory, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
