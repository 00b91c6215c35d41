import { createLocale, createSchedule, createToken, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { copiesOf } from '../support/copies.ts'
import { testStore } from '../support/test-store.ts'

interface Found {
  _id: string
  title: string
  _score: number
  _highlights: Record<string, string>
}

async function aLibrary(t: Test) {
  const ctx = await aContext(await testStore(t))
  for (const [code, label] of [
    ['de', 'Deutsch'],
    ['fr', 'Français'],
    ['ru', 'Русский'],
    ['ja', '日本語'],
  ] as const)
    await createLocale(ctx, { code, label, fallback: code === 'de' ? 'en' : null })
  await aType(ctx, {
    publicRead: true,
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true, searchable: true },
      { name: 'body', kind: 'longText', localized: true, searchable: true },
      { name: 'rating', kind: 'integer' },
      { name: 'notes', kind: 'text' },
      { name: 'secret', kind: 'text', searchable: true, private: true },
    ],
  })
  const { get } = await contentServer(t, ctx)
  const read = async (query: string) => {
    const reply = await get(`/entries/article?${query}`)
    t.equal(reply.statusCode, 200, `${query} ${reply.body}`)
    return reply.json() as { data: Found[]; page: { next: string | null; total?: number } }
  }
  const titles = async (words: string, more = '') =>
    (await read(`search=${encodeURIComponent(words)}${more}`)).data.map(({ title }) => title)
  return { ctx, get, read, titles }
}

t.test('words find what holds all of them, the best answers first', async (t) => {
  const { ctx, get, read, titles } = await aLibrary(t)
  await aPublishedEntry(ctx, { title: { en: 'Gardens' }, body: { en: 'Of roses and of the old houses beside them.' } })
  await aPublishedEntry(ctx, { title: { en: 'Houses' }, body: { en: 'Where people live.' } })
  await aPublishedEntry(ctx, { title: { en: 'Boats' }, body: { en: 'Where some people live, too. A houseboat.' }, rating: 3 })

  t.same(await titles('house '), ['Houses', 'Gardens'], 'the title counts for more, any form of a word is the word')
  t.same((await titles('hou')).sort(), ['Boats', 'Gardens', 'Houses'], 'of the last word the beginning is enough')
  t.same(await titles('HOUSES roses'), ['Gardens'])
  t.same(await titles('people -boats'), ['Houses'], 'without what stands behind a minus')
  t.same(await titles('"old houses"'), ['Gardens'])
  t.same(await titles('"houses old"'), [])
  t.same(await titles('“people live”'), ['Houses', 'Boats'], 'of two that answer alike the older one')
  t.same(await titles('people', '&sort=title'), ['Boats', 'Houses'])
  t.same(await titles('people', '&sort=-_score,-title&filter[rating]=3'), ['Boats'])
  t.same((await read('search=people&select=title')).data.flatMap((one) => Object.keys(one)).includes('_score'), true)
  t.same(Object.keys((await read('search=people&select=_id,title')).data[0] ?? {}), ['_id', 'title'])
  t.same(Object.keys((await read('search=people&select=_score,_id')).data[0] ?? {}), ['_id', '_score'])
  t.equal((await read('limit=1')).data[0]?._score, undefined)
  t.equal((await get('/entries/article?sort=_score')).statusCode, 400, 'there is no score where nothing is searched')
  t.equal((await get('/entries/article?highlight=true')).statusCode, 400)
  t.equal((await get('/entries/article?search=x&sort=title._score')).statusCode, 400)
  t.equal((await get('/entries/article/some?search=x')).statusCode, 400)
})

t.test('pages by cursor and by offset hold every hit once, and the total is their number', async (t) => {
  const { ctx, get, read } = await aLibrary(t)
  for (let index = 0; index < 7; index += 1)
    await aPublishedEntry(ctx, { title: { en: `Rose ${index}` }, body: { en: 'rose '.repeat(index % 3) } })
  await aPublishedEntry(ctx, { title: { en: 'Tulip' } })
  const all = (await read('search=rose&limit=100')).data
  t.equal(all.length, 7)
  t.same(
    all.map(({ _score }) => _score),
    all.map(({ _score }) => _score).sort((a, b) => b - a),
  )
  const walked: Found[] = []
  let after = ''
  do {
    const { data, page } = await read(`search=rose&limit=2&count=true${after}`)
    t.equal(page.total, 7)
    walked.push(...data)
    after = page.next === null ? '' : `&after=${page.next}`
  } while (after !== '')
  t.same(walked, all)
  t.same((await read('search=rose&limit=3&offset=3')).data, all.slice(3, 6))
  const { page } = await read('search=rose&limit=2')
  const other = await get(`/entries/article?search=tulip&limit=2&after=${page.next}`)
  t.match([other.statusCode, other.json().issues], [400, [{ code: 'cursor_mismatch' }]])
})

t.test('of a word that is everywhere the newest thousand are ranked; total, other sorts and facets are about all', async (t) => {
  const { ctx, read } = await aLibrary(t)
  const one = await aPublishedEntry(ctx, { title: { en: 'Water' }, rating: 1 })
  await copiesOf(
    ctx.store,
    one.entry.row.id,
    Array.from({ length: 1_099 }, () => ({})),
  )
  const newest = await aPublishedEntry(ctx, { title: { en: 'Water, water' } })
  const walk = async (query: string) => {
    const ids: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: Awaited<ReturnType<typeof read>> = await read(
        `search=water&limit=250&select=_id${query}${after === '' ? '' : `&after=${after}`}`,
      )
      ids.push(...page.data.map(({ _id }) => _id))
      after = page.page.next
    }
    t.equal(new Set(ids).size, ids.length)
    return ids
  }
  const ranked = await walk('')
  t.same([ranked.length, ranked.includes(newest.entry.row.id)], [1_000, true])
  t.equal((await walk('&sort=_id')).length, 1_101)
  t.equal((await read('search=water&count=true')).page.total, 1_101)
})

t.test('each language has its own forms of words, and accents make no difference', async (t) => {
  const { ctx, titles } = await aLibrary(t)
  await aPublishedEntry(ctx, { title: { de: 'Die Häuser am Straßenrand' } })
  await aPublishedEntry(ctx, { title: { fr: 'Les étudiantes évaluées à Québec' } })
  await aPublishedEntry(ctx, { title: { ru: 'Новые книги о чёрном море' } })
  await aPublishedEntry(ctx, { title: { ja: '東京都庁の展望室' } })
  await aPublishedEntry(ctx, { title: { en: 'Crème brûlée, generously served' } })

  for (const words of ['haus', 'hauser', 'HÄUSERN ', 'strasse', 'Straße'])
    t.same(await titles(words, '&locale=de'), ['Die Häuser am Straßenrand'], words)
  for (const words of ['évaluer ', 'evaluees', 'ÉVALUÉ', 'quebec etudiante'])
    t.same(await titles(words, '&locale=fr'), ['Les étudiantes évaluées à Québec'], words)
  for (const words of ['книга ', 'КНИГАМИ ', 'черное море']) t.same(await titles(words, '&locale=ru'), ['Новые книги о чёрном море'], words)
  for (const words of ['東京', '都庁', '展望室', '京', '東京 展望', '"東京都庁"'])
    t.same(await titles(words, '&locale=ja'), ['東京都庁の展望室'], words)
  t.same(await titles('京東', '&locale=ja'), [])
  for (const words of ['creme brulee', 'brûlée', 'generous', 'generously', 'generousl', 'ＳＥＲＶＥ'])
    t.match(await titles(words), [/Crème/], words)
})

t.test('search acts on what is displayed: stand-ins count, unless they are turned off', async (t) => {
  const { ctx, titles } = await aLibrary(t)
  await aPublishedEntry(ctx, { title: { en: 'Houses', de: 'Häuser' }, body: { en: 'English roses' } })
  await aPublishedEntry(ctx, { title: { en: 'Only in English', de: 'Rosen' }, body: { de: 'Ein Garten' } })

  t.same(await titles('rose', '&locale=de'), ['Rosen', 'Häuser'])
  t.same(await titles('roses haus ', '&locale=de'), ['Häuser'], 'words of two languages in one document')
  t.same(await titles('rose', '&locale=de&fallback=false'), ['Rosen'])
  t.same(await titles('haus -roses', '&locale=de&fallback=false'), ['Häuser'], 'what doesn’t show can’t be in the way')
  t.same(await titles('haus -roses', '&locale=de'), [])
  t.same(await titles('-roses', '&locale=de&fallback=false'), ['Häuser'], 'in German too "roses" is a form of the word')
  t.same((await titles('-english', '&locale=de&fallback=false')).sort(), ['Häuser', 'Rosen'])
  t.same(await titles('-english', '&locale=de'), ['Rosen'])
  t.same(await titles('houses', '&locale=de'), [])
})

t.test('one slip in a word that no text holds is forgiven', async (t) => {
  const { ctx, read, titles } = await aLibrary(t)
  await aPublishedEntry(ctx, { title: { en: 'Libraries of the world' } })
  await aPublishedEntry(ctx, { title: { en: 'A hoarse horse' } })
  await aPublishedEntry(ctx, { title: { en: 'The white house' } })

  for (const words of ['librares', 'libarries', 'libbraries', 'libreries', 'wrold'])
    t.same(await titles(words), ['Libraries of the world'], words)
  t.same(await titles('hosre'), ['A hoarse horse'])
  t.same(await titles('horse'), ['A hoarse horse'], 'a word that is there means itself')
  t.same(await titles('hte'), [], 'short words are taken at their word')
  t.same(await titles('"libarries"'), [], 'so are quoted ones')
  t.match((await read('search=libarries&highlight=true')).data, [{ _highlights: { title: '<mark>Libraries</mark> of the world' } }])
})

t.test('highlights are safe HTML with what was found in marks', async (t) => {
  const { ctx, read } = await aLibrary(t)
  const filler = 'Nothing of interest is said here. '.repeat(30)
  await aPublishedEntry(ctx, {
    title: { en: '<script>alert("rose")</script> & roses' },
    body: { en: `${filler}At last a red rose, and a white rose.${filler}` },
    secret: 'rose',
    notes: 'rose',
  })
  const [found] = (await read('search=rose&highlight=true')).data
  t.equal(found?._highlights['title'], '&lt;script&gt;alert(&quot;<mark>rose</mark>&quot;)&lt;/script&gt; &amp; <mark>roses</mark>')
  t.match(found?._highlights['body'], /^….*At last a red <mark>rose<\/mark>, and a white <mark>rose<\/mark>\..*…$/)
  t.ok((found?._highlights['body']?.length ?? 0) < 300)
  t.same(Object.keys(found?._highlights ?? {}), ['title', 'body'], 'only fields that are searched, and that readers may see')
})

t.test('what readers may not see is not searched: drafts, private fields, other fields, what was unpublished', async (t) => {
  const { ctx, titles } = await aLibrary(t)
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Public' }, secret: 'confidential', notes: 'unsearched' })
  await saveEntry(ctx, entry.row.id, { fields: { title: { en: 'Planted' } }, baseRevision: entry.row.revision })
  await anEntry(ctx, { title: { en: 'Planted too' } })

  for (const words of ['planted', 'plant', 'plnated', 'confidential', 'unsearched']) t.same(await titles(words), [], words)
  t.same(await titles('public'), ['Public'])
  await publishEntry(ctx, entry.row.id)
  t.same(await titles('planted'), ['Planted'])
  t.same(await titles('public'), [])
  await unpublishEntry(ctx, entry.row.id)
  t.same(await titles('planted'), [])
})

t.test('a search at a point in time finds what was there then', async (t) => {
  const { ctx, titles } = await aLibrary(t)
  const { entry, seq } = await aPublishedEntry(ctx, { title: { en: 'Former' } })
  await saveEntry(ctx, entry.row.id, { fields: { title: { en: 'Present' } }, baseRevision: entry.row.revision })
  await publishEntry(ctx, entry.row.id)
  t.same(await titles('former'), [])
  t.same(await titles('former', `&seq=${seq}`), ['Former'])
  t.same(await titles('present', `&seq=${seq}`), [])
  t.same(await titles('former', `&seq=${Number(seq) + 1}`), [])
})

t.test('who may preview searches what is not public yet, too', async (t) => {
  const { ctx, get, titles } = await aLibrary(t)
  const { entry } = await aPublishedEntry(ctx, { title: { en: 'Gardens' } })
  await saveEntry(ctx, entry.row.id, { fields: { title: { en: 'Orchards' } }, baseRevision: entry.row.revision })
  const draft = await anEntry(ctx, { title: { en: 'An orchard of words' }, secret: 'confidential' })
  await createSchedule(ctx, draft.row.id, { action: 'publish', at: '2999-01-01T00:00:00Z' })
  const { text } = await createToken(ctx, { name: 'preview', kind: 'preview', types: ['*'], expiresAt: null })
  const seen = async (words: string, viewpoint: string) => {
    const reply = await get(`/entries/article?search=${words}&${viewpoint}`, { authorization: `Bearer ${text}` })
    t.equal(reply.statusCode, 200, reply.body)
    if (viewpoint !== 'limit=20') t.match(reply.headers, { 'cache-control': 'private, no-store' })
    return (reply.json().data as Found[]).map(({ title }) => title).toSorted()
  }

  t.same(await seen('orchard', 'perspective=drafts'), ['An orchard of words', 'Orchards'])
  t.same(await seen('ochard', 'perspective=drafts'), ['An orchard of words', 'Orchards'], 'slips are forgiven there as well')
  t.same(await seen('gardens', 'perspective=drafts'), [])
  t.same(await seen('confidential', 'perspective=drafts'), [], 'private fields are searched by nobody')
  t.same(await seen('orchard', 'at=2999-02-01'), ['An orchard of words'])
  t.same(await seen('gardens', 'at=2999-02-01'), ['Gardens'])
  t.same(await seen('gardens', 'limit=20'), ['Gardens'], 'what is public is searched with a preview token, too')
  for (const words of ['orchard', 'ochard']) t.same(await titles(words), [], `${words}: nobody else finds it`)
  t.equal((await get('/entries/article?search=gardens&perspective=drafts')).statusCode, 403, 'who may not preview learns nothing')
})

t.test('nothing that anybody types is more than a search without hits, or a fault of the request', async (t) => {
  const { ctx, get } = await aLibrary(t)
  await aPublishedEntry(ctx, { title: { en: 'Something' } })
  const plain = [
    "':*",
    '&',
    '|',
    '!',
    '<->',
    '"',
    '""',
    '-',
    '--',
    '-"',
    '( ) \\',
    "a'b\\'c",
    '%_%',
    '$1',
    "'; drop table x",
    '🙈',
    '\u0301',
    '-"',
    'a:b:*A',
    '½ ﷺ',
    'ﬀ',
    '\u00ad',
    'x'.repeat(200),
    '-x '.repeat(60),
    'ab '.repeat(66),
  ]
  for (const words of plain) {
    const reply = await get(`/entries/article?search=${encodeURIComponent(words)}&highlight=true`)
    t.equal(reply.statusCode, 200, words)
  }
  for (const [words, code] of [
    ['x'.repeat(201), 'query_too_large'],
    ['a\u0000b', 'forbidden_character'],
    ['\ud800', 'malformed'],
    ['', 'malformed'],
  ] as const) {
    const encoded = words === '\ud800' ? '%ED%A0%80' : encodeURIComponent(words)
    const reply = await get(`/entries/article?search=${encoded}`)
    t.equal(reply.statusCode, 400, code)
  }
  t.equal((await get(`/entries/article?search=${'x'.repeat(10_000)}`)).statusCode, 414)
  await aType(ctx, { name: 'plain', publicRead: true, slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  const reply = await get('/entries/plain?search=x')
  t.match([reply.statusCode, reply.json().issues], [400, [{ parameter: 'search', code: 'not_searchable' }]])
})
