import { publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { randomFrom } from '../../data/random.ts'
import { editAtRandom } from '../../proofs/impact-site.ts'
import { aPageSite } from '../../support/page-site.ts'
import { aReceiver } from '../../support/receiver.ts'
import { testApp } from '../../support/test-app.ts'
import { webhookHouse } from '../../support/webhook-house.ts'

t.test('rebuilding the pages that the log names gives the site that a whole build gives: a part of the proof `impact`', async (t) => {
  const { stale, named } = await editAtRandom(await testApp(t), { edits: 12, random: randomFrom(7) })
  t.same(stale, [])
  t.ok(named > 0)
})

t.test('an event names who leads to it and by which fields, in the feed, to webhooks, and in preflight', async (t) => {
  const house = await webhookHouse(t)
  const { ids } = await aPageSite(house.system)
  const receiver = await aReceiver(t)
  const hook = await house.hook({ name: 'Site', url: receiver.url })
  await house.hook({ name: 'Others', url: receiver.url, types: ['tag'] })
  const site = (await house.owner.ask('POST', '/tokens', { name: 'site', kind: 'content', types: ['post', 'author'] })).json().token
  const asSite = { authorization: `Bearer ${site}`, 'verso-site': 'blog' }
  const [author = ''] = ids.author
  await house.ask('GET', `/content/v1/entries/post/${ids.post[0]}?include=author`, undefined, { ...asSite, 'verso-page': '/first/' })
  await house.ask('GET', `/content/v1/entries/post/${ids.post[1]}?include=author`, undefined, { ...asSite, 'verso-page': '/second/' })
  const before = Number(await house.store.log.seq())
  t.match((await house.ask('POST', '/content/v1/builds', { site: 'blog', seq: before }, asSite)).json(), { site: 'blog', seq: before })
  await saveEntry(house.system, author, { fields: { bio: 'Sings' }, baseRevision: 1 })

  const { impact } = (await house.owner.ask('POST', `/entries/${author}/preflight`, { action: 'publish' })).json()
  await publishEntry(house.system, author, {})
  house.startSending()
  const [message] = await receiver.until(1)
  const { events } = (await house.ask('GET', `/content/v1/events?after=${before}`)).json()

  const { affected } = message?.body.data ?? {}
  t.same(
    affected?.entries.map(({ id, via }) => ({ id, via })).toSorted((a, b) => a.id.localeCompare(b.id)),
    [0, 3, 6]
      .map((index) => ({ id: ids.post[index], via: ['/fields/author'] }))
      .toSorted((a, b) => String(a.id).localeCompare(String(b.id))),
  )
  t.match(affected, { types: ['author', 'post'], pages: ['/first/'], complete: true })
  t.same(events[0].affected, affected)
  t.match(impact, { entries: { count: 3 }, pages: ['/first/'], webhooks: [{ id: hook.id, name: 'Site' }], complete: true })
  t.equal(impact.webhooks.length, 1)
  t.match((await house.owner.ask('GET', '/sites')).json().data, [
    { name: 'blog', builtSeq: before, lag: { seq: 1 }, pages: 2, complete: true },
  ])
})

t.test('a page that was answered from memory is noted too, and one of which nobody can tell is named by every event', async (t) => {
  const { app, ask, system, store } = await testApp(t)
  const { ids } = await aPageSite(system)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const path = `/content/v1/entries/post/${ids.post[0]}`
  const get = async (address: string, headers: Record<string, string> = {}) => (await fetch(url + address, { headers })).status
  t.equal(await get(path), 200)
  t.equal(await get(path), 200)
  t.equal(await get(path, { 'Verso-Page': '/kept/' }), 200)
  t.equal(await get('/content/v1/entries/post?filter[_publishedAt][lt]=now', { 'Verso-Page': '/found/' }), 200)
  t.equal(await get('/content/v1/entries/post/not-there', { 'Verso-Page': '/absent/' }), 404)
  t.equal(await get(path, { 'Verso-Page': 'x'.repeat(501) }), 400)
  for (let waitedMs = 0; waitedMs < 60_000 && (await store.sites.pagesReadFrom(null, 10)).length < 3; waitedMs += 50)
    await new Promise((resolve) => setTimeout(resolve, 50))

  const seq = await store.log.seq()
  await saveEntry(system, ids.post[0] ?? '', { fields: { rating: 2 }, baseRevision: 1 })
  await publishEntry(system, ids.post[0] ?? '', {})
  await saveEntry(system, ids.tag[3] ?? '', { fields: { title: 'Other' }, baseRevision: 1 })
  await publishEntry(system, ids.tag[3] ?? '', {})
  const pages = (await ask('GET', `/content/v1/events?after=${seq}`))
    .json()
    .events.map((event: { affected: { pages: string[] } }) => event.affected.pages)
  t.same(pages, [
    ['/absent/', '/found/', '/kept/'],
    ['/absent/', '/found/'],
  ])
  t.equal((await ask('POST', '/content/v1/builds', { seq: 1 })).statusCode, 401)
})
