import { type ContentType, type Model, parseContentTypeInput, parseFields } from '@verso/model'
import { references, validateRichText } from '@verso/rich-text'
import t from 'tap'
import { type ImportPlan, planImport } from '../../../apps/cli/src/import-wordpress/plan-import.ts'
import { bytes, collect, opening, realExport, smallExport } from './exports.ts'

type Fields = Record<string, unknown>

async function planned(file: string) {
  const plan = await planImport(opening(file))
  const records = new Map((await collect(plan.records())).map((record) => [record.key, record]))
  return { plan, records, fields: (key: string): Fields => records.get(key)?.fields ?? {} }
}

function left(plan: ImportPlan): Record<string, number> {
  return Object.fromEntries(plan.notCarriedOver.map(({ what, count }) => [what, count]))
}

/** The content types of the plan as the model takes them. */
function modelOf(plan: ImportPlan): Model {
  let number = 0
  const newId = () => {
    number += 1
    return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
  }
  const types: ContentType[] = []
  for (const input of plan.types) {
    const parsed = parseContentTypeInput(input, { model: { version: 0, hash: '', types, locales: [] }, newId })
    if (parsed.type === undefined) throw new Error(JSON.stringify(parsed.issues))
    types.push(parsed.type)
  }
  return { version: 1, hash: '', types, locales: [{ code: 'en', label: 'English', isDefault: true, fallback: null }] }
}

/** The fields with ids in place of keys, as they will be when they are saved. */
function withIds(fields: Fields): Fields {
  return JSON.parse(JSON.stringify(fields).replaceAll(/"key:[^"]*"/g, '"00000000-0000-7000-8000-00000000000f"')) as Fields
}

function faultsOf(plan: ImportPlan, record: { type: string; fields: Fields }): unknown[] {
  const type = modelOf(plan).types.find(({ name }) => name === record.type)
  if (type === undefined) return ['no such type']
  // Two targets may have become the same id, which is no fault of the plan.
  const { categories: _, tags: __, ...fields } = withIds(record.fields)
  const parsed = parseFields(type, fields, { locales: [{ code: 'en', label: 'English', isDefault: true, fallback: null }] })
  return [...(parsed.issues ?? []), ...(fields.body === undefined ? [] : validateRichText(fields.body))]
}

t.test('every type can be made, every record fits its type, every key that is named is there', async (t) => {
  const { plan, records } = await planned(smallExport)
  const keys = new Set([...plan.keys.map((key) => `key:${key}`), ...plan.media.map(({ key }) => `key:${key}`)])
  for (const record of records.values()) {
    t.same(faultsOf(plan, record), [], record.key)
    t.same(
      references(record.fields).filter(({ id }) => !keys.has(id)),
      [],
      record.key,
    )
  }
  t.same([...records.keys()], plan.keys)
  t.equal(plan.source, 'wordpress:harbour.example')
  t.same(plan.counts, { author: 2, category: 4, tag: 2, menu: 2, post: 9, page: 3, menuItem: 6 })
})

t.test('a post carries its title, time, people, subjects, pictures and text', async (t) => {
  const { records, fields } = await planned(smallExport)
  const { body, ...others } = fields('post/10')
  t.same(others, {
    title: 'Opening hours & more',
    slug: 'opening-hours',
    date: '2024-03-02T09:30:00.000Z',
    author: { _ref: 'key:author/ines' },
    excerpt: 'Come early.',
    featuredImage: { _media: 'key:media/50' },
    categories: [{ _ref: 'key:category/news' }, { _ref: 'key:category/tides' }],
    tags: [{ _ref: 'key:tag/%cf%86%ce%ac%cf%81%ce%bf%cf%82' }, { _ref: 'key:tag/fog' }],
    format: 'gallery',
    sticky: true,
  })
  t.equal(records.get('post/10')?.publish, true)
  const [first, links, captioned, other, gallery, form, ...rest] = body as Fields[]
  t.match(first, { children: [{ text: 'The harbour opens at ' }, { text: 'six', marks: ['strong'] }, { text: '.\nBring a coat.' }] })
  t.match(links, {
    markDefs: [
      { _type: 'entryLink', entry: { _ref: 'key:page/20' } },
      { _type: 'link', href: 'https://harbour.example/draft/' },
      { _type: 'link', href: 'https://harbour.example/about/?print=1' },
    ],
  })
  t.match(captioned, { _type: 'image', media: { _media: 'key:media/50' }, alt: 'A boat', caption: 'The old boat' })
  t.match(other, { _type: 'image', media: { _media: 'key:media/elsewhere.example/gull.png' }, alt: 'Gull' })
  t.match(gallery, { _type: 'image', media: { _media: 'key:media/50' } })
  t.match(form, { children: [{ text: '[contact-form to="me"]' }] })
  t.same(rest, [])
})

t.test('what is not open to everyone becomes a draft, and says why', async (t) => {
  const { records, fields } = await planned(smallExport)
  const shown = ['14', '15', '16', '17', '18'].map((id) => [records.get(`post/${id}`)?.publish, records.get(`post/${id}`)?.note])
  t.same(shown, [
    [false, undefined],
    [false, 'It was waiting for review in WordPress.'],
    [false, 'It was private in WordPress.'],
    [false, 'WordPress was to publish it at 2031-01-02T03:04:05.000Z.'],
    [false, 'It was protected by a password in WordPress.'],
  ])
  t.equal('date' in fields('post/14'), false)
  t.notMatch(JSON.stringify([...records.values()].map(({ fields: all, note }) => [all, note])), /"swordfish"|@harbour/)
  t.equal(records.has('post/19'), false)
})

t.test('titles and slugs that are missing or stand twice are made good', async (t) => {
  const { records, fields } = await planned(smallExport)
  t.match([fields('post/11'), records.get('post/11')?.note], [{ title: '(no title)', slug: 'post-11' }, 'It had no title.'])
  t.same([fields('post/12').slug, fields('post/13').slug], ['twice', 'twice-2'])
  t.equal(fields('tag/%cf%86%ce%ac%cf%81%ce%bf%cf%82').slug, 'φάρος')
})

t.test('categories, pages and menus keep their trees; circles and missing parents are opened', async (t) => {
  const { fields } = await planned(smallExport)
  t.same(fields('category/news'), { name: 'News & views', slug: 'news', description: 'What is new.' })
  t.same(fields('category/tides').parent, { _ref: 'key:category/news' })
  t.same([fields('category/hen').parent, fields('category/egg').parent], [undefined, undefined])
  t.match(fields('page/21'), { parent: { _ref: 'key:page/20' }, order: 3 })
  t.equal('parent' in fields('page/22'), false)
  t.same(fields('menuItem/main/60'), {
    label: 'About',
    menu: { _ref: 'key:menu/main' },
    order: 1,
    target: { _ref: 'key:page/20' },
    newTab: false,
  })
  t.match(fields('menuItem/footer/60'), { menu: { _ref: 'key:menu/footer' } })
  t.match(fields('menuItem/main/61'), { label: 'The team', parent: { _ref: 'key:menuItem/main/60' }, cssClasses: 'one two' })
  t.match(fields('menuItem/main/62'), { url: 'https://elsewhere.example/', title: 'Opens elsewhere', newTab: true })
  t.match(fields('menuItem/main/63'), { label: 'Tides', target: { _ref: 'key:category/tides' } })
  t.equal('target' in fields('menuItem/main/64'), false)
})

t.test('files are named by where they are, those that only a text shows as well', async (t) => {
  const { plan } = await planned(smallExport)
  t.same(plan.media, [
    {
      key: 'media/50',
      url: 'https://harbour.example/wp-content/uploads/boat.jpg',
      filename: 'boat.jpg',
      mimeType: 'image/jpeg',
      alt: 'Wooden boat',
      caption: 'A boat at noon',
    },
    {
      key: 'media/51',
      url: 'https://harbour.example/wp-content/uploads/2024/time%20table.pdf',
      filename: 'time table.pdf',
      mimeType: 'application/pdf',
      alt: null,
      caption: null,
    },
    {
      key: 'media/elsewhere.example/gull.png',
      url: 'https://elsewhere.example/gull.png',
      filename: 'gull.png',
      mimeType: 'image/png',
      alt: 'Gull',
      caption: null,
    },
  ])
})

t.test('what is not carried over is named and counted', async (t) => {
  const { plan } = await planned(smallExport)
  t.same(left(plan), {
    'comments and pingbacks': 1,
    'e-mail addresses of authors': 1,
    'custom fields': 1,
    'settings of WordPress and its plug-ins': 1,
    'passwords of posts (they are drafts now)': 1,
    'items in the trash or never saved': 1,
    'items of the type “recipe”': 1,
    'items of the type “revision”': 1,
    'terms of the taxonomy “mood”': 1,
    'categories above others that are not in the file': 2,
    'pages above others that are not in the file': 1,
    'targets of menu items that are not in the file': 1,
    'attachments without a web address': 1,
    'descriptions of files': 1,
    'blocks that WordPress fills when it shows the page': 1,
    'shortcodes (kept as text)': 1,
    scripts: 1,
  })
})

t.test('planning twice gives the same bytes', async (t) => {
  const [one, two] = await Promise.all([planned(smallExport), planned(smallExport)])
  t.equal(JSON.stringify([...one.records, one.plan]), JSON.stringify([...two.records, two.plan]))
})

t.test('a damaged file gives no plan', async (t) => {
  await t.rejects(
    planImport(() => bytes('<rss><channel>')),
    { name: 'WxrError' },
  )
})

t.test(
  'a large real export is planned whole',
  { skip: realExport() === null ? 'the export is not on this machine (VERSO_IMPORT_DATA)' : false },
  async (t) => {
    const { plan, records } = await planned(realExport() ?? '')
    t.match(plan.counts, { post: 58, page: 21, menuItem: 70 })
    t.equal(plan.media.filter(({ key }) => /^media\/\d+$/.test(key)).length, 37)
    t.same(
      [...records.values()].flatMap((record) => faultsOf(plan, record)),
      [],
    )
    t.equal([...records.values()].filter(({ type, publish }) => type === 'post' && publish === true).length, 55)
  },
)
