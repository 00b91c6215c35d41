import {
  createEntry,
  createRedirect,
  deleteRedirect,
  listRedirects,
  moveEntry,
  publishEntry,
  purgeEntry,
  trashEntry,
  tryPath,
  unpublishEntry,
} from '@verso/core'
import type { Store } from '@verso/data'
import t from 'tap'
import { aPublishedPage, aSite, pathsOf, renamed } from '../support/a-site.ts'
import { aContextWith, aPublishedEntry } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'

/** Redirects that count now, as `from → entry or place`, by path. */
async function arrows(store: Store, locale = 'en'): Promise<Record<string, string | null>> {
  const { rows } = await store.redirects.list({ limit: 250 })
  return Object.fromEntries(rows.filter((row) => row.locale === locale).map((row) => [row.from, row.toEntryId ?? row.to]))
}

t.test('another slug leaves a redirect in its language alone; back again takes it away and leaves the other', async (t) => {
  const { ctx, store } = await aSite(t)
  const page = await aPublishedPage(ctx, 'A', { locales: ['en', 'de'] })

  await renamed(ctx, page, { en: 'b' })
  t.same(await arrows(store), { '/a-en': page })
  t.same(await arrows(store, 'de'), {})
  await renamed(ctx, page, { en: 'c' })
  t.same(await arrows(store), { '/a-en': page, '/b': page })
  await renamed(ctx, page, { en: 'a-en' })
  t.same(await arrows(store), { '/b': page, '/c': page })
})

t.test('a move leaves redirects for everything below, and whoever takes a path ends what led from it', async (t) => {
  const { ctx, store } = await aSite(t)
  const a = await aPublishedPage(ctx, 'A')
  const child = await aPublishedPage(ctx, 'Child', { parent: a })
  const leaf = await aPublishedPage(ctx, 'Leaf', { parent: child })

  await moveEntry(ctx, child, { parent: null })
  t.same(await arrows(store), { '/a-en/child-en': child, '/a-en/child-en/leaf-en': leaf })
  const other = await createEntry(ctx, { type: 'page', fields: { title: { en: 'Child en' } }, parent: a })
  await publishEntry(ctx, other.row.id)
  t.same(await pathsOf(store, other.row.id), { en: '/a-en/child-en' })
  t.same(await arrows(store), { '/a-en/child-en/leaf-en': leaf })
})

t.test('what comes back under another slug leaves its old path, unless somebody had it since', async (t) => {
  const { ctx, store } = await aSite(t)
  const one = await aPublishedPage(ctx, 'Same')
  await unpublishEntry(ctx, one)
  await renamed(ctx, one, { en: 'one' })
  t.same(await arrows(store), { '/same-en': one })

  const two = await createEntry(ctx, { type: 'page', fields: { title: { en: 'Two' }, slug: { en: 'same-en' } } })
  await publishEntry(ctx, two.row.id)
  await unpublishEntry(ctx, two.row.id)
  await unpublishEntry(ctx, one)
  await renamed(ctx, one, { en: 'first' })
  t.same(await arrows(store), { '/one': one })
  await renamed(ctx, two.row.id, { en: 'second' })
  t.same(await arrows(store), { '/one': one, '/same-en': two.row.id })
})

t.test('two entries swap their slugs through a third name: the arrows follow the last holder', async (t) => {
  const { ctx, store } = await aSite(t)
  const [one, two] = [await aPublishedPage(ctx, 'One'), await aPublishedPage(ctx, 'Two')]
  await renamed(ctx, one, { en: 'aside' })
  await renamed(ctx, two, { en: 'one-en' })
  await renamed(ctx, one, { en: 'two-en' })
  t.same(await arrows(store), { '/aside': one })
})

t.test('an entry that is purged takes its redirects along', async (t) => {
  const { ctx, store } = await aSite(t)
  const page = await aPublishedPage(ctx, 'A')
  await renamed(ctx, page, { en: 'b' })
  await trashEntry(ctx, page)
  await purgeEntry(ctx, page)
  t.same(await arrows(store), {})
})

t.test('a redirect that people make takes one seq, an event and an audit row; so does its end', async (t) => {
  const { ctx, store } = await aSite(t)
  const before = await store.log.seq()

  const { row } = await createRedirect(ctx, { from: '/old', to: 'https://example.org/new', permanent: false })

  t.match(row, { from: '/old', to: 'https://example.org/new', toEntryId: null, locale: 'en', permanent: false, automatic: false })
  t.match(await store.log.list({ after: before, limit: 9 }), [{ kind: 'redirect.changed', items: [{ op: 'redirect', id: row.id }] }])
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'redirect.create', targetId: row.id }])
  await deleteRedirect(ctx, row.id)
  t.same(await arrows(store), {})
  t.equal(await store.log.seq(), before + 2n)
  t.match(await store.audit.list({ limit: 1 }), [{ action: 'redirect.delete', targetId: row.id }])
  t.equal((await refusal(deleteRedirect(ctx, row.id))).code, 'not_found')
})

t.test('a redirect leads straight to where its target leads, and older ones lead on', async (t) => {
  const { ctx, store } = await aSite(t)
  const page = await aPublishedPage(ctx, 'Page')
  await createRedirect(ctx, { from: '/1', to: '/2' })
  await createRedirect(ctx, { from: '/2', to: '/3' })
  t.same(await arrows(store), { '/1': '/3', '/2': '/3' })
  await createRedirect(ctx, { from: '/0', to: '/1' })
  t.same(await arrows(store), { '/0': '/3', '/1': '/3', '/2': '/3' })

  await createRedirect(ctx, { from: '/3', to: '/page-en' })
  t.same(await arrows(store), { '/0': page, '/1': page, '/2': page, '/3': page })
  await renamed(ctx, page, { en: 'elsewhere' })
  t.match(await arrows(store), { '/0': page, '/page-en': page })
})

t.test('loops, taken paths, and ends that mean nothing are refused and leave no trace', async (t) => {
  const { ctx, store } = await aSite(t)
  const page = await aPublishedPage(ctx, 'Page')
  const { row } = await createRedirect(ctx, { from: '/a', to: '/b' })
  const before = await store.log.seq()
  const told = async (sent: Parameters<typeof createRedirect>[1]) => {
    const { code, facts, issues } = await refusal(createRedirect(ctx, sent))
    return [code, issues[0]?.path ?? facts.path, issues[0]?.code ?? facts.holderId ?? facts.redirectId]
  }

  t.same(await told({ from: '/b', to: '/a' }), ['invalid_value', '/to', 'loop'])
  t.same(await told({ from: '/c', to: '/c' }), ['invalid_value', '/to', 'loop'])
  t.same(await told({ from: '/page-en', to: '/x' }), ['unique_taken', '/from', page])
  t.same(await told({ from: '/a', to: '/x' }), ['unique_taken', '/from', row.id])
  for (const from of ['', 'a', '//a', '/a/', '/a//b', '/a?b', '/a#b', '/a/../b', '/\0', `/${'x'.repeat(2_000)}`, 'https://example.org']) {
    t.same(await told({ from, to: '/x' }), ['invalid_value', '/from', 'wrong_format'], from.slice(0, 30))
  }
  for (const to of ['javascript:alert(1)', 'ftp://example.org', 'https://user@example.org', 'x', '//example.org']) {
    t.same(await told({ from: '/new', to }), ['invalid_value', '/to', 'wrong_format'], to)
  }
  t.same(await told({ from: '/new' }), ['invalid_value', '/to', 'required'])
  t.same(await told({ from: '/new', to: '/x', entryId: page }), ['invalid_value', '/to', 'required'])
  t.same(await told({ from: '/new', entryId: 'x' }), ['invalid_value', '/entryId', 'target_missing'])
  t.same(await told({ from: '/new', to: '/x', locale: 'xx' }), ['invalid_value', '/locale', 'unknown_locale'])
  t.equal(await store.log.seq(), before)
})

t.test('who publishes an entry decides about what leads to it; everything else is for those who manage settings', async (t) => {
  const { ctx, store, pageTypeId } = await aSite(t)
  const page = await aPublishedPage(ctx, 'Page')
  const post = await aPublishedEntry(ctx, { title: 'Post' }, 'post')
  const { row: fixed } = await createRedirect(ctx, { from: '/fixed', to: '/somewhere' })
  const { row: toPost } = await createRedirect(ctx, { from: '/to-post', entryId: post.entry.row.id })
  const publisher = aContextWith(store, [{ actions: ['read', 'publish'], types: [pageTypeId] }])
  const reader = aContextWith(store, [{ actions: ['read'], types: [pageTypeId] }])

  const { row } = await createRedirect(publisher, { from: '/mine', entryId: page })
  t.equal((await refusal(createRedirect(publisher, { from: '/x', to: '/y' }))).code, 'not_allowed')
  t.equal((await refusal(deleteRedirect(publisher, fixed.id))).code, 'not_found', 'it is not in their list either')
  t.equal((await refusal(deleteRedirect(publisher, toPost.id))).code, 'not_found')
  t.equal((await refusal(deleteRedirect(reader, row.id))).code, 'not_allowed')
  const seen = await listRedirects(reader, { limit: 10 })
  t.match(seen.redirects, [{ row: { from: '/mine' }, target: { id: page, typeName: 'page', title: 'Page en', path: '/page-en' } }])
  t.equal((await refusal(listRedirects(aContextWith(store, []), { limit: 10 }))).code, 'not_allowed')
  t.equal((await listRedirects(ctx, { limit: 2 })).next !== null, true)
  t.equal((await listRedirects(ctx, { limit: 10, search: 'TO-' })).redirects.length, 1)
})

t.test('many make a redirect from one path at once: one does, the others are told', async (t) => {
  const { ctx, store } = await aSite(t)
  const results = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => createRedirect(ctx, { from: '/one', to: `/${index}` })))
  t.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') t.equal(result.reason.code, 'unique_taken')
  t.equal((await store.redirects.from('en', '/one')).length, 1)
})

t.test('an entry is published at a path while a redirect from it is made: the entry has it in the end', async (t) => {
  const { ctx, store } = await aSite(t)
  for (let round = 0; round < 4; round += 1) {
    const { row } = await createEntry(ctx, { type: 'page', fields: { title: { en: 'T' }, slug: { en: `r${round}` } } })
    await Promise.allSettled([publishEntry(ctx, row.id), createRedirect(ctx, { from: `/r${round}`, to: '/x' })])
    t.same(await pathsOf(store, row.id), { en: `/r${round}` })
    t.same(await store.redirects.from('en', `/r${round}`), [])
  }
})

t.test('a path is tried as readers would be answered, and nobody has come by', async (t) => {
  const { ctx, store } = await aSite(t)
  const page = await aPublishedPage(ctx, 'A')
  await renamed(ctx, page, { en: 'b' })
  await createRedirect(ctx, { from: '/out', to: 'https://example.org/', permanent: false })
  const entry = { id: page, typeName: 'page', title: 'A en' }

  t.match(await tryPath(ctx, { path: '/b' }), { path: '/b', leadsTo: { entry, locale: 'en', path: '/b', moved: false } })
  t.match(await tryPath(ctx, { path: '/a-en' }), { leadsTo: { entry, path: '/b', moved: true, permanent: true } })
  t.match(await tryPath(ctx, { path: '/out' }), { leadsTo: { entry: null, path: 'https://example.org/', moved: true, permanent: false } })
  t.same(await tryPath(ctx, { path: '/nowhere' }), { path: '/nowhere', leadsTo: null })
  t.equal((await refusal(tryPath(ctx, { path: 'nowhere' }))).code, 'invalid_query')
  t.equal((await refusal(tryPath(aContextWith(store, []), { path: '/b' }))).code, 'not_allowed')
  t.same(
    (await store.redirects.list({ limit: 10 })).rows.map(({ hits }) => hits),
    [0n, 0n],
  )
})
