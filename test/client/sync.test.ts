import { createClient, type SyncItem, type SyncStore, VersoError } from '@verso/client'
import t from 'tap'
import { testApp } from '../support/test-app.ts'

/** A copy in memory; `breakAfter` pages it fails, as a full disk would. */
function aStore() {
  const entries = new Map<string, unknown>()
  const state = { position: null as string | null, pages: 0, cleared: 0, breakAfter: Number.POSITIVE_INFINITY }
  const store: SyncStore = {
    position: async () => state.position,
    clear: async () => {
      entries.clear()
      state.position = null
      state.cleared += 1
    },
    apply: async ({ items, position }) => {
      if (state.pages >= state.breakAfter) throw new Error('The disk is full')
      state.pages += 1
      for (const item of items) take(item)
      if (position !== null) state.position = position
    },
  }
  function take(item: SyncItem) {
    if (item.kind !== 'entry') return
    if (item.op === 'put') entries.set(item.entry._id, item.entry.title)
    else entries.delete(item.id)
  }
  return { store, state, titles: () => [...entries.values()].sort() }
}

async function aSite(t: Parameters<typeof testApp>[0]) {
  const { app, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await owner.ask('POST', '/types', { name: 'note', publicRead: true, fields: [{ name: 'title', kind: 'text' }] })
  const write = async (title: string) => {
    const { id } = (await owner.ask('POST', '/entries', { type: 'note', fields: { title } })).json()
    await owner.ask('POST', `/entries/${id}/publish`)
    return id as string
  }
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { owner, write, client: createClient({ url }) }
}

t.test('a copy holds everything, then follows what changes and what goes', async (t) => {
  const { owner, write, client } = await aSite(t)
  const ids = [await write('a'), await write('b'), await write('c')]
  const { store, state, titles } = aStore()

  const first = await client.sync(store, { limit: 2 })
  t.same(titles(), ['a', 'b', 'c'])
  t.equal(state.position, first)
  t.ok(state.pages > 1, 'it came in pages')

  await owner.ask('POST', `/entries/${ids[0]}/unpublish`)
  await write('d')
  const second = await client.sync(store)
  t.same(titles(), ['b', 'c', 'd'])
  t.not(second, first)
  t.equal(state.cleared, 1, 'only the first sync begins anew')
})

t.test('a first sync that breaks off begins anew, a later one goes on from where the copy was whole', async (t) => {
  const { write, client } = await aSite(t)
  for (const title of ['a', 'b', 'c']) await write(title)
  const { store, state, titles } = aStore()
  state.breakAfter = 1
  await t.rejects(client.sync(store, { limit: 2 }), /disk is full/)
  t.equal(state.position, null)
  state.breakAfter = Number.POSITIVE_INFINITY
  await client.sync(store, { limit: 2 })
  t.same(titles(), ['a', 'b', 'c'])
})

t.test('a position that the server can not go on from leads to everything anew; other refusals are told', async (t) => {
  const { write, client } = await aSite(t)
  await write('a')
  const { store, state, titles } = aStore()
  await client.sync(store)
  state.position = 'no token'
  await t.rejects(client.sync(store), VersoError)
  t.same(titles(), ['a'], 'the copy is still there')
})

t.test('a request and the waiting for a busy server can be given up', async (t) => {
  const { client } = await aSite(t)
  const signal = AbortSignal.abort(new Error('enough'))
  await t.rejects(client.list('note', {}, { signal }), /enough/)

  const giveUp = new AbortController()
  const busy = async () => {
    setTimeout(() => giveUp.abort(new Error('enough')), 20)
    return new Response('{"title":"Busy"}', { status: 503, headers: { 'retry-after': '30' } })
  }
  const began = performance.now()
  await t.rejects(createClient({ url: 'http://busy.invalid', fetch: busy }).list('note', {}, { signal: giveUp.signal }), /enough/)
  t.ok(performance.now() - began < 20_000)
})
