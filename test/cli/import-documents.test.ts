import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createLocale, getEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { importDocuments } from '../../apps/cli/src/import-documents/import-documents.ts'
import { readDocument } from '../../apps/cli/src/import-documents/read-document.ts'
import { readDocuments } from '../../apps/cli/src/import-documents/read-documents.ts'
import { aContext, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'

const fields = [
  { name: 'title', kind: 'text', required: true, localized: true },
  { name: 'slug', kind: 'slug' },
  { name: 'tags', kind: 'enum', many: true, options: ['a', 'b'] },
  { name: 'on', kind: 'date' },
  { name: 'body', kind: 'richText' },
]

async function aHouse(t: Test, files: Record<string, string>) {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, { name: 'page', tree: true, fields })
  const folder = tempFolder(t)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return { url, ctx, folder }
}

const options = { type: 'page', language: 'markdown', publish: true, source: 'test' } as const

t.test('front matter is YAML between two lines of ---, and nothing else is', async (t) => {
  t.same(readDocument('\uFEFF---\r\ntitle: "A"\r\nn: 1\r\non: 2026-01-02\r\n---\r\n\r\nWords\r\n'), {
    facts: { title: 'A', n: 1, on: '2026-01-02' },
    text: 'Words',
  })
  t.same(readDocument('---\n---\nWords'), { facts: {}, text: 'Words' })
  t.same(readDocument('Words\n---\nmore'), { facts: {}, text: 'Words\n---\nmore' })
  t.throws(() => readDocument('---\n- a\n---\n'), /no list of names and values/)
  t.throws(() => readDocument('---\na: [\n---\n'), /no YAML/)
  t.throws(() => readDocument('---\na: &x [1]\nb: *x\n---\n'), /no YAML/, 'aliases can stand for gigabytes')
})

t.test('a folder of Markdown becomes entries with titles, slugs, parents and rich text; a second run changes what changed', async (t) => {
  const { ctx, folder } = await aHouse(t, {
    'about.md': '---\ntitle: About\ntags: [a]\non: 2026-01-02\n---\nWho **we** are',
    'about/team.md': '---\nparent: about\ntitle: { en: Team, de: Leute }\n---\nWe',
    '2026-01-03-News of today.md': '# Big news\n\nHello',
    'later.md': '---\ntitle: Later\ndraft: true\n---\n',
    'wrong.md': '---\ntitle: Wrong\nnope: 1\n---\n',
    'notes.txt': 'not a document',
    'node_modules/x/readme.md': 'not one either',
  })

  const first = await importDocuments(ctx, readDocuments(folder, 'markdown'), options)

  const found = new Map(first.map((one) => [one.key, one]))
  const entry = async (key: string) => getEntry(ctx, found.get(key)?.id ?? '')
  t.same([...found.keys()].toSorted(), ['2026-01-03-News of today', 'about', 'about/team', 'later', 'wrong'])
  t.match(found.get('wrong'), { outcome: 'refused', issues: [{ path: '/fields/nope', code: 'unknown_field' }] })
  t.match(await entry('about'), { status: 'published', fields: { title: { en: 'About' }, slug: 'about', tags: ['a'], on: '2026-01-02' } })
  t.match((await entry('about')).fields.body, [{ children: [{ text: 'Who ' }, { text: 'we', marks: ['strong'] }, { text: ' are' }] }])
  t.match(await entry('about/team'), {
    fields: { title: { en: 'Team', de: 'Leute' }, slug: 'team' },
    row: { parentId: found.get('about')?.id },
  })
  t.match(await entry('2026-01-03-News of today'), { fields: { title: { en: 'Big news' }, slug: 'news-of-today' } })
  t.match(await entry('later'), { status: 'draft' })

  writeFileSync(path.join(folder, 'about.md'), '---\ntitle: About us\n---\nWe')
  const second = await importDocuments(ctx, readDocuments(folder, 'markdown'), options)
  t.same(Object.fromEntries(second.map(({ key, outcome }) => [key, outcome])), {
    '2026-01-03-News of today': 'unchanged',
    about: 'changed',
    'about/team': 'unchanged',
    later: 'unchanged',
    wrong: 'refused',
  })
})

t.test('the command brings one HTML file, says what it did, and fails where something was refused', { timeout: 200_000 }, async (t) => {
  const { url, ctx, folder } = await aHouse(t, { 'hello.html': '<h1>Hello</h1><p>Some <em>words</em><script>alert(1)</script></p>' })
  const dataDir = tempFolder(t)
  const verso = (...args: string[]) => runVerso(t, ['import', ...args], { DATABASE_URL: url, VERSO_DATA_DIR: dataDir }).ended
  const done = await verso('html', path.join(folder, 'hello.html'), '--type', 'page', '--locale', 'de', '--json')
  t.equal(done.code, 0)
  const { documents } = JSON.parse(done.stdout)
  const { fields: made, status } = await getEntry(ctx, documents[0].id)
  t.match({ made, status }, { status: 'draft', made: { title: { de: 'Hello' }, slug: 'hello' } })
  t.notMatch(JSON.stringify(made), 'alert')
  t.equal((await verso('markdown', folder, '--type', 'nothing')).code, 1)
})
