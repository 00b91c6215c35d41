import { once } from 'node:events'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { changeEntries, type Context, createMedia, createSnapshot, receiveMedia, replaceMedia } from '@verso/core'
import { diskStore } from '@verso/media'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testDatabase } from '../support/database.ts'
import { lastingFacts } from '../support/lasting-facts.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { runSql } from '../support/test-server.ts'
import { storeOn } from '../support/test-store.ts'

const dayMs = 24 * 60 * 60 * 1000
/** So many that what one edition leaves behind is cleared in more than one transaction. */
const postCount = 60
const keptDays = '30'
const preload = pathToFileURL(path.resolve(import.meta.dirname, '../support/kill-at.mjs')).href

const questions = [
  `/entries/post?include=*&sort=_id&limit=${postCount}`,
  '/entries/post?filter[author.name]=Ada&filter[rating][gte]=2&sort=-title&count=true',
  '/entries/post?search=post&limit=5',
  '/entries/post?group=rating&aggregate=count',
  '/media',
]

/**
 * Statements of a compaction, in the order in which they come, and where at each of them the process is killed. Starting one takes seconds, so
 * that only some are tried each time; all of them with COMPACTION_KILLS=all.
 */
const moments: { what: string; statements: string[]; moment: 'before' | 'after'; isRare?: true }[] = [
  { what: 'before the horizon goes up', statements: ['horizon = greatest'], moment: 'before', isRare: true },
  { what: 'as the horizon goes up', statements: ['horizon = greatest'], moment: 'after', isRare: true },
  { what: 'as the horizon is committed', statements: ['horizon = greatest', '^commit$'], moment: 'after', isRare: true },
  { what: 'before anything is cleared', statements: ['set compacted = true'], moment: 'before' },
  { what: 'as documents are cleared', statements: ['set compacted = true'], moment: 'after', isRare: true },
  { what: 'with some documents cleared', statements: ['set compacted = true', '^commit$', 'set compacted = true'], moment: 'after' },
  { what: 'as references are removed', statements: ['delete from "Reference"'], moment: 'after', isRare: true },
  { what: 'as files are let go of', statements: ['set sha256 = null'], moment: 'after', isRare: true },
  { what: 'as the removal of files is asked for', statements: ['set sha256 = null', 'add_job'], moment: 'after' },
  { what: 'as events are emptied', statements: ["set items = '\\[\\]'"], moment: 'after', isRare: true },
  { what: 'before it is said to be done', statements: ["set items = '\\[\\]'", '^commit$', '^commit$'], moment: 'before', isRare: true },
]
const tried = moments.filter(({ isRare }) => isRare !== true || process.env.COMPACTION_KILLS === 'all')

/** Five editions of as many posts with an author and a picture each; the second one has a name, the fourth was public when the kept days began. */
async function aPast(t: Test) {
  const url = await testDatabase(t)
  const dataDir = tempFolder(t)
  const clock = { daysAgo: 100 }
  const now = () => new Date(Date.now() - clock.daysAgo * dayMs)
  const ctx: Context = { ...(await aContext(await storeOn(t, url), { now })), files: diskStore(path.join(dataDir, 'media')) }
  await aType(ctx, { name: 'author', publicRead: true, titleField: 'name', slugField: null, fields: [{ name: 'name', kind: 'text' }] })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', required: true, searchable: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'rating', kind: 'integer' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'picture', kind: 'media' },
    ],
  })
  const authors = []
  for (const name of ['Ada', 'Jo']) authors.push((await aPublishedEntry(ctx, { name }, 'author')).entry.row.id)
  const pictures = []
  for (const name of ['one', 'two', 'three']) pictures.push(await aFile(ctx, name))
  const ids: string[] = []
  for (let n = 0; n < postCount; n += 1) {
    const fields = { title: `Post ${n}`, rating: 10 + (n % 5), author: { _ref: authors[n % 2] }, picture: { _media: pictures[n % 3] } }
    ids.push((await anEntry(ctx, fields, 'post')).row.id)
  }
  await changeEntries(ctx, { action: 'publish', ids })
  for (const [edition, daysAgo] of [80, 60, 40, 10].entries()) {
    clock.daysAgo = daysAgo
    await changeEntries(ctx, { action: 'edit', ids, fields: { rating: edition, author: { _ref: authors[edition % 2] } } })
    await changeEntries(ctx, { action: 'publish', ids })
    await replaceMedia(ctx, pictures[daysAgo < 30 ? 1 : 0] ?? '', { file: await received(ctx, `edition ${edition}`), ifRevision: null })
    if (daysAgo === 80) await createSnapshot(ctx, { name: 'Second edition' })
  }
  clock.daysAgo = 0
  return { url, dataDir, ctx }
}

const received = (ctx: Context, text: string) =>
  receiveMedia(ctx, { stream: Readable.from(Buffer.from(text)), filename: 'picture.txt', declaredType: 'text/plain' })

async function aFile(ctx: Context, text: string): Promise<string> {
  const { uploaded } = await createMedia(ctx, [await received(ctx, text)])
  return uploaded[0]?.media.id ?? ''
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 120_000; waitedMs += 100) {
    if (await isSo()) return
    await sleep(100)
  }
  throw new Error(`Waited in vain until ${what}`)
}

t.test('a compaction that is killed at any moment shows no half of it, and the next one finishes it', async (t) => {
  const { url, dataDir, ctx } = await aPast(t)
  const surroundings = { DATABASE_URL: url, VERSO_DATA_DIR: dataDir }
  const dying = (at: object) => ({ ...surroundings, NODE_OPTIONS: `--import=${preload}`, KILL_AT: JSON.stringify(at) })
  const compact = ['history', 'compact', '--days', keptDays, '--json']
  // Nothing in memory: what is read is what is there.
  const { get } = await contentServer(t, ctx, { cacheBytes: 0 })
  const rows = async (sql: string) => (await runSql(url, sql)).rows
  const hashes = async (which: string) =>
    (await rows(`select sha256 from "MediaVersion" where ${which}`)).map(({ sha256 }) => String(sha256))

  const present = Number(await ctx.store.log.seq())
  const points = Array.from({ length: present + 1 }, (_, seq) => seq)
  const named = (await ctx.store.history.snapshots()).map(({ seq }) => Number(seq))
  const begunToKeep = Number(await ctx.store.log.seqAt(new Date(Date.now() - Number(keptDays) * dayMs)))
  const over = `"validTo" <= ${begunToKeep} and not exists (select from "Snapshot" s where s.seq >= "validFrom" and s.seq < "validTo")`
  const asked = async (seq: number) =>
    Promise.all(questions.map(async (path) => (await get(`${path}${path.includes('?') ? '&' : '?'}seq=${seq}`)).body))
  const before = new Map<number, string[]>()
  for (const seq of points) before.set(seq, await asked(seq))
  const facts = await lastingFacts(url)
  const [given, kept] = [await hashes(over), await hashes(`not (${over})`)]
  t.equal(given.length, 2, 'two of the four replaced files are shown by no kept point')

  async function hold(about: string): Promise<number> {
    const horizon = Number(await ctx.store.history.horizon())
    for (const seq of points) {
      const bodies = await asked(seq)
      const isKept = seq >= horizon || named.includes(seq)
      const isRight = isKept ? bodies.join() === before.get(seq)?.join() : bodies.every((body) => JSON.parse(body).code === 'compacted')
      if (!isRight) t.same(bodies, isKept ? before.get(seq) : [], `${about}: ${seq} of ${present}, horizon ${horizon}`)
    }
    t.same(await lastingFacts(url), facts, about)
    t.ok((await Promise.all(kept.map((hash) => ctx.files.has(hash)))).every(Boolean), `${about}: the files of kept points are there`)
    return horizon
  }

  for (const { what, isRare: _, ...at } of tried) {
    const { code, stderr } = await runVerso(t, compact, dying(at)).ended
    t.equal(code, null, `${what}: killed${stderr}`)
    const horizon = await hold(what)
    // Of what was only sent nobody knows whether it was committed; before and behind it all is known.
    if (what.startsWith('before the horizon')) t.equal(horizon, 0, what)
    if (what.startsWith('before anything')) t.equal(horizon, begunToKeep, what)
  }
  const { code, stdout } = await runVerso(t, compact, surroundings).ended
  t.equal(code, 0)
  await hold('finished')
  const [cleared] = await rows(`select count(*)::int as count from "Publication" where ${over}`)
  t.match(JSON.parse(stdout), { state: 'done', publications: cleared.count, horizon: String(begunToKeep) }, 'nothing was counted twice')
  t.equal(cleared.count, 2 * postCount)
  t.same(await rows(`select 1 from "Publication" where ${over} and not (compacted and body = '' and words = '' and values = '{}')`), [])
  t.same(await rows(`select 1 from "Reference" where origin = 'published' and ${over}`), [])

  const worker = ['start', 'worker']
  const working = { ...surroundings, VERSO_PORT: '0', VERSO_DRAIN_MS: '0' }
  const first = runVerso(t, worker, { ...dying({ removed: 1 }), ...working })
  t.equal((await first.ended).code, null, 'the worker is killed between one file and the next')
  await hold('one file removed')
  const second = runVerso(t, worker, working)
  await until(async () => !(await Promise.all(given.map((hash) => ctx.files.has(hash)))).includes(true), 'both files are gone')
  await hold('all files removed')
  second.child.kill('SIGTERM')
  await once(second.child, 'close')
})
