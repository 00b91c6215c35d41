import t from 'tap'
import { testStore } from '../support/test-store.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import {
  aLibrary,
  aPlan,
  article,
  type Doc,
  fieldIds as f,
  includePeople,
  noon,
  person,
  publish,
  publishNew,
  readableTypeIds,
  systemActor,
  unpublish,
  locales as languages,
} from './library.ts'

const idOf = (prefix: string, number: number) => `${prefix}000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [ada, bob, eve] = [idOf('0d', 1), idOf('0d', 2), idOf('0d', 3)] as const
const [one, two] = [idOf('0e', 1), idOf('0e', 2)] as const

const people: Doc[] = [
  { id: ada, type: person, fields: { [f.name]: 'Ada', [f.teacher]: { _ref: bob } } },
  { id: bob, type: person, fields: { [f.name]: 'Bob', [f.teacher]: { _ref: eve } } },
  { id: eve, type: person, fields: { [f.name]: 'Eve' } },
]

t.test('a read of nothing still says which state and which model it saw', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const { keysOfRows: _, linked, ...read } = await store.reads.published(aPlan(article, { count: true }), { readableTypeIds })
  t.equal(linked.size, 0)
  t.same(read, {
    seq: 1n,
    newestSeq: 1n,
    modelVersion: 1,
    rows: [],
    targets: new Map(),
    media: new Map(),
    chosen: new Map(),
    lookedFor: new Set(),
    next: null,
    total: 0,
  })
})

t.test('an included target comes with its pieces, the ones behind it only as present, one that is not published not at all', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [
    ...people,
    {
      id: one,
      type: article,
      fields: { [f.title]: 'One', [f.author]: { _ref: ada }, [f.editors]: [{ _ref: ada }, { _ref: idOf('0d', 9) }] },
    },
  ])

  const plain = await store.reads.published(aPlan(article), { readableTypeIds })
  t.same(
    [...plain.targets.values()].map(({ id, typeId, pieces }) => [id, typeId, pieces]),
    [[ada, person.id, []]],
  )
  t.same(
    plain.rows[0]?.layout,
    article.fields.map((field) => field.id),
  )
  t.equal(plain.rows[0]?.pieces[0], '"One"')

  const included = await store.reads.published(aPlan(article, { include: [includePeople(f.author)] }), { readableTypeIds })
  t.same(
    [...included.targets.values()].map(({ id, pieces }) => [id, pieces[0]]),
    [
      [ada, '"Ada"'],
      [bob, undefined],
    ],
  )

  const deep = await store.reads.published(aPlan(article, { include: [includePeople(f.author, [includePeople(f.teacher)])] }), {
    readableTypeIds,
  })
  t.same(
    [...deep.targets.values()].map(({ id, pieces }) => [id, pieces[0]]),
    [
      [ada, '"Ada"'],
      [bob, '"Bob"'],
      [eve, undefined],
    ],
  )

  await unpublish(store, ada)
  t.same([...(await store.reads.published(aPlan(article), { readableTypeIds })).targets], [])
})

t.test('targets of a type that may not be read are absent', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [...people, { id: one, type: article, fields: { [f.author]: { _ref: ada } } }])
  const read = await store.reads.published(aPlan(article, { include: [includePeople(f.author)] }), { readableTypeIds: [article.id] })
  t.same([read.rows.length, read.targets.size], [1, 0])
})

t.test('an entry that refers to itself, or to its own teacher’s pupil, is read once', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [
    { id: ada, type: person, fields: { [f.name]: 'Ada', [f.teacher]: { _ref: bob } } },
    { id: bob, type: person, fields: { [f.name]: 'Bob', [f.teacher]: { _ref: ada } } },
  ])
  const forever = includePeople(f.teacher)
  forever.include[person.id] = [forever]
  const read = await store.reads.published(aPlan(person, { include: [forever] }), { readableTypeIds })
  t.same([...read.targets.values()].map(({ pieces }) => pieces[0]).sort(), ['"Ada"', '"Bob"'])
})

t.test('files and links in rich text are looked up, words that look like them are not', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const [photo, inText, unused] = [idOf('0f', 1), idOf('0f', 2), idOf('0f', 3)] as const
  await store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', ...systemActor, at: noon }, async (seq) => {
      for (const id of [photo, inText, unused]) {
        await tx.media.create(
          {
            id,
            revision: 1,
            filename: 'a.png',
            mimeType: 'image/png',
            bytes: 7n,
            sha256: null,
            width: 1,
            height: 1,
            alt: { en: 'Before' },
            caption: {},
            ...nothingSaid,
            sourceUrl: 'https://example.org/a.png',
            createdAt: noon,
            createdById: null,
            updatedAt: noon,
          },
          seq,
        )
      }
      return []
    }),
  )
  const text = [
    { _type: 'image', _key: 'a', _media: inText },
    { _type: 'link', _key: 'b', _ref: ada },
    { _type: 'span', _key: 'c', text: `"_media":"${unused}" "_ref":"${bob}"` },
  ]
  const seq = await publishNew(store, [...people, { id: one, type: article, fields: { [f.cover]: { _media: photo }, [f.text]: text } }])

  const read = await store.reads.published(aPlan(article), { readableTypeIds })
  t.same([...read.media.keys()].sort(), [photo, inText])
  t.same(read.media.get(photo), {
    id: photo,
    filename: 'a.png',
    mimeType: 'image/png',
    bytes: 7,
    sha256: null,
    width: 1,
    height: 1,
    alt: { en: 'Before' },
    caption: {},
    ...nothingSaid,
    sourceUrl: 'https://example.org/a.png',
  })
  t.same([...read.targets.keys()], [ada])

  const withoutText = await store.reads.published(aPlan(article, { selection: { system: [], fields: [f.title] } }), { readableTypeIds })
  t.same([withoutText.media.size, withoutText.targets.size], [0, 0], 'what is not given is not looked up')

  await store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', ...systemActor, at: noon }, async (next) => tx.media.remove(photo, next).then(() => [])),
  )
  t.same([...(await store.reads.published(aPlan(article), { readableTypeIds })).media.keys()], [inText])
  t.same([...(await store.reads.published(aPlan(article), { readableTypeIds, at: seq })).media.keys()].sort(), [photo, inText])
})

t.test('in a chain of languages an entry comes once, in the first one that it is published in', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [
    { id: one, type: article, locale: 'en', fields: { [f.title]: 'Hello' } },
    { id: one, type: article, locale: 'de', fields: { [f.title]: 'Hallo' } },
    { id: two, type: article, locale: 'en', fields: { [f.title]: 'Only English' } },
  ])
  const titles = async (locales: string[]) =>
    (await store.reads.published(aPlan(article, { locales, count: true }), { readableTypeIds })).rows.map(
      (row) => `${row.locale} ${row.pieces[0]}`,
    )
  t.same(await titles(['de', 'en']), ['de "Hallo"', 'en "Only English"'])
  t.same(await titles(['de']), ['de "Hallo"'])
  t.same(await titles(['fr', 'en', 'de']), ['en "Hello"', 'en "Only English"'])
})

t.test('entries of several types come by id, those that may be read and are published', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [...people, { id: one, type: article, fields: { [f.title]: 'One', [f.author]: { _ref: bob } } }])
  const plans = [aPlan(article), aPlan(person)]
  const read = await store.reads.publishedByIds([one, ada, two], { plans, readableTypeIds })
  t.same(read.rows.map((row) => row.id).sort(), [ada, one])
  t.same([...read.targets.keys()], [bob])
  t.same(
    (await store.reads.publishedByIds([one, ada], { plans, readableTypeIds: [person.id] })).rows.map((row) => row.id),
    [ada],
  )
  t.match(await store.reads.publishedByIds([], { plans, readableTypeIds }), { seq: read.seq, rows: [] })
})

t.test('an entry is found by its slug, also where it was at an earlier state', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  const before = await publishNew(store, [{ id: one, type: article, fields: { [f.slug]: 'old' } }])
  await publish(store, [{ id: one, type: article, fields: { [f.slug]: 'new' } }])
  const bySlug = async (slug: string, at?: bigint) => {
    const where = {
      kind: 'compare',
      target: { kind: 'system', column: 'slug', comparison: 'text' },
      operator: 'eq',
      operand: slug,
    } as const
    return (await store.reads.published(aPlan(article, { where, limit: 1 }), { readableTypeIds, ...(at === undefined ? {} : { at }) })).rows
      .length
  }
  t.same([await bySlug('old'), await bySlug('new'), await bySlug('old', before), await bySlug('new', before)], [0, 1, 1, 0])
})

t.test('rows of before a change of the model are read in the order of fields of then', async (t) => {
  const store = await testStore(t)
  await aLibrary(store)
  await publishNew(store, [{ id: one, type: article, fields: { [f.title]: 'One' } }])
  await store.transaction((tx) =>
    tx.log.append({ kind: 'model.changed', ...systemActor, at: noon }, async (seq, at) => {
      await tx.models.replace(
        { types: [{ ...article, fields: article.fields.toReversed() }], locales: languages },
        { hash: 'turned', seq, byId: null, at, steps: [], restores: null },
      )
      return []
    }),
  )
  const read = await store.reads.published(aPlan(article), { readableTypeIds })
  t.equal(read.modelVersion, 2)
  t.equal(read.rows[0]?.pieces[read.rows[0].layout.indexOf(f.title)], '"One"')
})
