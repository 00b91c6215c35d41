import { type Context, createLocale } from '@verso/core'
import { randomFrom } from '../data/random.ts'
import type { ContentServer } from '../support/content-server.ts'
import { siteTypes, something, type World } from '../support/random-site.ts'

/** Every kind of scope that a copy may be kept of; small pages, so that there are many. */
const scopes = [
  'limit=3',
  'limit=500&locale=de',
  'limit=2&types=post&locale=en',
  'limit=4&types=post&filter[rating][gte]=3',
  'limit=4&types=post&filter[author.name]=Ada',
  'limit=3&types=post&locale=de&filter[or][0][related][any][rating][gt]=3&filter[or][1][author][null]=true',
  'limit=5&types=post&filter[_publishedAt][gte]=now-9s',
  'limit=3&types=post,author&kinds=entries,redirects,model',
]

export interface SyncRun {
  ctx: Context
  server: ContentServer
  /** Moves with each act, so that conditions may speak of now. */
  clock: { at: number }
  seed: number
  histories: number
}

/** What was there and the changes since are what is there now, byte for byte; throws where they aren't. */
export async function runHistories({ ctx, server, clock, seed, histories }: SyncRun): Promise<number> {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await siteTypes(ctx)
  const world: World = { ctx, random, pick, authors: [], posts: [] }
  const copies = new Map<string, Copy>()
  let compared = 0
  for (let history = 0; history < histories; history += 1) {
    for (let act = 0; act < 6; act += 1) {
      clock.at += 1_000
      await something(world)
    }
    for (const scope of scopes) {
      const whole = await follow(server, `/sync?${scope}`, new Map())
      const before = copies.get(scope)
      if (before !== undefined) {
        const changed = await follow(server, `/sync?from=${before.position}`, before.items)
        same(changed.items, whole.items, `seed ${seed}, history ${history}, ${scope}`)
        compared += 1
      }
      // A copy lags behind sometimes: then the next changes are those of several histories.
      if (before === undefined || random() < 0.6) copies.set(scope, whole)
    }
  }
  return compared
}

interface Copy {
  /** The JSON text of each item, by what it is of. */
  items: Map<string, string>
  position: string
}

/** Follows a sync to its end, and keeps what it says in a copy. */
async function follow({ get }: ContentServer, path: string, before: Map<string, string>): Promise<Copy> {
  const items = new Map(before)
  const seen = new Set<string>()
  let at = path
  for (;;) {
    const reply = await get(at)
    if (reply.statusCode !== 200) throw new Error(`${at}: ${reply.body}`)
    const page = reply.json()
    for (const item of page.items) {
      const key = keyOf(item)
      if (seen.has(key)) throw new Error(`${key} came twice in ${path}`)
      seen.add(key)
      if (item.op === 'delete') {
        if (!items.has(key)) throw new Error(`${key} is deleted and was never there`)
        items.delete(key)
      } else items.set(key, JSON.stringify(item))
    }
    if (page.next === null) return { items, position: page.position }
    at = `/sync?next=${page.next}`
  }
}

function keyOf(item: {
  kind: string
  id?: string
  locale?: string
  entry?: { _id: string; _locale: string }
  redirect?: { id: string }
}): string {
  if (item.kind === 'entry') return `entry ${item.entry?._id ?? item.id} ${item.entry?._locale ?? item.locale}`
  return `${item.kind} ${item.redirect?.id ?? item.id ?? ''}`
}

function same(found: Map<string, string>, expected: Map<string, string>, about: string): void {
  for (const [key, text] of expected)
    if (found.get(key) !== text) throw new Error(`${about}: ${key}\nfound    ${found.get(key)}\nexpected ${text}`)
  for (const key of found.keys()) if (!expected.has(key)) throw new Error(`${about}: ${key} is gone, and the copy still has it`)
}
