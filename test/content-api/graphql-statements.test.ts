import { bodyText, type Context, importEntries, parseGraph, readGraph, reserveImportIds } from '@verso/core'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'

const levels = ['fifth', 'fourth', 'third', 'second', 'first'] as const

/** Five types, each of which leads to the one before, with three entries each; gives the ids of the last. */
async function aChain(ctx: Context): Promise<string[]> {
  let below: { name: string; ids: string[] } | null = null
  for (const name of levels) {
    await aType(ctx, { name, publicRead: true, slugField: null, fields: [title, ...linksTo(below?.name)] })
    const ids: string[] = []
    for (const index of [0, 1, 2])
      ids.push((await aPublishedEntry(ctx, { title: `${name} ${index}`, ...leadingTo(below?.ids) }, name)).entry.row.id)
    below = { name, ids }
  }
  return below?.ids ?? []
}

const title = { name: 'title', kind: 'text' }

function linksTo(type: string | undefined): object[] {
  const to = [type]
  return type === undefined
    ? []
    : [
        { name: 'next', kind: 'reference', to },
        { name: 'others', kind: 'reference', to, many: true },
      ]
}

function leadingTo(ids: string[] | undefined): object {
  const [first, ...others] = (ids ?? []).map((_ref) => ({ _ref }))
  return first === undefined ? {} : { next: first, others }
}

/** Brings articles that lead to the first type, plainly and out of their blocks. */
async function bring(ctx: Context, ids: string[], count: number): Promise<void> {
  const keys = Array.from({ length: count }, (_, index) => `${count}-${index}`)
  const entries = await reserveImportIds(ctx, { source: 'crowd', keys, kind: 'entry' })
  const fields = { ...leadingTo(ids), cards: [{ _block: 'card', next: { _ref: ids[0] } }] }
  const records = keys.map((key) => ({ key, type: 'node', fields: { title: key, ...fields }, publish: true }))
  await importEntries(ctx, { source: 'crowd', records, ids: { entries, media: new Map() } })
}

const deep = `{
  nodes(first: 100, filter: { title: { ne: "x" } }, sort: "-title") {
    totalCount
    edges { cursor node { title next { title next { title next { title next { title others(limit: 3, sort: "title") { title } } } } } } }
  }
  again: nodes(first: 250) { nodes {
    others { title others { title others { title } } }
    other: others(filter: { title: { ne: "x" } }) { title }
    cards { ... on Card { next { title next { title } } } }
  } }
}`

t.test('a query nested 5 deep sends as many statements for 1 entry as for 1,000', async (t) => {
  const ctx = await aContext(await testStore(t))
  const ids = await aChain(ctx)
  await aType(ctx, { name: 'card', kind: 'component', slugField: null, titleField: null, fields: linksTo('first') })
  const cards = { name: 'cards', kind: 'blocks', blocks: ['card'] }
  await aType(ctx, { name: 'node', publicRead: true, slugField: null, fields: [title, ...linksTo('first'), cards] })
  // Below HTTP: a server also looks by itself what there is anew.
  const reader = { ...ctx, mediaBase: '', hits: { add: () => undefined } }
  const read = () => readGraph(reader, parseGraph({ query: deep, operationName: null, variables: {} }))
  await bring(ctx, ids, 1)
  await read()
  const one = await statementsOf(read)

  await bring(ctx, ids, 999)
  const { data, errors } = JSON.parse(bodyText((await read()).body ?? '{}'))
  const thousand = await statementsOf(read)

  t.equal(errors, undefined)
  t.equal(data.nodes.totalCount, 1000)
  t.equal(data.nodes.edges.length, 100)
  t.same(data.nodes.edges[50].node.next.next.next.next.others, [{ title: 'fifth 1' }, { title: 'fifth 2' }])
  t.equal(data.again.nodes.length, 250)
  t.equal(thousand, one)
})
