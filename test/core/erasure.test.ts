import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  applyModel,
  autosaveEntry,
  type Context,
  createEntry,
  createType,
  eraseEntry,
  eraseMedia,
  getEntry,
  moveEntry,
  planModel,
  publishEntry,
  purgeEntry,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import { diskStore } from '@verso/media'
import { createHash, randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testDatabase } from '../support/database.ts'
import { changed, withFields } from '../support/model-wishes.ts'
import { filesThatHold, tablesThatHold } from '../support/planted.ts'
import { refusal } from '../support/refusal.ts'
import { runJobs } from '../support/run-jobs.ts'
import { runSql } from '../support/test-server.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import { storeOn, testStore } from '../support/test-store.ts'

const planted = 'zzplantedzz'

interface House {
  ctx: Context
  url: string
  folder: string
}

/** A context whose database and files the test can look into. */
async function aHouse(t: Test): Promise<House> {
  const url = await testDatabase(t)
  const store = await storeOn(t, url)
  const folder = mkdtempSync(join(tmpdir(), 'verso-erasure-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return { ctx: { ...(await aContext(store)), files: diskStore(folder) }, url, folder }
}

/** A file whose name, words and bytes hold the planted text. */
async function aPlantedFile({ ctx, folder }: House): Promise<string> {
  const bytes = Buffer.from(`A text about ${planted}.`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const temp = join(folder, 'temp.txt')
  writeFileSync(temp, bytes)
  await ctx.files.put(sha256, temp)
  const id = randomUUID()
  const at = ctx.now()
  const texts = { alt: { en: planted }, caption: { en: planted } }
  const media = { id, revision: 1, filename: `${planted}.txt`, mimeType: 'text/plain', bytes: BigInt(bytes.length), sha256, ...texts }
  const rest = {
    ...nothingSaid,
    width: null,
    height: null,
    sourceUrl: `https://example.org/${planted}`,
    createdAt: at,
    createdById: null,
    updatedAt: at,
  }
  await ctx.store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at }, async (seq) => {
      await tx.media.create({ ...media, ...rest }, seq)
      return [{ op: 'media', id, revision: 1 }]
    }),
  )
  return id
}

async function aPageTree(ctx: Context): Promise<void> {
  await aType(ctx, {
    name: 'article',
    tree: true,
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', searchable: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'body', kind: 'richText', searchable: true },
      { name: 'code', kind: 'text', unique: true },
      { name: 'picture', kind: 'media' },
      { name: 'number', kind: 'text' },
    ],
  })
}

t.test('after an erasure nothing that an entry said is anywhere: a scan of all tables and files finds none of it', async (t) => {
  const house = await aHouse(t)
  const { ctx, url, folder } = house
  await aPageTree(ctx)
  const file = await aPlantedFile(house)
  const fields = { title: planted, body: { markdown: `About *${planted}*` }, code: planted, picture: { _media: file }, number: planted }
  const { row } = await createEntry(ctx, { type: 'article', fields })
  await publishEntry(ctx, row.id)
  const child = await createEntry(ctx, { type: 'article', fields: { title: 'Below' }, parent: row.id })
  await publishEntry(ctx, child.row.id)
  await saveEntry(ctx, row.id, { fields: { slug: `${planted}-2`, title: `${planted} again` }, baseRevision: 1, note: planted })
  await publishEntry(ctx, row.id)
  await moveEntry(ctx, child.row.id, { parent: null })
  await ctx.store.imports.put([{ source: 'elsewhere', key: planted, entryId: row.id, mediaId: null, hash: 'x' }])
  const wish = await withFields(ctx, changed('number', { kind: 'integer' }))
  const { planHash } = await planModel(ctx, wish)
  await applyModel(ctx, { planHash, acceptLoss: true })
  await planModel(ctx, await withFields(ctx, changed('code', { kind: 'integer' })))
  await autosaveEntry(ctx, row.id, { fields: { title: `${planted} unsaved` }, baseRevision: 2 })
  await runSql(
    url,
    `insert into "BulkJob" (id, change, "entryIds", state, "createdAt", "createdByKind")
      values (gen_random_uuid(), '{"fields": {"title": "${planted}"}}', '{${row.id}}', 'done', now(), 'user')`,
  )
  const before = await tablesThatHold(url, planted)

  const { seq, mediaIds } = await eraseEntry(ctx, row.id, { reason: 'Case 12', withMedia: true })

  t.same(
    before.filter((name) => !name.startsWith('_')),
    [
      'AuditEvent',
      'BulkJob',
      'Draft',
      'ImportKey',
      'Media',
      'MediaVersion',
      'ModelPlan',
      'ModelVersion',
      'Publication',
      'PublicationEvent',
      'Redirect',
      'Revision',
      'SearchWord',
      'UniqueValue',
      'WorkingCopy',
    ],
    'the scan finds it where it was',
  )
  t.same(await tablesThatHold(url, planted), [])
  t.not(filesThatHold(folder, planted).length, 0, 'bytes go when it has committed')
  await runJobs(ctx)
  t.same(filesThatHold(folder, planted), [])
  t.same(mediaIds, [file])
  t.equal((await refusal(getEntry(ctx, row.id))).code, 'not_found')
  t.equal((await refusal(eraseEntry(ctx, row.id))).code, 'not_found', 'a second time there is nothing to erase')
  const [event] = await ctx.store.log.list({ after: (seq ?? 0n) - 1n, limit: 1 })
  t.match(event, {
    kind: 'entry.erased',
    items: [
      { op: 'delete', id: row.id, locale: 'en', slug: null },
      { op: 'media', id: file },
    ],
  })
  t.match(await ctx.store.audit.list({ limit: 1 }), [
    { action: 'entry.erase', targetId: row.id, before: null, after: { reason: 'Case 12' } },
  ])
  t.equal((await getEntry(ctx, child.row.id)).status, 'published', 'what stood below it and was moved away is as it was')
})

t.test('pinned reads of what was erased are gone; to lists and the present it was never there', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  const { entry, seq } = await aPublishedEntry(ctx, { title: planted })
  const draft = await anEntry(ctx, { title: 'Never public' })
  const { id } = entry.row
  const { get } = await contentServer(t, ctx)
  t.equal((await get(`/entries/article/${id}?seq=${seq}`)).statusCode, 200)

  const erased = await eraseEntry(ctx, id)
  await eraseEntry(ctx, draft.row.id)

  const pinned = await get(`/entries/article/${id}?seq=${seq}`)
  t.match([pinned.statusCode, pinned.json().code, pinned.headers['verso-seq']], [410, 'erased', String(seq)])
  t.equal((await get(`/entries/article/${id}`)).statusCode, 404)
  t.equal((await get(`/entries/article/${id}?seq=${erased.seq}`)).statusCode, 404)
  t.equal((await get(`/entries/article/${draft.row.id}?seq=${seq}`)).statusCode, 404)
  t.same((await get(`/entries/article?seq=${seq}&count=true`)).json().page.total, 0)
})

t.test('links of others stay, and lead nowhere; files that others show stay too', async (t) => {
  const house = await aHouse(t)
  const { ctx } = house
  const file = await aPlantedFile(house)
  const own = { name: 'title', kind: 'text' }
  const fields = [own, { name: 'friend', kind: 'reference', to: ['article'] }, { name: 'picture', kind: 'media' }]
  await aType(ctx, { slugField: null, fields: [own, { name: 'picture', kind: 'media' }] })
  await createType(ctx, { name: 'person', fields })
  const { row } = await anEntry(ctx, { title: planted, picture: { _media: file } })
  const other = await anEntry(ctx, { title: 'Other', friend: { _ref: row.id }, picture: { _media: file } }, 'person')

  const { mediaIds } = await eraseEntry(ctx, row.id, { withMedia: true })

  t.same(mediaIds, [])
  t.same((await getEntry(ctx, other.row.id)).fields.friend, { _ref: row.id })
  t.ok(await ctx.store.media.find(file))
})

t.test('what the audit and the log still told of a purged entry can be erased too', async (t) => {
  const { ctx, url } = await aHouse(t)
  await aType(ctx)
  const { entry } = await aPublishedEntry(ctx, { title: planted })
  await trashEntry(ctx, entry.row.id)
  await purgeEntry(ctx, entry.row.id)
  t.not((await tablesThatHold(url, planted)).length, 0)

  await eraseEntry(ctx, entry.row.id)

  t.same(await tablesThatHold(url, planted), [])
  t.equal((await refusal(eraseEntry(ctx, randomUUID()))).code, 'not_found')
})

t.test('erasing needs the right to purge and to manage settings, and leaves no trace when it is refused', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const type = await aType(ctx, { tree: true })
  const { entry } = await aPublishedEntry(ctx, { title: 'Above' })
  await createEntry(ctx, { type: 'article', fields: { title: 'Below' }, parent: entry.row.id })
  const before = [await store.log.seq(), (await store.audit.list({ limit: 100 })).length]
  const purger = aContextWith(store, [{ actions: ['read', 'purge'], types: [type.id] }])
  const editor = await aContext(store, { roles: ['editor'] })

  t.equal((await refusal(eraseEntry(purger, entry.row.id))).code, 'not_allowed')
  t.equal((await refusal(eraseEntry(editor, entry.row.id))).code, 'not_allowed')
  t.equal((await refusal(eraseEntry(ctx, entry.row.id))).code, 'in_use', 'what stands below it has to be moved away first')

  t.same([await store.log.seq(), (await store.audit.list({ limit: 100 })).length], before)
})

t.test('two people erase at once: it is done once, and the other is told that there is nothing', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { entry, seq } = await aPublishedEntry(ctx)

  const results = await Promise.allSettled([
    eraseEntry(ctx, entry.row.id),
    eraseEntry(ctx, entry.row.id),
    unpublishEntry(ctx, entry.row.id),
  ])

  t.equal(results.slice(0, 2).filter((result) => result.status === 'fulfilled').length, 1)
  const events = await store.log.list({ after: seq ?? 0n, limit: 10 })
  t.equal(events.filter((event) => event.kind === 'entry.erased').length, 1)
})

t.test('a file is erased with its words and bytes of all times, also one that was deleted', async (t) => {
  const house = await aHouse(t)
  const { ctx, url, folder } = house
  const one = await aPlantedFile(house)
  const twin = await aPlantedFile(house)

  await eraseMedia(ctx, one)
  await runJobs(ctx)
  t.not(filesThatHold(folder, planted).length, 0, 'another file has the same bytes')
  await ctx.store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at: ctx.now() }, async (seq) => {
      await tx.media.remove(twin, seq)
      return []
    }),
  )
  await eraseMedia(ctx, twin)
  await runJobs(ctx)

  t.same(await tablesThatHold(url, planted), [])
  t.same(filesThatHold(folder, planted), [])
  t.equal((await refusal(eraseMedia(ctx, one))).code, 'not_found')
})
