import { bodyText, type Context, getEntry, importEntries, type ImportRecord, reserveImportIds, resolvePath } from '@verso/core'
import t from 'tap'
import { aSite, pathsOf } from '../support/a-site.ts'
import { aContext } from '../support/builders.ts'

async function bring(ctx: Context, records: ImportRecord[]) {
  const keys = records.map(({ key }) => key)
  const ids = { entries: await reserveImportIds(ctx, { source: 'test', keys, kind: 'entry' }), media: new Map<string, string>() }
  const { outcomes, seq } = await importEntries(ctx, { source: 'test', records, ids })
  const idOf = (key: string) => ids.entries.get(key) ?? ''
  return {
    seq,
    idOf,
    outcomes: Object.fromEntries(outcomes.map(({ key, outcome, issues }) => [key, { outcome, codes: issues.map(({ code }) => code) }])),
  }
}

const page = (key: string, parent?: string | null): ImportRecord => ({
  ...{ key, type: 'page', publish: true, fields: { title: { en: key }, slug: { en: key } } },
  ...(parent === undefined ? {} : { parent }),
})

t.test('an import names parents, in any order within a batch, and publishes whole branches at once', async (t) => {
  const { ctx, store } = await aSite(t)
  const { idOf, outcomes, seq } = await bring(ctx, [page('leaf', 'key:branch'), page('branch', 'key:root'), page('root'), page('second')])

  t.same(
    Object.values(outcomes).map(({ outcome }) => outcome),
    ['made', 'made', 'made', 'made'],
  )
  t.same(await pathsOf(store, idOf('leaf')), { en: '/root/branch/leaf' })
  const places = await Promise.all(['root', 'second'].map(async (key) => (await store.entries.find(idOf(key)))?.orderKey))
  t.ok(String(places[0]) < String(places[1]), 'they stand in the order in which they came')
  t.type(seq, 'bigint', 'all under one number')

  const again = await bring(ctx, [page('leaf', 'key:branch'), page('branch', 'key:root'), page('root'), page('second')])
  t.same(again.seq, null)
  t.same(
    Object.values(again.outcomes).map(({ outcome }) => outcome),
    ['unchanged', 'unchanged', 'unchanged', 'unchanged'],
  )
})

t.test('an import that names another parent moves the entry with all that is below it, and leaves a redirect', async (t) => {
  const { ctx, store } = await aSite(t)
  await bring(ctx, [page('a'), page('b'), page('child', 'key:a'), page('leaf', 'key:child')])

  const { idOf, outcomes } = await bring(ctx, [page('a'), page('b'), page('child', 'key:b'), page('leaf', 'key:child')])

  t.match(outcomes, { a: { outcome: 'unchanged' }, child: { outcome: 'changed' }, leaf: { outcome: 'unchanged' } })
  t.same(await pathsOf(store, idOf('leaf')), { en: '/b/child/leaf' })
  const asked = { path: '/a/child/leaf', viewpoint: [] }
  const answer = await resolvePath({ ...ctx, mediaBase: '', hits: { add: () => undefined } }, asked)
  t.match(JSON.parse(bodyText(answer.body ?? '{}')), { data: { id: idOf('leaf'), path: '/b/child/leaf', moved: true } })
})

t.test(
  'a parent that is missing, in a circle, of a type without a tree or unpublished is said of the record; the others go on',
  async (t) => {
    const { ctx } = await aSite(t)
    const post = { key: 'post', type: 'post', fields: { title: 'Post' }, parent: 'key:good' }
    const records = [page('good'), page('lost', 'key:nowhere'), page('one', 'key:two'), page('two', 'key:one'), post]
    const nameless: ImportRecord = { key: 'nameless', type: 'page', publish: true, fields: { slug: { en: 'nameless' } } }

    const { outcomes } = await bring(ctx, [...records, nameless, page('below', 'key:nameless')])

    t.match(outcomes, {
      good: { outcome: 'made' },
      lost: { outcome: 'refused', codes: ['unknown_parent'] },
      one: { outcome: 'refused', codes: ['unknown_parent'] },
      two: { outcome: 'refused', codes: ['unknown_parent'] },
      post: { outcome: 'refused', codes: ['not_a_tree'] },
      nameless: { outcome: 'draft' },
      below: { outcome: 'draft', codes: ['parent_unpublished'] },
    })
  },
)

t.test('an import that changes a source marks the translations that it leaves as they are', async (t) => {
  const { ctx, store } = await aSite(t)
  const record = (title: object): ImportRecord => ({ key: 'page', type: 'page', fields: { title } })
  const { idOf } = await bring(ctx, [record({ en: 'Page', de: 'Seite' })])
  await bring(ctx, [record({ en: 'Another page', de: 'Seite' })])
  const reader = await aContext(store)
  t.same((await getEntry(reader, idOf('page'))).locales.de?.outdated, ['/fields/title/de'])

  await bring(ctx, [record({ en: 'Another page', de: 'Eine andere Seite' })])
  t.same((await getEntry(reader, idOf('page'))).locales.de?.outdated, [])
})
