import { type Context, createEntry, publishEntry, Refusal, saveEntry, unpublishEntry } from '@verso/core'
import type { LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { randomFrom } from '../data/random.ts'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { type ContentServer, contentServer } from '../support/content-server.ts'
import { databaseOf, storeOn, testStore } from '../support/test-store.ts'

const seed = Number(process.env.WALK_SEED ?? Date.now() % 1_000_000)
const walks = Number(process.env.WALKS ?? 6)
const sorts = ['rating,-title', '-rating', 'title', '-author.name,rating', '']

t.test('a walk by cursors during writes gives what was there throughout exactly once; pinned, exactly the state', async (t) => {
  t.comment(`seed ${seed}`)
  const random = randomFrom(seed)
  const below = (count: number) => Math.floor(random() * count)
  const store = await testStore(t)
  const ctx = await aContext(store)
  const author = { name: 'author', publicRead: true, titleField: 'name', slugField: null, fields: [{ name: 'name', kind: 'text' }] }
  await aType(ctx, author)
  await aType(ctx, { name: 'post', publicRead: true, slugField: null, fields })
  const authors = [await published(ctx, { name: 'Ada' }, 'author'), await published(ctx, { name: 'Jo' }, 'author')]
  const post = () => ({
    title: `t${below(6)}`,
    rating: below(4),
    author: random() < 0.8 ? { _ref: authors[below(2)] } : null,
    body: `${random()}`,
  })
  const ids: string[] = []
  for (let count = 0; count < 24; count += 1) ids.push(await published(ctx, post(), 'post'))
  const { get } = await contentServer(t, ctx)
  // The writer is another process to the database: its own connections, and nothing of it is known here before it is committed.
  const writer = await aContext(await storeOn(t, databaseOf(store)))

  for (let walk = 0; walk < walks; walk += 1) {
    const sort = sorts[walk % sorts.length] ?? ''
    const query = `/entries/post?select=_id&limit=${1 + below(4)}${sort === '' ? '' : `&sort=${sort}`}`
    const first = await get(`/entries/post?select=_id&limit=250${sort === '' ? '' : `&sort=${sort}`}`)
    const before = idsOf(first.json())
    const pin = first.headers['verso-seq']
    const touched = new Set<string>()
    const write = (chance: number) => async () => {
      if (random() < chance) await somethingElse(writer, { id: ids[below(ids.length)] ?? '', ids, touched, random, post })
    }
    const walked = await walkAll(query, { get, meanwhile: write(0.7) })
    const about = `seed ${seed}, walk ${walk}, sort ${sort}`
    const untouched = before.filter((id) => !touched.has(id))
    t.same(
      walked.filter((id) => untouched.includes(id)),
      untouched,
      `${about}: each once, in order`,
    )
    t.same(twice(walked.filter((id) => !touched.has(id))), [], about)

    const pinned = await walkAll(`${query}&seq=${pin}`, { get, meanwhile: write(0.3) })
    t.same(pinned, before, `${about}: pinned, exactly what it began with`)
  }
})

const fields = [
  { name: 'title', kind: 'text' },
  { name: 'rating', kind: 'integer' },
  { name: 'author', kind: 'reference', to: ['author'] },
  { name: 'body', kind: 'longText' },
]

interface Walking {
  get: ContentServer['get']
  /** What somebody else does while a page is read. */
  meanwhile: () => Promise<void>
}

async function walkAll(query: string, { get, meanwhile }: Walking): Promise<string[]> {
  const walked: string[] = []
  let next: string | null = ''
  do {
    const page: Promise<LightMyRequestResponse> = get(`${query}${next === '' ? '' : `&after=${next}`}`)
    await Promise.all([page, meanwhile()])
    const { data, page: about } = (await page).json()
    walked.push(...idsOf({ data }))
    next = about.next
  } while (next !== null)
  return walked
}

async function published(ctx: Context, fields: Record<string, unknown>, type: string): Promise<string> {
  return (await aPublishedEntry(ctx, fields, type)).entry.row.id
}

interface Writing {
  id: string
  ids: string[]
  /** Those that weren't there throughout, or whose keys changed. */
  touched: Set<string>
  random: () => number
  post: () => Record<string, unknown>
}

/** Somebody publishes something new, changes what no order looks at, moves an entry in the order, or takes one away. */
async function somethingElse(ctx: Context, { id, ids, touched, random, post }: Writing): Promise<void> {
  const chance = random()
  try {
    if (chance < 0.25) {
      const { row } = await createEntry(ctx, { type: 'post', fields: post() })
      touched.add(row.id)
      ids.push(row.id)
      await publishEntry(ctx, row.id)
      return
    }
    const entry = await ctx.store.entries.find(id)
    if (chance >= 0.5) touched.add(id)
    const change = chance < 0.5 ? { body: `${random()}` } : post()
    if (chance >= 0.8) await unpublishEntry(ctx, id)
    else {
      await saveEntry(ctx, id, { fields: change, baseRevision: entry?.revision ?? 0 })
      // What was taken away before comes back: it wasn't there throughout either.
      await publishEntry(ctx, id)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

function idsOf({ data }: { data: { _id: string }[] }): string[] {
  return data.map(({ _id }) => _id)
}

function twice(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}
