import { createHash } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { checkFiles, createMedia, mendFiles, moveFiles, receiveMedia, sweepFiles } from '@verso/core'
import { diskStore } from '@verso/media'
import t, { type Test } from 'tap'
import { aContext } from '../support/builders.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { testStore } from '../support/test-store.ts'

const hashOf = (content: string) => createHash('sha256').update(content).digest('hex')
const longAgo = new Date(Date.now() - 48 * 3_600_000)

/** A library of texts, and how to reach into its folder. */
async function aLibrary(t: Test, contents: readonly string[]) {
  const folder = tempFolder(t)
  const ctx = { ...(await aContext(await testStore(t))), files: diskStore(folder) }
  const receive = (content: string) =>
    receiveMedia(ctx, { stream: Readable.from([Buffer.from(content)]), filename: 'a.txt', declaredType: 'text/plain' })
  for (const content of contents) await createMedia(ctx, [await receive(content)])
  const pathOf = (content: string) => path.join(folder, hashOf(content).slice(0, 2), hashOf(content).slice(2, 4), hashOf(content))
  async function lay(content: string, bytes = content) {
    await mkdir(path.dirname(pathOf(content)), { recursive: true })
    await writeFile(pathOf(content), bytes)
  }
  return { ctx, receive, pathOf, lay }
}

t.test('a check finds what is missing, damaged or left over, and mends only what loses nothing', async (t) => {
  const { ctx, lay, pathOf } = await aLibrary(t, ['whole', 'damaged', 'missing'])
  t.match(await checkFiles(ctx, { isThorough: true }), { rows: 3, files: 3, missing: [], damaged: [], orphans: [], temp: 0 })
  await lay('damaged', 'DAMAGED')
  await ctx.files.remove(hashOf('missing'))
  await lay('left over')
  await utimes(pathOf('left over'), longAgo, longAgo)
  await lay('young')
  await lay('a small image', 'spoilt')
  const made = { sourceHash: hashOf('whole'), wish: '{}', sha256: hashOf('a small image'), mimeType: 'image/webp', bytes: 13 }
  await ctx.store.renditions.keep(made, { at: new Date(), limit: 10 })

  t.same((await checkFiles(ctx)).damaged, [], 'who asks for presence only reads nothing')
  const found = await checkFiles(ctx, { isThorough: true })
  t.same(found.missing, [hashOf('missing')])
  t.same(new Set(found.damaged), new Set([hashOf('damaged'), hashOf('a small image')]))
  t.same(new Set(found.orphans), new Set([hashOf('left over'), hashOf('young')]))

  t.match(await mendFiles(ctx, found), { renditions: 1, orphans: 1, temp: 0 })
  t.match(await checkFiles(ctx, { isThorough: true }), {
    missing: [hashOf('missing')],
    damaged: [hashOf('damaged')],
    orphans: [hashOf('young')],
  })
  t.equal(await ctx.store.renditions.find(hashOf('whole'), '{}'), null)
})

t.test('a move brings every file over, goes on where it was, and takes nothing away unless all are safe', async (t) => {
  const contents = Array.from({ length: 30 }, (_, index) => `text ${index}`)
  const { ctx, lay } = await aLibrary(t, contents)
  const there = diskStore(tempFolder(t))
  const stores = { from: ctx.files, to: there }
  const move = async (isRemoving: boolean) => {
    const told: string[] = []
    const result = await moveFiles(ctx, { ...stores, isRemoving, onProgress: (done, total) => told.push(`${done}/${total}`) })
    t.equal(told.at(-1), '30/30')
    return result
  }
  await lay('text 3', 'other bytes')
  t.match(await move(true), { moved: 29, present: 0, removed: 0, missing: [], damaged: [hashOf('text 3')] })
  t.equal(await ctx.files.has(hashOf('text 4')), true)

  await lay('text 3')
  // Damaged at the other end meanwhile: sent again.
  const temp = await there.tempFile()
  await writeFile(temp, 'other bytes')
  await there.put(hashOf('text 5'), temp)
  t.match(await move(true), { moved: 2, present: 28, removed: 30, missing: [], damaged: [] })

  t.equal((await buffer(await there.open(hashOf('text 5')))).toString(), 'text 5')
  t.match(await checkFiles({ ...ctx, files: there }, { isThorough: true }), { rows: 30, files: 30, missing: [], damaged: [], temp: 0 })
  t.match(await checkFiles(ctx), { files: 0, temp: 0 })
})

t.test('the sweep takes no bytes that a row is about to name, and who names them first keeps them', async (t) => {
  const { ctx, receive, lay, pathOf } = await aLibrary(t, [])
  await lay('old')
  await utimes(pathOf('old'), longAgo, longAgo)
  const held = await receive('held')
  await utimes(pathOf('held'), longAgo, longAgo)
  await ctx.store.transaction(async (tx) => {
    await tx.media.claimHash(held.sha256)
    t.equal(await sweepFiles(ctx), 1)
  })

  t.equal(await ctx.files.has(hashOf('old')), false)
  await createMedia(ctx, [held])
  t.equal(await sweepFiles(ctx), 0)
  t.equal(await ctx.files.has(held.sha256), true)
})

t.test('who names bytes that the sweep has taken is asked to send them again', async (t) => {
  const { ctx, receive } = await aLibrary(t, [])
  const file = await receive('words')
  t.equal(await sweepFiles(ctx, { olderThanMs: -1000 }), 1)
  await t.rejects(createMedia(ctx, [file]), { code: 'busy' })
  t.equal((await ctx.store.media.list({ limit: 10 })).rows.length, 0)
})
