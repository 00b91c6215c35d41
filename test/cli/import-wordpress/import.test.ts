import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { readFileSync, writeFileSync } from 'node:fs'
import { createStore } from '@verso/data'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import { testDatabase } from '../../support/database.ts'
import { runVerso } from '../../support/run-verso.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { realExport, smallExport } from './exports.ts'

async function aHouse(t: Test) {
  const url = await testDatabase(t)
  const variables = { DATABASE_URL: url, VERSO_DATA_DIR: tempFolder(t) }
  const store = await createStore({ connectionString: url, poolSize: 2 })
  t.teardown(() => store.close())
  const verso = async (args: string[], more: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await runVerso(t, args, { ...variables, ...more }).ended
    return { code, stdout, stderr, json: () => JSON.parse(stdout) }
  }
  return { store, verso }
}

t.test('an export becomes types, entries and placeholders of files; a second run changes nothing', async (t) => {
  const { store, verso } = await aHouse(t)

  const first = await verso(['import', 'wordpress', smallExport, '--no-fetch', '--json'])

  t.equal(first.code, 0, first.stderr)
  const { types, counts, problems } = first.json()
  t.same(types.made, ['author', 'category', 'tag', 'post', 'page', 'menu', 'menuItem'])
  t.same(problems, [])
  t.match(counts.post, { made: 9, refused: 0 }, 'what is in the trash stays behind')
  t.equal(counts.page.made, 3)
  const seq = await store.log.seq()

  const second = await verso(['import', 'wordpress', smallExport, '--no-fetch', '--json'])

  t.equal(second.code, 0, second.stderr)
  for (const [what, count] of Object.entries(second.json().counts))
    t.match(count, { made: 0, changed: 0, kept: 0, refused: 0, drafts: 0 }, what)
  t.equal(await store.log.seq(), seq, 'nothing was published again')
})

t.test('the report for people names what was made and what was not carried over', async (t) => {
  const { verso } = await aHouse(t)
  const { stdout } = await verso(['import', 'wordpress', smallExport, '--no-fetch'])
  t.match(stdout, /post: 9 made/)
  t.match(stdout, /Not carried over:\n(.*\n)*.*comments/)
})

t.test('a file that is damaged anywhere imports nothing, and says where', async (t) => {
  const { store, verso } = await aHouse(t)
  const dir = tempFolder(t)
  const whole = readFileSync(smallExport, 'utf8')
  const damaged: Record<string, string> = {
    'cut off': whole.slice(0, whole.length - 2000),
    entities: whole.replace('<rss', '<!DOCTYPE rss [<!ENTITY a "aaaa">]>\n<rss'),
    'not WordPress': '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
    'wrong namespace': whole.replaceAll('http://wordpress.org/export/', 'http://example.org/export/'),
    'no XML at all': '{"not": "xml"}',
  }
  for (const [name, text] of Object.entries(damaged)) {
    const file = path.join(dir, `${name.replaceAll(' ', '-')}.xml`)
    writeFileSync(file, text)
    const { code, stderr } = await verso(['import', 'wordpress', file])
    t.equal(code, 1, name)
    t.match(stderr, /^Nothing was imported: .* \(line \d+, column \d+\)\n$/, name)
  }
  t.equal(await store.log.seq(), 0n)
  t.same((await store.models.current()).types, [])
  const { code, stderr } = await verso(['import', 'wordpress', path.join(dir, 'absent.xml')])
  t.equal(code, 1)
  t.match(stderr, /There is no file/)
})

t.test('files are fetched where that is allowed; the others stay placeholders that can be fetched later', async (t) => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer()
  const origin = createServer((request, response) => {
    if (request.url === '/boat.jpg') response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  t.teardown(() => origin.close())
  const address = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`
  const file = path.join(tempFolder(t), 'export.xml')
  writeFileSync(file, readFileSync(smallExport, 'utf8').replaceAll('https://harbour.example/wp-content/uploads', address))
  const { store, verso } = await aHouse(t)

  const refused = await verso(['import', 'wordpress', file, '--json'])
  t.equal(refused.json().files.fetched, 0, 'a private address is not asked')
  t.equal((await store.media.list({ limit: 50, search: 'boat.jpg' })).rows[0]?.sha256, null)

  const fetched = await verso(['media', 'fetch', '--json'], { VERSO_OUTBOUND_ALLOW: '127.0.0.0/8' })

  t.equal(fetched.json().fetched, 1)
  const [boat] = (await store.media.list({ limit: 50, search: 'boat.jpg' })).rows
  t.match(boat, { mimeType: 'image/jpeg', width: 40, height: 30, sourceUrl: `${address}/boat.jpg`, sha256: /^[0-9a-f]{64}$/ })
  t.match((await verso(['import', 'wordpress', file, '--no-fetch', '--json'])).json().counts.media, { made: 0, changed: 0 })
})

t.test('what someone changed here since the import is kept', async (t) => {
  const { verso } = await aHouse(t)
  const file = path.join(tempFolder(t), 'export.xml')
  writeFileSync(file, readFileSync(smallExport, 'utf8'))
  await verso(['import', 'wordpress', file, '--no-fetch'])
  writeFileSync(file, readFileSync(smallExport, 'utf8').replaceAll('<![CDATA[Team]]>', '<![CDATA[The team]]>'))

  const { counts } = (await verso(['import', 'wordpress', file, '--no-fetch', '--json'])).json()

  t.match(counts.page, { changed: 1, unchanged: 2 })
})

t.test('a real site of 186 items', { skip: realExport() === null ? 'the real export is not here' : false }, async (t) => {
  const { store, verso } = await aHouse(t)
  const { code, json } = await verso(['import', 'wordpress', realExport() ?? '', '--no-fetch', '--json'])
  t.equal(code, 0)
  const { counts, problems } = json()
  t.same(problems, [])
  t.equal(counts.post.made, 58)
  t.equal(counts.page.made, 21)
  t.equal(counts.media.made, 37)
  t.equal(counts.menuItem.made, 70)
  const seq = await store.log.seq()
  const again = (await verso(['import', 'wordpress', realExport() ?? '', '--no-fetch', '--json'])).json()
  t.equal(again.counts.post.unchanged, 58)
  t.equal(await store.log.seq(), seq)
})
