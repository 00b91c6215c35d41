import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Context, getEntry, saveEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { importNdjson, type NdjsonOptions } from '../../apps/cli/src/import-ndjson/import-ndjson.ts'
import { reserveKeys } from '../../apps/cli/src/import-ndjson/reserve-keys.ts'
import { aContext, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'

const post = (key: string, more: object = {}, own: object = {}) => ({
  key,
  type: 'post',
  fields: { title: `Post ${key}`, ...more },
  ...own,
})
const to = (...keys: string[]) => ({ about: keys.map((key) => ({ _ref: `key:${key}` })) })

async function aHouse(t: Test) {
  const url = await testDatabase(t)
  const store = await storeOn(t, url)
  const ctx = await aContext(store)
  await aType(ctx, {
    name: 'post',
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'about', kind: 'reference', to: ['post'], many: true, onMissingTarget: 'refuse' },
    ],
  })
  const file = path.join(tempFolder(t), 'lines.ndjson')
  const write = (...lines: (object | string)[]) =>
    writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return { url, ctx, store, file, write, load: (options: Partial<NdjsonOptions> = {}) => load(ctx, file, options) }
}

async function load(ctx: Context, file: string, options: Partial<NdjsonOptions>) {
  const keys = await reserveKeys(ctx, file, 'test')
  return importNdjson(ctx, file, { source: 'test', keys, batchLines: 2, onProgress: () => {}, isStopped: () => false, ...options })
}

async function idOf({ store }: Context, key: string): Promise<string> {
  return String((await store.imports.find('test', [key]))[0]?.entryId)
}

t.test('lines name later ones, over batches, and are published along; a second run changes nothing', async (t) => {
  const { ctx, write, load } = await aHouse(t)
  write(post('a', to('d', 'b')), post('b'), post('c', to('a')), post('d', {}, { publish: false }), post('e', {}, { publish: ['en'] }))
  const first = await load({ publish: true })
  t.match(first, { lines: 5, counts: { created: 5, drafts: 0, refused: 0 }, problems: [], absentKeys: [], stoppedAfter: null })
  t.equal(first.seqs.length, 3, 'one seq for each batch')
  const a = await getEntry(ctx, await idOf(ctx, 'a'))
  t.equal(a.status, 'published')
  const links = Object.values(a.row.content).filter(Array.isArray)
  t.same(links, [[{ _ref: await idOf(ctx, 'd') }, { _ref: await idOf(ctx, 'b') }]])
  t.equal((await getEntry(ctx, await idOf(ctx, 'd'))).status, 'draft')

  const seq = await ctx.store.log.seq()
  t.match(await load({ publish: true }), { counts: { created: 0, changed: 0, unchanged: 5 }, seqs: [] })
  t.equal(await ctx.store.log.seq(), seq)
})

t.test('changed lines change many at once, with their history; what was edited here stays', async (t) => {
  const { ctx, write, load } = await aHouse(t)
  write(post('a'), post('b'), post('c'))
  await load({ publish: true })
  const b = await idOf(ctx, 'b')
  await saveEntry(ctx, b, { fields: { title: 'Mine' }, baseRevision: 1 })
  write(post('a', { title: 'A2' }), post('b', { title: 'B2' }), post('c', { title: 'C2', ...to('a') }))
  t.match(await load({ publish: true, batchLines: 10 }), { counts: { changed: 2, kept: 1 } })

  const a = await idOf(ctx, 'a')
  const revisions = await Promise.all([1, 2].map((number) => ctx.store.revisions.find(a, number)))
  t.match(revisions, [{ kind: 'import' }, { kind: 'import' }])
  t.not(JSON.stringify(revisions[0]?.content), JSON.stringify(revisions[1]?.content))
  t.match(await getEntry(ctx, a), { status: 'published', row: { revision: 2 } })
  t.equal((await ctx.store.references.usages({ entryId: a })).length > 0, true, 'references are those of the new state')
})

t.test('what is wrong is told by line and place; a key twice is the second line’s fault; keys that never came are named', async (t) => {
  const { write, load } = await aHouse(t)
  write(post('a'), '{', post('a'), { type: 'post', fields: {} }, post('b', to('nobody')), post('c', { title: 7 }), post('d', to('c')))
  const result = await load()
  t.match(result, { lines: 7, counts: { created: 2, refused: 5 }, absentKeys: ['c'] })
  t.same(
    result.problems.map(({ line, issues }) => [line, issues.map(({ path, code }) => `${path} ${code}`)]),
    [
      [2, [' invalid_json']],
      [3, ['/key duplicate_key']],
      [4, ['/key required']],
      [5, ['/fields/about/0/_ref target_missing']],
      [6, ['/fields/title wrong_type']],
    ],
  )
})

t.test('stopped between batches, the next run goes on with the same ids', async (t) => {
  const { ctx, write, load } = await aHouse(t)
  write(...Array.from({ length: 7 }, (_, index) => post(String(index), to(String(6 - index)))))
  let done = 0
  const onProgress = (lines: number) => {
    done = lines
  }
  const cut = await load({ onProgress, isStopped: () => done === 4 })
  t.match(cut, { lines: 4, counts: { created: 4 }, stoppedAfter: 4 })
  const reserved = await idOf(ctx, '6')
  t.match(await load(), { lines: 7, counts: { unchanged: 4, created: 3 }, stoppedAfter: null })
  t.equal(await idOf(ctx, '6'), reserved)
  t.match(await getEntry(ctx, reserved), { row: { revision: 1 } })
})

t.test('the command reads a file or standard input, says what it did, and tells receivers of events nothing when asked', async (t) => {
  const { url, ctx, file, write } = await aHouse(t)
  write(post('a', to('b')), post('b'), post('', {}))
  const folder = { DATABASE_URL: url, VERSO_DATA_DIR: tempFolder(t) }
  const first = await runVerso(t, ['import', 'ndjson', file, '--publish', '--events=off', '--json'], folder).ended
  t.equal(first.code, 1, 'a line was refused')
  t.match(JSON.parse(first.stdout), { lines: 3, counts: { created: 2, refused: 1 }, problems: [{ line: 3, issues: [{ path: '/key' }] }] })
  t.match(await ctx.store.log.list({ after: 0n, limit: 100 }), [{ kind: 'model.changed' }, { isQuiet: true, items: [{}, {}] }])

  const piped = runVerso(t, ['import', 'ndjson', '-', '--publish'], { ...folder, input: readFileSync(file, 'utf8') })
  const second = await piped.ended
  t.match(second.stdout, /0 created, 0 changed, 2 unchanged, 0 kept as edited here, 0 left as drafts, 1 refused/)
  t.match(second.stdout, /Line 3 was not written: \/key /)
  t.equal((await runVerso(t, ['import', 'ndjson', file, '--batch', '0'], folder).ended).code, 2)
})
