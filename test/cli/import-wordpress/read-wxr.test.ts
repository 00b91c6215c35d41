import { readFileSync } from 'node:fs'
import t from 'tap'
import { readWxr } from '../../../apps/cli/src/import-wordpress/read-wxr.ts'
import { WxrError } from '../../../apps/cli/src/import-wordpress/wxr-error.ts'
import { bytes, collect, opening, smallExport } from './exports.ts'

const head =
  '<?xml version="1.0"?>\n<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">\n<channel><title>Site</title><wp:wxr_version>1.2</wp:wxr_version>\n'
const tail = '</channel></rss>'

async function fault(text: string | Uint8Array): Promise<string> {
  try {
    await collect(readWxr(bytes(text, 4_096)))
    return 'none'
  } catch (error) {
    return error instanceof WxrError ? error.message : `not a WxrError: ${String(error)}`
  }
}

t.test('records come typed and in order, the site first, however the bytes are cut', async (t) => {
  const records = await collect(readWxr(opening(smallExport)()))
  t.same(records.slice(0, 2), [
    {
      kind: 'site',
      title: 'Harbour Notes',
      link: 'https://harbour.example',
      language: 'en-GB',
      blogUrl: 'https://harbour.example',
      version: '1.2',
    },
    { kind: 'author', login: 'ines', email: 'ines@harbour.example', displayName: 'Inês & Co' },
  ])
  t.match(
    records.find((record) => record.kind === 'term' && record.slug === 'tides'),
    { taxonomy: 'category', id: '3', parent: 'news', name: 'Tides' },
  )
  t.match(
    records.find((record) => record.kind === 'item' && record.id === '10'),
    {
      type: 'post',
      status: 'publish',
      title: 'Opening <em>hours</em> &amp; more',
      creator: 'ines',
      slug: 'opening-hours',
      dateGmt: '2024-03-02 09:30:00',
      isSticky: true,
      comments: 1,
      terms: [{ taxonomy: 'category', slug: 'news', name: 'News' }, {}, {}, {}, {}],
    },
  )
  t.equal(records.filter((record) => record.kind === 'item').length, 24)
  t.same(await collect(readWxr(bytes(readFileSync(smallExport), 3))), records)
})

t.test('prefixes are taken by their namespace, not by their spelling', async (t) => {
  const text =
    '<rss xmlns:w="https://wordpress.org/export/1.1/" xmlns:wp="http://evil.example/"><channel><w:wxr_version>1.1</w:wxr_version><item><w:post_id>1</w:post_id><wp:post_id>2</wp:post_id></item></channel></rss>'
  t.match(await collect(readWxr(bytes(text))), [
    { kind: 'site', version: '1.1' },
    { kind: 'item', id: '1' },
  ])
})

t.test('a file that is something else is refused in a sentence that says so, and where', async (t) => {
  t.equal(await fault(''), 'The file ends before it is complete (line 1, column 1)')
  t.match(await fault('not XML at all'), /^The file is not well-formed XML: .* \(line 1, column \d+\)$/)
  t.match(await fault('<feed/>'), /^This is no WordPress export: it begins with <feed>, not with <rss>/)
  t.match(await fault('<rss xmlns="http://www.w3.org/2005/Atom"/>'), /^This is no WordPress export: it begins with <rss>/)
  t.match(
    await fault('<rss><channel><title>News</title><item><title>a</title></item></channel></rss>'),
    /^This is no WordPress export: the channel does not say its wp:wxr_version/,
  )
  t.match(await fault(head.replace('wordpress.org/export/1.2/', 'evil.example/') + tail), /does not say its wp:wxr_version/)
  t.match(await fault('<?xml version="1.0" encoding="ISO-8859-1"?><rss/>'), /says that it is in ISO-8859-1; only UTF-8/)
})

t.test('entities and document types are refused before they can grow', async (t) => {
  const bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
  t.match(await fault(bomb), /^The file declares a document type or entities of its own/)
  t.match(await fault('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss/>'), /^The file declares a document type/)
  t.match(await fault(`${head}<item><title>&secret;</title></item>${tail}`), /^The file uses an entity that XML does not know/)
})

t.test('damage is found wherever it is', async (t) => {
  const whole = readFileSync(smallExport, 'utf8')
  t.match(await fault(whole.slice(0, -20)), /^The file ends before it is complete \(line \d+/)
  t.match(await fault(whole.slice(0, 5_000)), /^The file ends before it is complete/)
  const line = whole.slice(0, whole.indexOf('</item>')).split('\n').length
  t.match(
    await fault(whole.replace('</item>', '</itm>')),
    new RegExp(`^The file is not well-formed XML: .*\\(line ${line}, column \\d+\\)$`),
  )
  t.match(await fault(whole.replace('Tides', 'Ti\u0007des')), /^The file is not well-formed XML: disallowed character/)
  const broken = Buffer.from(whole)
  broken[broken.indexOf('Inês') + 2] = 0xff
  t.match(await fault(broken), /^The file is not valid UTF-8/)
  t.match(await fault(Buffer.concat([Buffer.from(whole), Buffer.from([0xe2, 0x82])])), /^The file is not valid UTF-8/)
})

t.test('absurd depth and absurd length are refused without holding them', async (t) => {
  t.match(await fault(head + '<a>'.repeat(100)), /^Elements are nested more than 32 levels deep/)
  async function* endless() {
    yield new TextEncoder().encode(`${head}<item><content:encoded><![CDATA[`)
    for (;;) yield new Uint8Array(1024 * 1024).fill(97)
  }
  await t.rejects(collect(readWxr(endless())), { name: 'WxrError', message: /longer than 16 million characters/ })
  async function* many() {
    yield new TextEncoder().encode(`${head}<item>`)
    for (;;) yield new TextEncoder().encode(`<x>${'a'.repeat(1024 * 1024)}</x>`)
  }
  await t.rejects(collect(readWxr(many())), { name: 'WxrError', message: /longer than 64 million characters/ })
})
