import type { Context } from '@verso/core'
import { createEntry, createType, publishEntry } from '@verso/core'
import type { LightMyRequestResponse } from 'fastify'

type Read = (path: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>

/** A site whose pages are what a few reads answer: by id, by slug, lists with conditions, included references, GraphQL. */
export async function aPageSite(system: Context): Promise<{ ids: Record<'author' | 'tag' | 'post', string[]> }> {
  const named = [
    { name: 'title', kind: 'text', required: true },
    { name: 'slug', kind: 'slug', from: ['title'] },
  ]
  await createType(system, { name: 'tag', titleField: 'title', slugField: 'slug', publicRead: true, fields: named })
  await createType(system, {
    name: 'author',
    titleField: 'title',
    slugField: 'slug',
    publicRead: true,
    fields: [...named, { name: 'bio', kind: 'longText' }],
  })
  await createType(system, {
    ...{ name: 'post', titleField: 'title', slugField: 'slug', publicRead: true },
    fields: [
      ...named,
      { name: 'body', kind: 'longText' },
      { name: 'rating', kind: 'integer' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'tags', kind: 'reference', to: ['tag'], many: true },
    ],
  })
  const ids: Record<'author' | 'tag' | 'post', string[]> = { author: [], tag: [], post: [] }
  const make = async (type: 'author' | 'tag' | 'post', fields: object) => {
    const { row } = await createEntry(system, { type, fields: fields as Record<string, unknown> })
    await publishEntry(system, row.id, {})
    ids[type].push(row.id)
  }
  for (let index = 0; index < 4; index += 1) await make('tag', { title: `Tag ${index}` })
  for (let index = 0; index < 3; index += 1) await make('author', { title: `Author ${index}`, bio: 'Writes' })
  for (let index = 0; index < 8; index += 1)
    await make('post', {
      title: `Post ${index}`,
      rating: index % 5,
      author: { _ref: ids.author[index % 3] },
      tags: [{ _ref: ids.tag[index % 4] }, { _ref: ids.tag[(index + 1) % 4] }],
    })
  return { ids }
}

/** Addresses of all pages, and the reads of each. What pages there are is asked as well, for a page of its own. */
export async function pagesOfSite(read: Read): Promise<Map<string, string[]>> {
  const pages = new Map<string, string[]>([
    ['/', ['/entries/post?sort=-_publishedAt,title&limit=3&include=author']],
    ['/good/', ['/entries/post?filter[rating][gte]=3&sort=title']],
    ['/by-author-0/', ['/entries/post?filter[author.slug]=author-0&sort=title']],
    ['/figures/', ['/entries/post?group=rating&aggregate=count']],
    [
      '/graph/',
      [`/graphql?query=${encodeURIComponent('{ posts(first: 3, sort: "title") { edges { node { title author { title } } } } }')}`],
    ],
  ])
  for (const type of ['post', 'author', 'tag']) {
    const list = await read(`/entries/${type}?select=_id,slug&limit=250`, { 'verso-page': `list of ${type}` })
    for (const { _id, slug } of list.json().data as { _id: string; slug: string }[])
      pages.set(`/${type}/${_id}/`, [
        `/entries/${type}/${slug}?include=*`,
        ...(type === 'tag' ? [`/entries/post?filter[tags.slug]=${slug}&select=title,slug&sort=title`] : []),
      ])
  }
  return pages
}

/** A page as it is built now; null where it is a page no more. */
export async function buildPage(read: Read, page: string, reads: readonly string[] | undefined): Promise<string | null> {
  if (reads === undefined) return null
  const answers: string[] = []
  for (const path of reads) {
    const reply = await read(path, { 'verso-page': page })
    answers.push(reply.statusCode === 200 ? reply.body : `${reply.statusCode}`)
  }
  return answers.join('\n')
}
