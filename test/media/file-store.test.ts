import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { access, readFile, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type FileStore, findOrphans, sweepTemp } from '@verso/media'
import { overBothStores } from './both-stores.ts'
import { stored, upload } from './disk.ts'

const hashOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
const absent = hashOf('absent')

async function put(store: FileStore, content: Buffer | string): Promise<string> {
  const path = await store.tempFile()
  await writeFile(path, content)
  await store.put(hashOf(content), path)
  return hashOf(content)
}

await overBothStores((t, open) => {
  t.test('a stored file is read whole or in part, listed, and removed', async (t) => {
    const store = await open(t)
    const { sha256 } = await upload(store, '0123456789', 'x.txt')
    t.equal((await stored(store, sha256)).toString(), '0123456789')
    t.equal((await buffer(await store.open(sha256, { start: 2, end: 4 }))).toString(), '234')
    t.equal((await buffer(await store.open(sha256, { start: 0, end: 0 }))).toString(), '0')
    t.equal((await buffer(await store.open(sha256, { start: 9, end: 9 }))).toString(), '9')
    t.equal(await store.has(sha256), true)
    t.match(await all(store.list()), [{ sha256, bytes: 10, storedAt: Date }])

    await store.remove(sha256)
    await store.remove(sha256)
    t.equal(await store.has(sha256), false)
    t.same(await all(store.list()), [])
    t.same(await all(store.listTemp()), [])
  })

  t.test('an empty store lists nothing, has nothing, and opens nothing', async (t) => {
    const store = await open(t)
    t.same(await all(store.list()), [])
    t.same(await all(store.listTemp()), [])
    t.equal(await store.has(absent), false)
    await store.remove(absent)
    await t.rejects(store.open(absent), { code: 'ENOENT' })
    await t.rejects(store.open(absent, { start: 1, end: 2 }), { code: 'ENOENT' })
  })

  t.test('only a hash names a file', async (t) => {
    const store = await open(t)
    for (const name of ['', '../../etc/passwd', absent.toUpperCase(), `${absent}/`, `../${absent.slice(3)}`, `${absent}\n`]) {
      await t.rejects(store.open(name), /Not a SHA-256/)
      await t.rejects(store.has(name), /Not a SHA-256/)
      await t.rejects(store.remove(name), /Not a SHA-256/)
      await t.rejects(store.put(name, '/nowhere'), /Not a SHA-256/)
    }
  })

  t.test('storing the same content again mends a damaged file', async (t) => {
    const store = await open(t)
    const path = await store.tempFile()
    await writeFile(path, 'damaged')
    await store.put(hashOf('whole'), path)
    await put(store, 'whole')
    t.equal((await stored(store, hashOf('whole'))).toString(), 'whole')
  })

  t.test('a large file is the same when it comes back, whole and in part, and nothing of it is left behind on the way', async (t) => {
    const store = await open(t)
    const content = randomBytes(20 * 2 ** 20 + 7)
    const sha256 = await put(store, content)
    t.equal(hashOf(await stored(store, sha256)), sha256)
    const range = { start: 8 * 2 ** 20 - 5, end: 8 * 2 ** 20 + 5 }
    t.same(await buffer(await store.open(sha256, range)), content.subarray(range.start, range.end + 1))
    t.match(await all(store.list()), [{ sha256, bytes: content.length }])
    t.same(await all(store.listTemp()), [])
  })

  t.test('a file on this machine is there for everyone who asked, until they let it go', async (t) => {
    const store = await open(t)
    const sha256 = await put(store, 'near')
    const copies = await Promise.all([store.local(sha256), store.local(sha256)])
    await copies[0].release()
    t.equal(await readFile(copies[1].path, 'utf8'), 'near')
    await copies[1].release()
    t.same(await all(store.listTemp()), [])
    t.equal(await store.has(sha256), true)
    const nowhere = await store
      .local(absent)
      .then(({ path }) => access(path))
      .catch((error: NodeJS.ErrnoException) => error.code)
    t.equal(nowhere, 'ENOENT')
  })

  t.test('orphans are files that nothing refers to and that are old enough', async (t) => {
    const store = await open(t)
    const [referred, orphan] = [await put(store, 'referred'), await put(store, 'orphan')]
    const findKnown = async (hashes: string[]) => hashes.filter((hash) => hash === referred)
    t.same(await all(findOrphans(store, { findKnown, olderThanMs: 60_000 })), [])
    // Services tell times in whole seconds.
    t.match(await all(findOrphans(store, { findKnown, olderThanMs: -5000 })), [{ sha256: orphan, bytes: 6 }])
  })

  t.test('the sweep takes forgotten temporary files, and leaves young ones', async (t) => {
    const store = await open(t)
    const path = await store.tempFile()
    await writeFile(path, 'half')
    t.equal(await sweepTemp(store, { olderThanMs: 60_000 }), 0)
    t.equal(await sweepTemp(store, { olderThanMs: -1000 }), 1)
    t.same(await all(store.listTemp()), [])
  })

  t.test('an upload comes in parts, goes on where it stands, and is told of after it has become a file', async (t) => {
    const { parts } = await open(t)
    const content = randomBytes(9 * 2 ** 20)
    const one = anUpload(content.length)
    await parts.begin(one)
    t.same(await parts.find(one.id), { upload: one, offset: 0 })
    await parts.append(one.id, Readable.from([content.subarray(0, 1000)]), { at: 0, room: content.length })
    t.match(await parts.find(one.id), { offset: 1000 })
    // More than there is room for is left out.
    await parts.append(one.id, Readable.from([content.subarray(1000), Buffer.from('too much')]), { at: 1000, room: content.length - 1000 })
    t.match(await parts.find(one.id), { offset: content.length })
    t.equal(hashOf(await buffer(parts.read(one.id))), hashOf(content))
    await parts.finish(one)
    t.same(await parts.find(one.id), { upload: { ...one, isDone: true }, offset: content.length })
    await parts.remove(one.id)
    t.equal(await parts.find(one.id), null)
  })

  t.test('a part that breaks off keeps what it brought', async (t) => {
    const { parts } = await open(t)
    const one = anUpload(100)
    await parts.begin(one)
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('0123456789')
        throw new Error('The line broke')
      })(),
    )
    await t.rejects(parts.append(one.id, broken, { at: 0, room: 100 }), /The line broke/)
    t.match(await parts.find(one.id), { offset: 10 })
  })

  t.test('a request that lingers writes what is there already, and mixes nothing', async (t) => {
    const { parts } = await open(t)
    const one = anUpload(20)
    await parts.begin(one)
    await parts.append(one.id, Readable.from([Buffer.from('0123456789')]), { at: 0, room: 20 })
    await parts.append(one.id, Readable.from([Buffer.from('abcdefghij')]), { at: 10, room: 10 })
    await parts.append(one.id, Readable.from([Buffer.from('abcde')]), { at: 10, room: 10 })
    const { offset = 0 } = (await parts.find(one.id)) ?? {}
    t.ok(offset === 15 || offset === 20)
    t.equal((await buffer(parts.read(one.id))).toString(), '0123456789abcdefghij'.slice(0, offset))
  })

  t.test('uploads that nobody goes on with are swept, with all that they brought', async (t) => {
    const { parts } = await open(t)
    const one = anUpload(100)
    await parts.begin(one)
    await parts.append(one.id, Readable.from([Buffer.from('0123456789')]), { at: 0, room: 100 })
    t.equal(await parts.sweep({ olderThanMs: 60_000 }), 0)
    t.match(await parts.find(one.id), { offset: 10 })
    t.equal(await parts.sweep({ olderThanMs: -5000 }), 1)
    t.equal(await parts.find(one.id), null)
    t.equal(await parts.sweep({ olderThanMs: -5000 }), 0)
  })
})

function anUpload(bytes: number) {
  return { id: randomUUID(), makerId: 'user 1', bytes, metadata: { filename: 'ö.txt' }, mediaId: randomUUID(), isDone: false }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
