import { publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true })
  await aType(ctx, { name: 'secret', titleField: 'title', slugField: null, fields: [{ name: 'title', kind: 'text' }] })
  return { ctx, ...(await contentServer(t, ctx)) }
}

async function itemsOf(get: Awaited<ReturnType<typeof aSite>>['get'], path: string): Promise<{ op: string }[]> {
  const page = (await get(path)).json()
  return page.next === null ? page.items : [...page.items, ...(await itemsOf(get, `/sync?next=${page.next}`))]
}

t.test('a sync gives everything published and a position; from there only what changed comes, with deletions', async (t) => {
  const { ctx, get } = await aSite(t)
  const one = await aPublishedEntry(ctx, { title: 'One' })
  const two = await aPublishedEntry(ctx, { title: 'Two' })
  await aPublishedEntry(ctx, { title: 'Not for everyone' }, 'secret')
  await anEntry(ctx, { title: 'A draft' })

  const whole = (await get('/sync?limit=1')).json()
  t.equal(whole.items.length, 1)
  t.type(whole.next, 'string')
  t.notOk('position' in whole)
  const rest = (await get(`/sync?next=${whole.next}`)).json()
  t.match([...whole.items, ...rest.items].map(({ entry }) => entry.title).toSorted(), ['One', 'Two'])
  const last = rest.next === null ? rest : (await get(`/sync?next=${rest.next}`)).json()
  t.equal(last.next, null)

  const same = (await get(`/sync?from=${last.position}`)).json()
  t.same(same.items, [])
  await unpublishEntry(ctx, one.entry.row.id)
  await saveEntry(ctx, two.entry.row.id, { fields: { title: 'Two again' }, baseRevision: two.entry.row.revision })
  await publishEntry(ctx, two.entry.row.id)
  const changed = { items: await itemsOf(get, `/sync?from=${last.position}`) }
  t.match(
    changed.items.toSorted((a, b) => a.op.localeCompare(b.op)),
    [
      { kind: 'entry', op: 'delete', id: one.entry.row.id, type: 'article', locale: 'en' },
      { kind: 'entry', op: 'put', entry: { title: 'Two again' } },
    ],
  )
  t.equal(changed.items.length, 2)
})

t.test('a page read later is of the same state as the first', async (t) => {
  const { ctx, get } = await aSite(t)
  const entries = []
  for (const title of ['One', 'Two', 'Three']) entries.push((await aPublishedEntry(ctx, { title })).entry.row)
  const first = (await get('/sync?limit=1')).json()
  for (const { id, revision } of entries) {
    await saveEntry(ctx, id, { fields: { title: 'Changed' }, baseRevision: revision })
    await publishEntry(ctx, id)
  }
  const titles = first.items.map(({ entry }: { entry: { title: string } }) => entry.title)
  for (let { next } = first; next !== null; ) {
    const page = (await get(`/sync?next=${next}`)).json()
    titles.push(...page.items.map(({ entry }: { entry: { title: string } }) => entry.title))
    next = page.next
  }
  t.same(titles.toSorted(), ['One', 'Three', 'Two'])
})

t.test('a position that is no longer good is told to sync anew', async (t) => {
  const { ctx, get } = await aSite(t)
  await aPublishedEntry(ctx)
  const first = (await get('/sync?limit=1')).json()
  const { position } = first.next === null ? first : (await get(`/sync?next=${first.next}`)).json()
  await aType(ctx, { name: 'later', publicRead: true })
  t.equal((await get(`/sync?from=${position}`)).statusCode, 200, 'a new type takes nothing away')
  await ctx.store.transaction((tx) => tx.settings.put('epoch', 'another'))
  t.match((await get(`/sync?from=${position}`)).json(), { status: 410, code: 'sync_anew' }, 'of another history')
})

t.test('a token that was altered anywhere, cut off or written by somebody is refused, whatever it says', async (t) => {
  const { ctx, get } = await aSite(t)
  await aPublishedEntry(ctx)
  await aPublishedEntry(ctx, { title: 'Two' })
  const { next } = (await get('/sync?limit=1')).json()
  let { position } = (await get(`/sync?next=${next}`)).json()
  if (position === undefined) position = (await get('/sync')).json().position
  const compact = JSON.parse(Buffer.from(position.slice(0, -22), 'base64url').toString())
  const written = [
    compact.with(3, '0'),
    compact.with(4, '1'),
    compact.with(7, []),
    compact.with(1, { ...compact[1], filter: 'x' }),
    7,
    null,
  ]
  const forged = written.flatMap((value) => {
    const text = Buffer.from(JSON.stringify(value)).toString('base64url')
    return [text, `${text}${position.slice(-22)}`, `${text}${'A'.repeat(22)}`]
  })
  for (const [name, token] of Object.entries({ next, from: position })) {
    const altered = Array.from(
      { length: token.length },
      (_, at) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    for (const wrong of [
      ...forged,
      ...altered,
      token.slice(0, -1),
      token.slice(0, 20),
      `${token}A`,
      '%00',
      encodeURIComponent('é'.repeat(50)),
    ])
      t.match(
        await get(`/sync?${name}=${wrong}`).then((reply) => [reply.statusCode, reply.json().issues]),
        [400, [{ parameter: name, code: 'cursor_invalid' }]],
        `${name} ${wrong.slice(0, 30)}`,
      )
  }
})

t.test('what is wrong with a sync is said with its parameter', async (t) => {
  const { get } = await aSite(t)
  const { position } = (await get('/sync')).json()
  const cases: [string, string, string][] = [
    ['/sync?types=nothing', 'types', 'unknown_type'],
    ['/sync?types=secret', 'types', 'unknown_type'],
    ['/sync?locale=xx', 'locale', 'unknown_locale'],
    ['/sync?kinds=people', 'kinds', 'unknown_option'],
    ['/sync?limit=0', 'limit', 'out_of_range'],
    ['/sync?filter[title]=x', 'filter', 'conflicting_parameters'],
    ['/sync?types=article&filter[nothing]=x', 'filter[nothing]', 'unknown_field'],
    ['/sync?select=title', 'select', 'unknown_parameter'],
    ['/sync?next=abc', 'next', 'cursor_invalid'],
    [`/sync?next=${position}`, 'next', 'cursor_invalid'],
    [`/sync?from=${position}&limit=5`, 'from', 'conflicting_parameters'],
    ['/events?limit=251', 'limit', 'out_of_range'],
    ['/events?after=-1', 'after', 'wrong_type'],
  ]
  for (const [path, parameter, code] of cases) {
    const reply = await get(path)
    t.equal(reply.statusCode, 400, path)
    t.match(reply.json().issues, [{ parameter, code }], path)
  }
})

t.test('events are the log as far as this reader may know of it', async (t) => {
  const { ctx, get } = await aSite(t)
  const { entry } = await aPublishedEntry(ctx, { title: 'One' })
  await aPublishedEntry(ctx, { title: 'Not for everyone' }, 'secret')
  await unpublishEntry(ctx, entry.row.id)
  const all = (await get('/events')).json()
  const seen = all.events.filter(({ type }: { type: string }) => type.startsWith('entry.'))
  t.match(seen, [
    { type: 'entry.published', items: [{ op: 'publish', id: entry.row.id, type: 'article', locale: 'en', slug: 'one' }] },
    { type: 'entry.unpublished', items: [{ op: 'unpublish', id: entry.row.id, slug: 'one' }] },
  ])
  t.equal(seen.length, 2)
  t.notMatch(JSON.stringify(all), 'secret')
  const present = await ctx.store.log.seq()
  t.equal(all.next, Number(present))
  t.same((await get(`/events?after=${present}`)).json(), { events: [], next: Number(present) })
  t.equal((await get('/events?limit=1')).json().next, 1, 'the last number looked at, also of what is not seen')
})
