import { changeFolder, changeMedia, createFolder, deleteFolder } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { storedFile } from '../support/stored-file.ts'
import { testStore } from '../support/test-store.ts'

interface SyncItem {
  op: string
  id?: string
  media?: { _id: string }
}

async function aLibrary(t: Test) {
  const ctx = await aContext(await testStore(t))
  const folder = await createFolder(ctx, { name: 'Press' })
  const [logo, secret] = [await storedFile(ctx, { folder: folder.id }), await storedFile(ctx, { folder: folder.id, private: true })]
  await storedFile(ctx)
  const { get } = await contentServer(t, ctx)
  const told = async (query = '') => {
    const reply = await get(`/media?${query}`)
    t.equal(reply.statusCode, 200, reply.body)
    return (reply.json().data as { _id: string }[]).map(({ _id }) => _id)
  }
  const sync = async (query: string) => {
    const { items, position } = (await get(`/sync?${query}`)).json() as { items: SyncItem[]; position: string }
    return { items: items.map(({ op, id, media }) => `${op} ${id ?? media?._id}`), position }
  }
  const open = (isPublic: boolean) => changeFolder(ctx, folder.id, { changes: { public: isPublic }, ifRevision: null })
  return { ctx, folder, logo, secret, get, told, sync, open }
}

t.test('opening a folder is an event that readers hear of, and closing it one that holds for the past too', async (t) => {
  const { ctx, logo, told, sync, open, get } = await aLibrary(t)
  const before = await ctx.store.log.seq()
  const empty = await sync('kinds=media')
  t.same([await told(), empty.items], [[], []])

  const { seq } = await open(true)

  t.equal(seq, before + 1n)
  t.same(await told(), [logo])
  t.same(await told(`seq=${before}`), [], 'what was read at a point stays what it was')
  const [event] = await ctx.store.log.list({ after: before, limit: 5 })
  t.match(event, { kind: 'media.changed', seq })
  t.ok(JSON.stringify(event?.items).includes(logo))
  const opened = await sync(`from=${empty.position}`)
  t.same(opened.items, [`put ${logo}`])
  t.equal((await get(`/media/${logo}`)).statusCode, 200)

  const closed = await open(false)

  t.equal(closed.seq, before + 2n)
  t.same([await told(), await told(`seq=${seq}`)], [[], []])
  t.same((await sync(`from=${opened.position}`)).items, [`delete ${logo}`])
  t.same((await open(false)).seq, null, 'what changes nothing takes no number')
  t.equal(await ctx.store.log.seq(), before + 2n)
})

t.test('a file that is moved into a public folder, or out of it, is told of as one', async (t) => {
  const { ctx, folder, logo, told, sync, open } = await aLibrary(t)
  await open(true)
  const move = (to: string | null) => changeMedia(ctx, logo, { changes: { folder: to }, ifRevision: null })
  const start = await sync('kinds=media')
  await move(null)
  const out = await sync(`from=${start.position}`)
  t.same([start.items, out.items, await told()], [[`put ${logo}`], [`delete ${logo}`], []])
  await move(folder.id)
  t.same([(await sync(`from=${out.position}`)).items, await told()], [[`put ${logo}`], [logo]])
})

t.test('a folder may begin as a public one, and goes with what was known of it', async (t) => {
  const { ctx, told } = await aLibrary(t)
  const { id } = await createFolder(ctx, { name: 'Open', public: true })
  const file = await storedFile(ctx, { folder: id })
  t.same(await told(), [file])
  await changeMedia(ctx, file, { changes: { folder: null }, ifRevision: null })
  await deleteFolder(ctx, id)
  t.same(await told(), [])
})

t.test('who synced before a public folder was emptied and deleted still hears what they lost', async (t) => {
  const { ctx, folder, logo, secret, sync, open } = await aLibrary(t)
  await open(true)
  const start = await sync('kinds=media')
  t.same(start.items, [`put ${logo}`])
  for (const file of [logo, secret]) await changeMedia(ctx, file, { changes: { folder: null }, ifRevision: null })
  await deleteFolder(ctx, folder.id)
  t.same((await sync(`from=${start.position}`)).items, [`delete ${logo}`])
  t.same((await sync('kinds=media')).items, [])
})

t.test('two who open a folder at once open it once', async (t) => {
  const { ctx, logo, told, open } = await aLibrary(t)
  const before = await ctx.store.log.seq()
  const opened = await Promise.all([open(true), open(true)])
  t.same(new Set(opened.map(({ seq }) => seq)), new Set([before + 1n, null]), 'who came second changed nothing, and took no number')
  t.equal(await ctx.store.log.seq(), before + 1n)
  t.same(await told(), [logo])
  await open(false)
  t.same(await told(), [])
})
