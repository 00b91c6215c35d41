import type { ImportRecord } from '@verso/core'

/** The content that reads are measured on: articles with an author and three categories, bodies of about 2 KB. */
export interface Article {
  slug: string
  title: string
  summary: string
  body: string
  rating: number
  publishedOn: string
  author: number
  categories: number[]
}

export const authorCount = 100
export const categoryCount = 20

export function author(index: number): { name: string; slug: string; bio: string } {
  return { name: `Author ${index}`, slug: `author-${index}`, bio: `Writes about subject ${index % 7}. `.repeat(4) }
}

export function category(index: number): { name: string; slug: string } {
  return { name: `Category ${index}`, slug: `category-${index}` }
}

/** Everything about article `index` follows from its number, so that an answer can be checked against it. */
export function article(index: number): Article {
  return {
    slug: `article-${index}`,
    title: `Article ${index}: the quiet return of thing ${index % 97}`,
    summary: `What happened with thing ${index % 97}, and why it matters to ${index % 11} people.`,
    body: `Paragraph ${index}. ${'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. '.repeat(25)}`,
    rating: index % 100,
    publishedOn: new Date(Date.UTC(2020, 0, 1) + index * 3_600_000).toISOString().slice(0, 10),
    author: index % authorCount,
    categories: [index % categoryCount, (index + 7) % categoryCount, (index + 13) % categoryCount],
  }
}

export const types = [
  {
    name: 'author',
    label: 'Author',
    titleField: 'name',
    slugField: 'slug',
    publicRead: true,
    fields: [text('name'), slug(), { name: 'bio', kind: 'longText' }],
  },
  { name: 'category', label: 'Category', titleField: 'name', slugField: 'slug', publicRead: true, fields: [text('name'), slug()] },
  {
    name: 'article',
    label: 'Article',
    titleField: 'title',
    slugField: 'slug',
    publicRead: true,
    fields: [
      text('title'),
      slug(),
      { name: 'summary', kind: 'longText' },
      { name: 'body', kind: 'markdown' },
      { name: 'rating', kind: 'integer' },
      { name: 'publishedOn', kind: 'date' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'categories', kind: 'reference', to: ['category'], many: true },
    ],
  },
]

function text(name: string): { name: string; kind: string } {
  return { name, kind: 'text' }
}

function slug(): { name: string; kind: string } {
  return { name: 'slug', kind: 'slug' }
}

export function recordOfAuthor(index: number): ImportRecord {
  return { key: `author-${index}`, type: 'author', fields: author(index), publish: true }
}

export function recordOfCategory(index: number): ImportRecord {
  return { key: `category-${index}`, type: 'category', fields: category(index), publish: true }
}

export function recordOfArticle(index: number): ImportRecord {
  const { author: by, categories, ...fields } = article(index)
  return {
    key: `article-${index}`,
    type: 'article',
    fields: { ...fields, author: { _ref: `key:author-${by}` }, categories: categories.map((one) => ({ _ref: `key:category-${one}` })) },
    publish: true,
  }
}
