import { type ChangedEntry, type Context, createEntry, createLocale, publishEntry, saveEntry } from '@verso/core'
import type { Store } from '@verso/data'
import { aContext, aType } from './builders.ts'
import { testStore } from './test-store.ts'

export interface Site {
  store: Store
  ctx: Context
  pageTypeId: string
}

/** A site in English and German: pages in a tree, whose slugs differ by language, and posts outside of it. */
export async function aSite(t: Parameters<typeof testStore>[0]): Promise<Site> {
  const store = await testStore(t)
  const ctx = await aContext(store)
  return { store, ctx, pageTypeId: await siteTypes(ctx) }
}

/** The types and languages of the site; gives the id of the type of its pages. */
export async function siteTypes(ctx: Context): Promise<string> {
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  const page = await aType(ctx, {
    name: 'page',
    tree: true,
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', localized: true, required: true },
      { name: 'slug', kind: 'slug', localized: true, from: ['title'] },
    ],
  })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
    ],
  })
  return page.id
}

/** A page with one title, as its slug, in each of these languages. */
export async function aPage(
  ctx: Context,
  name: string,
  { parent = null, locales = ['en'] }: { parent?: string | null; locales?: string[] } = {},
): Promise<string> {
  const title = Object.fromEntries(locales.map((locale) => [locale, `${name} ${locale}`]))
  return (await createEntry(ctx, { type: 'page', fields: { title }, parent })).row.id
}

export async function aPublishedPage(ctx: Context, name: string, place: Parameters<typeof aPage>[2] = {}): Promise<string> {
  const id = await aPage(ctx, name, place)
  await publishEntry(ctx, id)
  return id
}

/** Gives an entry another slug and publishes it. */
export async function renamed(ctx: Context, id: string, slug: unknown): Promise<ChangedEntry> {
  const entry = await ctx.store.entries.find(id)
  await saveEntry(ctx, id, { fields: { slug }, baseRevision: entry?.revision ?? 0 })
  return publishEntry(ctx, id)
}

/** The path by which readers know an entry, by language. */
export async function pathsOf(store: Store, id: string): Promise<Record<string, string | null>> {
  return Object.fromEntries((await store.publications.heads([id])).map((head) => [head.locale, head.path]))
}
