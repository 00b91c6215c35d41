import { type Context, createEntry, publishEntry, Refusal, restoreEntry, saveEntry, trashEntry, unpublishEntry } from '@verso/core'
import { aType } from './builders.ts'
import { sayOther, shownFields } from './random-files.ts'

/** A site to which things happen by chance: posts in two languages, with authors and one another. */
export interface World {
  ctx: Context
  random: () => number
  pick: <T>(list: readonly T[]) => T
  authors: string[]
  posts: string[]
  /** So many titles there are, and so many slugs. */
  titles?: number
  /** Posts show these, and have texts that lead to them and to other entries; where they are left out, posts have neither. */
  pictures?: string[]
}

const shownKinds = [
  { name: 'picture', kind: 'media' },
  { name: 'text', kind: 'richText' },
]

export async function siteTypes(ctx: Context, { withPictures = false } = {}): Promise<void> {
  await aType(ctx, {
    name: 'author',
    publicRead: true,
    titleField: 'name',
    slugField: null,
    fields: [{ name: 'name', kind: 'text' }],
  })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', localized: true, required: true },
      { name: 'slug', kind: 'slug', localized: true, from: ['title'] },
      { name: 'rating', kind: 'integer' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'related', kind: 'reference', to: ['post'], many: true },
      { name: 'body', kind: 'richText' },
      { name: 'notes', kind: 'text', private: true },
      ...(withPictures ? shownKinds : []),
    ],
  })
}

/** One thing that somebody does; what a rule refuses is no event. */
export async function something(world: World): Promise<void> {
  const { ctx, random, pick, authors, posts } = world
  const id = pick([...posts, ...authors, ''])
  try {
    if (world.pictures !== undefined && random() < 0.1) return await sayOther(world, world.pictures)
    const chance = random()
    if (id === '' || chance < 0.25) await makeOne(world)
    else if (chance < 0.6) await change(world, id)
    else if (chance < 0.78) await unpublishEntry(ctx, id, random() < 0.5 ? {} : { locales: [pick(['en', 'de'])] })
    else if (chance < 0.88) await trashEntry(ctx, id)
    else await restoreEntry(ctx, id, { publish: random() < 0.7 })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

async function makeOne(world: World): Promise<void> {
  const { ctx, random, pick, authors, posts } = world
  const isAuthor = random() < 0.3 || authors.length === 0
  const fields = isAuthor ? { name: pick(['Ada', 'Jo']) } : postFields(world)
  const { row } = await createEntry(ctx, { type: isAuthor ? 'author' : 'post', fields })
  ;(isAuthor ? authors : posts).push(row.id)
  if (random() < 0.8) await publishEntry(ctx, row.id)
}

function postFields(world: World): Record<string, unknown> {
  const { random, pick, authors, posts, titles = 1e6 } = world
  const word = `${pick(['sea', 'ash', 'oak'])} ${Math.floor(random() * titles)}`
  return {
    title: { en: word, ...(random() < 0.5 ? { de: `${word} de` } : {}) },
    rating: Math.floor(random() * 5) + 1,
    notes: String(random()),
    author: { _ref: pick(authors) },
    body: random() < 0.5 ? [] : wordsAbout(pick([...authors, ...posts])),
    related: [...new Set([pick(posts), pick(posts)])].filter((id) => id !== undefined).map((_ref) => ({ _ref })),
    ...(world.pictures === undefined ? {} : shownFields(world)),
  }
}

function wordsAbout(id: string): object[] {
  return [{ _type: 'block', _key: 'b', style: 'normal', markDefs: [], children: [{ _type: 'entry', _key: 'e', entry: { _ref: id } }] }]
}

async function change(world: World, id: string): Promise<void> {
  const { ctx, random, pick, authors } = world
  const entry = await ctx.store.entries.find(id)
  const fields = authors.includes(id) ? { name: pick(['Ada', 'Jo', 'Max']) } : postFields(world)
  await saveEntry(ctx, id, { fields, baseRevision: entry?.revision ?? 0 })
  if (random() < 0.8) await publishEntry(ctx, id, random() < 0.6 ? {} : { locales: [pick(['en', 'de'])] })
}
