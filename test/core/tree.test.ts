import {
  createEntry,
  duplicateEntry,
  getEntry,
  listEntries,
  moveEntry,
  publishEntry,
  purgeEntry,
  Refusal,
  restoreEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import t from 'tap'
import { aPage, aPublishedPage, aSite, pathsOf, renamed, type Site } from '../support/a-site.ts'
import { aContextWith } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'

const both = ['en', 'de']

/** The titles of pages in the order of the tree. */
async function inOrder({ ctx }: Site, query = ''): Promise<string[]> {
  const { entries } = await listEntries(ctx, `type=page&sort=_order&limit=250${query}`)
  return entries.map((entry) => entry.title.replace(' en', ''))
}

async function issueOf(answer: Promise<unknown>): Promise<(string | undefined)[]> {
  const { code, issues } = await refusal(answer)
  return [code, issues[0]?.path, issues[0]?.code]
}

t.test('pages stand where they were made and where they are moved to, and the whole tree comes in its order', async (t) => {
  const site = await aSite(t)
  const { ctx } = site
  const a = await aPage(ctx, 'A')
  const b = await aPage(ctx, 'B')
  const a1 = await aPage(ctx, 'A1', { parent: a })
  await aPage(ctx, 'A2', { parent: a })
  t.same(await inOrder(site), ['A', 'A1', 'A2', 'B'])

  await moveEntry(ctx, b, { parent: null, before: a })
  t.same(await inOrder(site), ['B', 'A', 'A1', 'A2'])
  await moveEntry(ctx, a1, { parent: b })
  t.same(await inOrder(site), ['B', 'A1', 'A', 'A2'])
  t.same(await inOrder(site, `&filter[_parent]=${a}`), ['A2'])
  t.same(await inOrder(site, '&filter[_parent][null]=true'), ['B', 'A'])
  const { row } = await getEntry(ctx, b)
  t.match(row, { parentId: null, children: 1, revision: 1 })
})

t.test('a cursor goes on through a tree where the page before ended', async (t) => {
  const site = await aSite(t)
  const a = await aPage(site.ctx, 'A')
  for (const name of ['A1', 'A2', 'A3']) await aPage(site.ctx, name, { parent: a })
  const first = await listEntries(site.ctx, 'type=page&sort=_order&limit=2')
  const second = await listEntries(site.ctx, `type=page&sort=_order&limit=2&after=${first.page.next}`)
  t.same(
    [...first.entries, ...second.entries].map((entry) => entry.title),
    ['A en', 'A1 en', 'A2 en', 'A3 en'],
  )
})

t.test('a move to where an entry stands already writes nothing', async (t) => {
  const { ctx, store } = await aSite(t)
  const a = await aPublishedPage(ctx, 'A')
  const b = await aPublishedPage(ctx, 'B')
  const before = { seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }

  t.equal((await moveEntry(ctx, a, { parent: null, before: b })).seq, null)
  t.equal((await moveEntry(ctx, b, { parent: null })).seq, null)
  t.same({ seq: await store.log.seq(), audit: (await store.audit.list({ limit: 100 })).length }, before)
})

t.test('paths are made of the slugs above, by language; a rename changes those of everything below with one seq', async (t) => {
  const { ctx, store } = await aSite(t)
  const top = await aPublishedPage(ctx, 'Top', { locales: both })
  const middle = await aPublishedPage(ctx, 'Middle', { parent: top, locales: both })
  const leaf = await aPublishedPage(ctx, 'Leaf', { parent: middle, locales: both })
  t.same(await pathsOf(store, leaf), { de: '/top-de/middle-de/leaf-de', en: '/top-en/middle-en/leaf-en' })
  const before = await store.log.seq()

  await renamed(ctx, top, { en: 'start' })

  t.same(await pathsOf(store, leaf), { de: '/top-de/middle-de/leaf-de', en: '/start/middle-en/leaf-en' })
  t.equal(await store.log.seq(), before + 1n)
  const [event] = await store.log.list({ after: before, limit: 1 })
  t.match(
    event?.items.filter((item) => item.id === leaf),
    [{ op: 'publish', locale: 'en', path: '/start/middle-en/leaf-en', previousPath: '/top-en/middle-en/leaf-en', changedFieldIds: [] }],
  )
  t.equal((await getEntry(ctx, leaf)).status, 'published')
})

t.test('a move changes the paths of all that is published below at once, and leaves unpublished drafts without one', async (t) => {
  const { ctx, store } = await aSite(t)
  const a = await aPublishedPage(ctx, 'A')
  const b = await aPublishedPage(ctx, 'B')
  const child = await aPublishedPage(ctx, 'Child', { parent: a })
  const leaf = await aPublishedPage(ctx, 'Leaf', { parent: child })
  const draft = await aPage(ctx, 'Draft', { parent: child })
  const before = await store.log.seq()

  const { seq } = await moveEntry(ctx, child, { parent: b })

  t.equal(seq, before + 1n)
  t.same(await pathsOf(store, child), { en: '/b-en/child-en' })
  t.same(await pathsOf(store, leaf), { en: '/b-en/child-en/leaf-en' })
  t.same(await pathsOf(store, draft), {})
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'entry.move', targetId: child, before: { parent: a }, after: { parent: b } }])
})

t.test('a cycle, a stranger, another type, the trash and an unknown neighbour are refused and leave no trace', async (t) => {
  const { ctx, store } = await aSite(t)
  const a = await aPage(ctx, 'A')
  const b = await aPage(ctx, 'B', { parent: a })
  const c = await aPage(ctx, 'C', { parent: b })
  const post = (await createEntry(ctx, { type: 'post', fields: { title: 'Post' } })).row.id
  const trashed = await aPage(ctx, 'Trashed')
  await trashEntry(ctx, trashed)

  t.same(await issueOf(moveEntry(ctx, a, { parent: a })), ['invalid_value', '/parent', 'cycle'])
  t.same(await issueOf(moveEntry(ctx, a, { parent: c })), ['invalid_value', '/parent', 'cycle'])
  t.same(await issueOf(moveEntry(ctx, a, { parent: 'nonsense' })), ['invalid_value', '/parent', 'unknown_parent'])
  t.same(await issueOf(moveEntry(ctx, a, { parent: post })), ['invalid_value', '/parent', 'wrong_type'])
  t.same(await issueOf(moveEntry(ctx, a, { parent: trashed })), ['invalid_value', '/parent', 'trashed'])
  t.same(await issueOf(moveEntry(ctx, a, { parent: null, before: c })), ['invalid_value', '/before', 'unknown_sibling'])
  t.same(await issueOf(moveEntry(ctx, post, { parent: null })), ['invalid_value', '/parent', 'not_a_tree'])
  t.same(await issueOf(createEntry(ctx, { type: 'post', parent: a })), ['invalid_value', '/parent', 'not_a_tree'])
  t.same(await issueOf(createEntry(ctx, { type: 'page', parent: trashed })), ['invalid_value', '/parent', 'trashed'])
  t.same(await store.tree.lineage(c), [c, b, a])
  t.same(
    (await store.audit.list({ limit: 100 })).filter(({ action }) => action === 'entry.move'),
    [],
  )
})

t.test('an entry is public only below what is public in the same language', async (t) => {
  const { ctx } = await aSite(t)
  const parent = await aPage(ctx, 'Parent', { locales: both })
  const child = await aPage(ctx, 'Child', { parent, locales: both })

  const refused = await refusal(publishEntry(ctx, child))
  t.equal(refused.code, 'invalid_entry')
  t.match(refused.issues, [
    { path: '/parent', code: 'parent_unpublished', entryId: parent },
    { path: '/parent', code: 'parent_unpublished', entryId: parent },
  ])
  await publishEntry(ctx, parent, { locales: ['en'] })
  t.same((await refusal(publishEntry(ctx, child))).issues.length, 1)
  t.ok((await publishEntry(ctx, child, { locales: ['en'] })).seq)

  const lone = await aPage(ctx, 'Lone')
  t.same(await issueOf(moveEntry(ctx, child, { parent: lone })), ['invalid_entry', '/parent', 'parent_unpublished'])
  t.equal((await getEntry(ctx, child)).row.parentId, parent)
})

t.test('what has something public below it stays public; what has anything below it stays out of the trash', async (t) => {
  const { ctx } = await aSite(t)
  const parent = await aPublishedPage(ctx, 'Parent')
  const child = await aPublishedPage(ctx, 'Child', { parent })

  const unpublishing = await refusal(unpublishEntry(ctx, parent))
  const trashing = await refusal(trashEntry(ctx, parent))
  t.match(
    [unpublishing, trashing],
    [
      { code: 'in_use', facts: { children: [child], total: 1 } },
      { code: 'in_use', facts: { children: [child], total: 1 } },
    ],
  )

  await trashEntry(ctx, child)
  await trashEntry(ctx, parent)
  t.match(await refusal(restoreEntry(ctx, child)), { code: 'trashed', facts: { parentId: parent } })
  await purgeEntry(ctx, parent)
  await restoreEntry(ctx, child, { publish: true })
  t.match((await getEntry(ctx, child)).row, { parentId: null, publications: [{ path: '/child-en' }] })
})

t.test('siblings cannot be public with one slug; cousins can', async (t) => {
  const { ctx, store } = await aSite(t)
  const a = await aPublishedPage(ctx, 'A')
  const b = await aPublishedPage(ctx, 'B')
  const one = await aPublishedPage(ctx, 'Same', { parent: a })
  const two = await aPublishedPage(ctx, 'Same', { parent: b })
  t.same(await pathsOf(store, two), { en: '/b-en/same-en' })

  const moved = await refusal(moveEntry(ctx, two, { parent: a }))
  t.match(moved, { code: 'unique_taken', facts: { holderId: one } })
  const third = await createEntry(ctx, { type: 'page', fields: { title: { en: 'Third' }, slug: { en: 'same-en' } }, parent: a })
  t.match(await refusal(publishEntry(ctx, third.row.id)), { code: 'unique_taken', facts: { path: '/fields/slug/en', holderId: one } })
  t.same(await pathsOf(store, two), { en: '/b-en/same-en' })
})

t.test('a copy stands beside the original', async (t) => {
  const { ctx } = await aSite(t)
  const parent = await aPage(ctx, 'Parent')
  const child = await aPage(ctx, 'Child', { parent })
  const copy = await duplicateEntry(ctx, child)
  t.match(copy, { row: { parentId: parent }, fields: { slug: { en: 'child-en-2' } } })
})

t.test('who may edit but not publish moves drafts only', async (t) => {
  const { ctx, store, pageTypeId } = await aSite(t)
  const writer = aContextWith(store, [{ actions: ['read', 'create', 'edit'], types: [pageTypeId] }])
  const draft = await aPage(ctx, 'Draft')
  const shown = await aPublishedPage(ctx, 'Shown')
  t.equal((await moveEntry(writer, draft, { parent: shown })).entry.row.parentId, shown)
  await aPage(ctx, 'Other')
  t.equal((await refusal(moveEntry(writer, shown, { parent: null }))).code, 'not_allowed')
  const reader = aContextWith(store, [{ actions: ['read'], types: [pageTypeId] }])
  t.equal((await refusal(moveEntry(reader, draft, { parent: null }))).code, 'not_allowed')
})

t.test('moves below each other at once: one is a cycle, and nothing hangs', async (t) => {
  const { ctx, store } = await aSite(t)
  const a = await aPublishedPage(ctx, 'A')
  const b = await aPublishedPage(ctx, 'B')

  const results = await Promise.allSettled([moveEntry(ctx, a, { parent: b }), moveEntry(ctx, b, { parent: a })])

  t.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  const lost = results.find((result) => result.status === 'rejected')
  t.match(lost?.reason, { code: 'invalid_value', issues: [{ code: 'cycle' }] })
  t.same((await store.entries.findMany([a, b])).filter((row) => row.parentId === null).length, 1)
})

t.test('many are moved to one place at once: all of them hold, each in a place of its own', async (t) => {
  const site = await aSite(t)
  const { ctx, store } = site
  const parent = await aPublishedPage(ctx, 'Parent')
  const last = await aPublishedPage(ctx, 'Last', { parent })
  const pages = await Promise.all(Array.from({ length: 6 }, (_, index) => aPage(ctx, `P${index}`)))
  for (const id of pages) await publishEntry(ctx, id)

  await Promise.all(pages.map((id) => moveEntry(ctx, id, { parent, before: last })))

  const siblings = await store.tree.siblings(site.pageTypeId, parent)
  t.equal(siblings.length, 7)
  t.equal(siblings.at(-1)?.id, last)
  t.equal(new Set(siblings.map((sibling) => sibling.orderKey)).size, 7)
})

t.test('a child is published while its parent is renamed, moved or unpublished: its path is always that of its parent', async (t) => {
  const { ctx, store } = await aSite(t)
  const home = await aPublishedPage(ctx, 'Home')
  for (let round = 0; round < 6; round += 1) {
    const parent = await aPublishedPage(ctx, `Parent${round}`)
    const child = await aPage(ctx, 'Child', { parent })
    const others = [
      () => renamed(ctx, parent, { en: `new-${round}` }),
      () => moveEntry(ctx, parent, { parent: home }),
      () => unpublishEntry(ctx, parent),
    ]
    const other = others[round % others.length]

    const results = await Promise.allSettled([publishEntry(ctx, child), other?.()])
    for (const result of results) if (result.status === 'rejected') t.ok(result.reason instanceof Refusal, String(result.reason))

    const [above, below] = [(await pathsOf(store, parent)).en, (await pathsOf(store, child)).en]
    if (below !== undefined) t.equal(below, `${above}/child-en`)
  }
})
