import {
  createMedia,
  createType,
  publishEntry,
  receiveMedia,
  createEntry,
  saveEntry,
  trashEntry,
  unpublishEntry,
  type Context,
} from '@verso/core'
import { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { randomFrom } from '../data/random.ts'
import { asLive, openEvents, until } from '../support/event-stream.ts'
import { testApp } from '../support/test-app.ts'

interface Body {
  code?: string
  data: { _id: string; cover: { _id: string } | null }[]
  events: { items: { op: string; id: string; type: string }[] }[]
  items: {
    kind: string
    op: string
    id?: string
    entry?: { _id: string }
    media?: { _id: string }
    redirect?: { id: string; entryId: string }
  }[]
  page: { next: string | null; total: number }
  next: number | string | null
  position: string
}

type Reader = (path: string) => Promise<{ status: number; body: Body }>

const fields = [
  { name: 'title', kind: 'text' },
  { name: 'slug', kind: 'slug', from: ['title'] },
  { name: 'weight', kind: 'integer' },
  { name: 'cover', kind: 'media' },
]
const rules = {
  heavy: [{ actions: ['read'], types: ['letter'], where: { weight: { gte: 2 } } }],
  'covers of the heaviest alone': [
    { actions: ['read'], types: ['letter'], where: { weight: { gte: 2 } }, fields: { read: ['*', '-cover'] } },
    { actions: ['read'], types: ['letter'], where: { weight: { gte: 4 } } },
  ],
}

/** Letters with weights and covers, and readers of whom a condition keeps some. */
async function aHouse(t: Test, seed: number) {
  const { app, system, signInAs } = await testApp(t)
  await createType(system, { name: 'letter', titleField: 'title', slugField: 'slug', fields })
  const owner = await signInAs('owner')
  const readers: Record<string, Reader> = {}
  const tokens: Record<string, string> = {}
  for (const [name, of] of Object.entries(rules)) {
    const { token } = (await owner.ask('POST', '/tokens', { name, kind: 'content', rules: of })).json()
    tokens[name] = token
    readers[name] = async (path) => {
      const reply = await app.inject({ url: `/content/v1${path}`, headers: { authorization: `Bearer ${token}` } })
      return { status: reply.statusCode, body: reply.json() }
    }
  }
  return { app, system, readers, tokens, random: randomFrom(seed), letters: [] as string[], files: await someFiles(system) }
}

type House = Awaited<ReturnType<typeof aHouse>>

async function someFiles(ctx: Context): Promise<string[]> {
  const ids: string[] = []
  for (const filename of ['a.txt', 'b.txt', 'c.txt']) {
    const file = await receiveMedia(ctx, { stream: Readable.from([filename]), filename, declaredType: 'text/plain' })
    const { uploaded } = await createMedia(ctx, [file])
    ids.push(...uploaded.map(({ media }) => media.id))
  }
  return ids
}

/** One change by chance. What comes to nothing is no change. */
async function change({ system, random, letters, files }: House, { withdraws = true } = {}): Promise<void> {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const values = () => ({
    title: `T${Math.floor(random() * 1000)}`,
    weight: Math.floor(random() * 6),
    cover: random() < 0.3 ? null : { _media: pick(files) },
  })
  if (letters.length < 3 || random() < 0.2) {
    const { row } = await createEntry(system, { type: 'letter', fields: values() })
    letters.push(row.id)
    await publishEntry(system, row.id)
    return
  }
  const id = pick(letters)
  const what = random()
  const made =
    what < 0.6
      ? saveEntry(system, id, {
          fields: { ...values(), slug: `s${Math.floor(random() * 1e6)}` },
          baseRevision: await revisionOf(system, id),
        }).then(() => publishEntry(system, id))
      : what < 0.85
        ? unpublishEntry(system, id, withdraws && random() < 0.4 ? { withdraw: true } : {})
        : trashEntry(system, id)
  await made.catch(() => {})
}

async function revisionOf(ctx: Context, id: string): Promise<number> {
  return (await ctx.store.entries.find(id))?.revision ?? 0
}

/** What one has who follows the log from its beginning, page by page. */
async function byEvents(read: Reader): Promise<string[]> {
  const there = new Set<string>()
  for (let after = 0; ; ) {
    const { body } = await read(`/events?after=${after}&limit=7`)
    for (const { items } of body.events)
      for (const { op, id } of items)
        if (op === 'publish') there.add(id)
        else there.delete(id)
    if (body.next === after) return [...there].sort()
    after = Number(body.next)
  }
}

/** The files that one is told of, page by page; their count, and each by itself, say the same. */
async function filesOf(read: Reader): Promise<string[]> {
  const ids: string[] = []
  for (let next = ''; ; ) {
    const { body } = await read(`/media?limit=1&count=true${next}`)
    ids.push(...body.data.map(({ _id }) => _id))
    if (body.page.next === null) {
      const each = await Promise.all(ids.map(async (id) => (await read(`/media/${id}`)).status))
      return body.page.total === ids.length && each.every((status) => status === 200) ? ids : ['miscounted', ...ids]
    }
    next = `&after=${body.page.next}`
  }
}

type Copy = Map<string, string>

/** Everything, or what has changed since, put into a copy. */
async function synced(read: Reader, copy: Copy, from: string | null): Promise<string> {
  let { body } = await read(from === null ? '/sync?kinds=entries,media,redirects&limit=5' : `/sync?from=${from}`)
  for (;;) {
    if (body.code === 'sync_anew') {
      // Something that it may have read was taken out of the past.
      copy.clear()
      return synced(read, copy, null)
    }
    for (const item of body.items) {
      const id = item.id ?? item.entry?._id ?? item.media?._id ?? item.redirect?.id
      if (item.op === 'delete') copy.delete(`${item.kind} ${id}`)
      else copy.set(`${item.kind} ${id}`, JSON.stringify(item))
    }
    if (body.next === null) return body.position
    ;({ body } = await read(`/sync?next=${body.next}`))
  }
}

const seeds =
  process.env.RIGHTS_SEEDS === undefined ? [1, 2] : Array.from({ length: Number(process.env.RIGHTS_SEEDS) }, (_, index) => 100 + index)

for (const seed of seeds)
  t.test(`who may read under a condition has by events, and by syncs, what lists give: seed ${seed}`, async (t) => {
    const house = await aHouse(t, seed)
    const copies = Object.entries(house.readers).map(([name, read]) => ({
      name,
      read,
      copy: new Map() as Copy,
      position: null as string | null,
    }))
    let redirects = 0
    for (let round = 0; round < 4; round += 1) {
      for (let step = 0; step < 8; step += 1) await change(house)
      for (const one of copies) {
        const { name, read, copy } = one
        const { body } = await read('/entries/letter?limit=100')
        const listed = body.data.map(({ _id }: { _id: string }) => _id).sort()
        t.same(await byEvents(read), listed, `${name}: events, round ${round}`)
        one.position = await synced(read, copy, one.position)
        const whole: Copy = new Map()
        await synced(read, whole, null)
        t.same([...copy].sort(), [...whole].sort(), `${name}: sync, round ${round}`)
        t.same(
          [...copy.keys()]
            .filter((key) => key.startsWith('entry '))
            .map((key) => key.slice(6))
            .sort(),
          listed,
        )
        const shown = new Set(body.data.flatMap(({ cover }: { cover: { _id: string } | null }) => cover?._id ?? []))
        t.same(new Set([...copy.keys()].filter((key) => key.startsWith('media ')).map((key) => key.slice(6))), shown, `${name}: files`)
        t.same(await filesOf(read), [...shown].sort(), `${name}: the list of files, round ${round}`)
        const known = new Set(listed)
        const shownRedirects = [...copy].filter(([key]) => key.startsWith('redirect '))
        redirects += shownRedirects.length
        for (const [, text] of shownRedirects) t.ok(known.has(JSON.parse(text).redirect.entryId), `${name}: redirects lead to what is seen`)
      }
    }
    t.ok(redirects > 0, 'there were redirects')
  })

for (const seed of seeds)
  t.test(`who listens under a condition is told what the events say, in their order and each once: seed ${seed}`, async (t) => {
    const house = await aHouse(t, seed)
    const url = `${await house.app.listen({ host: '127.0.0.1', port: 0 })}/content/v1/live?after=0`
    const open = (name: string) => openEvents(url, { authorization: `Bearer ${house.tokens[name]}` })
    // What is withdrawn was told at its time, and isn't any more.
    const next = () => change(house, { withdraws: false })
    for (let step = 0; step < 6; step += 1) await next()
    const names = Object.keys(house.readers)
    const streams = await Promise.all([...names, ...names].map(async (name) => ({ name, stream: await open(name) })))
    for (let step = 0; step < 24; step += 1) await next()
    for (const { name, stream } of streams) {
      const { body } = (await house.readers[name]?.('/events?limit=250')) ?? { body: { events: [] } }
      const heard = () => stream.told.flatMap(({ data }) => (data === undefined ? [] : [data]))
      await until(() => heard().length >= body.events.length)
      t.same(heard(), asLive(body.events), `${name}: ${body.events.length} events`)
      stream.close()
    }
  })
