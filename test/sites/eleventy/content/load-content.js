import { createClient } from '@verso/client'

/**
 * Everything that the site shows. All reads show one published state, so that pages of one build agree with each other,
 * whatever is published while it runs.
 */
export async function loadContent({ url, token }) {
  const client = await createClient({ url, ...(token === undefined ? {} : { token }) }).pin()
  const [posts, pages, authors, tags] = await Promise.all([
    collect(client.all('post', { include: ['author', 'categories', 'tags'], sort: ['-date', 'slug'] })),
    collect(client.all('page', { sort: ['order', 'title', 'slug'] })),
    collect(client.all('author', { sort: ['name', 'slug'] })),
    collect(client.all('tag', { sort: ['name', 'slug'] })),
  ])
  return {
    posts,
    pages,
    authors: authors.map((author) => ({ ...author, posts: posts.filter((post) => post.author?._id === author._id) })),
    tags: tags.map((tag) => ({ ...tag, posts: posts.filter((post) => post.tags.some(({ _id }) => _id === tag._id)) })),
    paths: pathsOf({ posts, pages, authors, tags }),
  }
}

/** The address of every entry that has a page, by its id. */
function pathsOf({ posts, pages, authors, tags }) {
  return Object.fromEntries([
    ...posts.map(({ _id, slug }) => [_id, `/posts/${slug}/`]),
    ...pages.map((page) => [page._id, `/${slugsAbove(page, pages).join('/')}/`]),
    ...authors.map(({ _id, slug }) => [_id, `/authors/${slug}/`]),
    ...tags.map(({ _id, slug }) => [_id, `/tags/${slug}/`]),
  ])
}

/** The slugs from the root of the tree of pages down to this one. */
function slugsAbove(page, pages) {
  const parent = pages.find(({ _id }) => _id === page.parent?._ref)
  return parent === undefined ? [page.slug] : [...slugsAbove(parent, pages), page.slug]
}

async function collect(entries) {
  const all = []
  for await (const entry of entries) all.push(entry)
  return all
}
