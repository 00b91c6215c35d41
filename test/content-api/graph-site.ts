import type { Context } from '@verso/core'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { type ContentServer, contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

export interface Blog {
  ctx: Context
  server: ContentServer
  ada: string
  one: string
  two: string
}

/** The same behind a content API. */
export async function aBlog(t: Parameters<typeof testStore>[0], options: { cacheBytes?: number } = {}): Promise<Blog> {
  const content = await blogContent(t)
  return { ...content, server: await contentServer(t, content.ctx, options) }
}

/** Two posts by Ada, the second of which leads to the first and holds components. */
export async function blogContent(t: Parameters<typeof testStore>[0]): Promise<Omit<Blog, 'server'>> {
  const ctx = await aContext(await testStore(t))
  const name = { name: 'name', kind: 'text' }
  await aType(ctx, {
    name: 'author',
    publicRead: true,
    slugField: null,
    titleField: 'name',
    fields: [name, { name: 'bio', kind: 'richText' }],
  })
  const parts = [
    { name: 'heading', kind: 'text' },
    { name: 'author', kind: 'reference', to: ['author'] },
  ]
  await aType(ctx, { name: 'hero', kind: 'component', slugField: null, titleField: null, fields: parts })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug' },
      { name: 'rating', kind: 'integer' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'related', kind: 'reference', to: ['post'], many: true },
      { name: 'about', kind: 'reference', to: ['post', 'author'], many: true },
      { name: 'seo', kind: 'component', components: ['hero'] },
      { name: 'sections', kind: 'blocks', blocks: ['hero'] },
      { name: 'tags', kind: 'enum', many: true, options: ['red', 'dark green'] },
      { name: 'secret', kind: 'text', private: true },
    ],
  })
  const ada = (
    await aPublishedEntry(
      ctx,
      { name: 'Ada', bio: [{ _type: 'block', style: 'normal', children: [{ _type: 'span', text: 'Hello' }] }] },
      'author',
    )
  ).entry.row.id
  const one = (await aPublishedEntry(ctx, { title: 'One', slug: 'one', rating: 1, author: { _ref: ada }, tags: ['red'] }, 'post')).entry.row
    .id
  const two = (
    await aPublishedEntry(
      ctx,
      {
        title: 'Two',
        slug: 'two',
        rating: 2,
        author: { _ref: ada },
        related: [{ _ref: one }],
        about: [{ _ref: ada }, { _ref: one }],
        seo: { heading: 'Seo', author: { _ref: ada } },
        sections: [{ _block: 'hero', heading: 'Block', author: { _ref: ada } }],
        tags: ['dark green'],
      },
      'post',
    )
  ).entry.row.id
  return { ctx, ada, one, two }
}
