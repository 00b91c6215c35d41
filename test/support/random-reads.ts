import { changeType, Refusal } from '@verso/core'
import type { LightMyRequestResponse } from 'fastify'
import type { World } from './random-site.ts'

/** Everything of an answer but what is of the one request. */
export function shown({ statusCode, headers, body }: Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'body'>): string {
  const { 'x-request-id': _, date: __, connection: ___, 'keep-alive': ____, ...others } = headers
  // In which order headers stand says nothing.
  return JSON.stringify([statusCode, Object.entries(others).sort(), body.replace(/urn:uuid:[0-9a-f-]+/, '')])
}

const documents = (one: string, slug: string) => [
  `{ _entries(ids: ["${one}", "01900000-0000-7000-8000-000000000000"]) { _id _revision ... on Post { title body_entries { _id ... on Author { name } } } ... on Author { name } } }`,
  `{ _resolve(path: "/${slug}") { id path moved entry { ... on Post { title author { name } } } } posts(first: 3) { nodes { body body_entries { _id } } } }`,
  '{ posts(first: 2) { nodes { _id title author { name } } edges { cursor } pageInfo { hasNextPage endCursor } totalCount } }',
  '{ posts(sort: ["-rating"], locale: "de") { edges { cursor node { title rating } } } authors { nodes { _id } } }',
]

/** Some read of the site of random-site.ts. */
export function aRead({ random, pick, authors, posts, pictures }: World): string {
  const one = pick([...posts, ...authors, '01900000-0000-7000-8000-000000000000'])
  const slug = `${pick(['sea', 'ash', 'oak'])}-${Math.floor(random() * 4)}${pick(['', '-de', '-2'])}`
  const parameters = [pick(['', 'locale=de', 'locale=de&fallback=false']), pick(['', 'include=author', 'include=*.*', 'select=title'])]
  const forms = pictures === undefined ? [] : [pick(['', 'richText=html', 'richText=markdown'])]
  const list = [
    pick(['', 'filter[rating][gte]=3', 'filter[author.name]=Ada', 'filter[related.title][null]=true', 'filter[related.rating][gte]=3']),
    pick(['', 'sort=-rating', 'sort=author.name', 'count=true']),
  ]
  const [path, own] = pick([
    ['/entries/post', [...parameters, ...forms, ...list, pick(['', 'limit=2', 'seq=3'])]],
    ['/entries/author', [pick(['', 'locale=de'])]],
    [`/entries/post/${slug}`, [...parameters, ...forms]],
    [`/entries/post/${one}`, [...parameters, ...forms]],
    ['/entries', [`ids=${[one, pick(posts)].filter(Boolean).join()}`]],
    ['/model', []],
    ['/graphql', [`query=${encodeURIComponent(pick(documents(one, slug)))}`]],
  ] as const)
  const query = own.filter((text) => text !== '').join('&')
  return query === '' ? path : `${path}?${query}`
}

/** What everyone may read, and what a field is called. */
export async function changeRights({ ctx, random, pick }: World): Promise<void> {
  try {
    if (random() < 0.5) await changeType(ctx, 'author', { input: { publicRead: random() < 0.5 } })
    else await changeType(ctx, 'post', { input: { label: `Post ${pick([1, 2, 3])}`, publicRead: random() < 0.7 } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
