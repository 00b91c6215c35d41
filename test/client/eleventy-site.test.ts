import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { applyImport } from '../../apps/cli/src/import-wordpress/apply-import.ts'
import { planImport } from '../../apps/cli/src/import-wordpress/plan-import.ts'
import { opening, realExport, smallExport } from '../cli/import-wordpress/exports.ts'
import { testApp } from '../support/test-app.ts'

const site = fileURLToPath(new URL('../sites/eleventy', import.meta.url))
const eleventy = join(site, 'node_modules/@11ty/eleventy/cmd.cjs')

/** An import, served; with an owner who works in the admin API and a token for the site. */
async function anImportedSite(t: Test, file: string) {
  const { app, system, signInAs } = await testApp(t)
  const plan = await planImport(opening(file))
  await applyImport(system, plan, { isPublic: false, onProgress: () => {} })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const owner = await signInAs('owner')
  const made = await owner.ask('POST', '/tokens', { name: 'site', kind: 'content', types: plan.types.map(({ name }) => name) })
  return { owner, build: () => build(t, { VERSO_URL: url, VERSO_TOKEN: made.json().token }) }
}

/** Builds the site as its `npm run build` does, and reads what came out, by address. */
async function build(t: Test, variables: Record<string, string>): Promise<Map<string, string>> {
  const output = mkdtempSync(join(tmpdir(), 'verso-site-'))
  t.teardown(() => rmSync(output, { recursive: true, force: true }))
  const args = ['--import=tsx', '--conditions=@verso/source', eleventy, '--quiet', `--output=${relative(site, output)}`]
  const child = spawn(process.execPath, args, { cwd: site, env: { PATH: process.env.PATH ?? '', ...variables } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`Eleventy ended with ${code}: ${said}`)
  const files = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
  return new Map(
    files.map((name) => [`/${name.replaceAll('\\', '/').replace(/index\.html$/, '')}`, readFileSync(join(output, name), 'utf8')]),
  )
}

function changedPages(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((address) => before.get(address) !== after.get(address))
}

t.test('a site built from an import has a page for everything that is published, and nothing else', async (t) => {
  const { build } = await anImportedSite(t, smallExport)

  const pages = await build()

  t.same([...pages.keys()].sort(), [
    '/',
    '/about/',
    '/about/team/',
    '/authors/guest/',
    '/authors/ines/',
    '/lost/',
    '/posts/opening-hours/',
    '/posts/post-11/',
    '/posts/twice-2/',
    '/posts/twice/',
    '/tags/fog/',
    '/tags/φάρος/',
  ])
  const post = pages.get('/posts/opening-hours/') ?? ''
  t.match(post, '<h1>Opening hours &amp; more</h1>')
  t.match(post, '<p>The harbour opens at <strong>six</strong>.<br/>Bring a coat.</p>')
  t.match(post, '<a href="/about/">about us</a>')
  t.match(
    post,
    '<figure><img src="https://harbour.example/wp-content/uploads/boat.jpg" alt="A boat"><figcaption>The old boat</figcaption></figure>',
  )
  t.match(post, '<a rel="author" href="/authors/ines/">Inês &amp; Co</a>')
  t.match(post, 'In News &amp; views, Tides')
  t.match(post, '<a rel="tag" href="/tags/φάρος/">Φάρος</a>')
  t.match(pages.get('/tags/fog/'), '<a href="/posts/opening-hours/">Opening hours &amp; more</a>')
  t.match(pages.get('/about/'), '<li>Inês<ul><li>and her dog</li></ul></li>')
  const everything = [...pages.values()].join('')
  for (const hidden of ['Draft', 'Not yet', 'Pending', 'For us', 'Later', 'swordfish', 'track()', '@harbour.example'])
    t.notOk(everything.includes(hidden), hidden)
})

t.test('a page that is edited changes when it is published, and it alone', async (t) => {
  const { owner, build } = await anImportedSite(t, smallExport)
  const { data } = (await owner.ask('GET', '/entries?type=post&filter[slug]=twice')).json()
  const before = await build()

  const body = [{ _type: 'block', children: [{ _type: 'span', text: 'Mended <now>' }] }]
  const saved = await owner.ask('PATCH', `/entries/${data[0].id}`, { fields: { body }, baseRevision: data[0].revision })
  t.equal(saved.statusCode, 200)
  t.same(changedPages(before, await build()), [], 'a draft changes nothing')
  t.equal((await owner.ask('POST', `/entries/${data[0].id}/publish`, {})).statusCode, 200)
  const after = await build()

  t.same(changedPages(before, after), ['/posts/twice/'])
  t.match(after.get('/posts/twice/'), '<p>Mended &lt;now&gt;</p>')
})

t.test(
  'a large real import is built whole',
  { skip: realExport() === null ? 'the export is not on this machine (VERSO_IMPORT_DATA)' : false },
  async (t) => {
    const { owner, build } = await anImportedSite(t, realExport() ?? '')
    const pages = await build()
    t.equal([...pages.keys()].filter((address) => address.startsWith('/posts/')).length, 55)
    t.match(pages.get('/posts/markup-html-tags-and-formatting/'), '<h2>Blockquotes</h2>')
    t.ok(pages.has('/level-1/level-2/level-3/'))
    const drafts = (await owner.ask('GET', '/entries?type=post&filter[_status]=draft&limit=100')).json()
    t.same(
      drafts.data
        .map((entry: { fields: { slug: string } }) => `/posts/${entry.fields.slug}/`)
        .filter((address: string) => pages.has(address)),
      [],
    )
    t.equal(drafts.data.length, 3)
  },
)
