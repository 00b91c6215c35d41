import { article, authorCount, categoryCount } from './articles.ts'

/**
 * Who answers: a bare Fastify route with bytes in hand, a route written by hand over `pg`, and Verso as it keeps answers, keeps what was rendered
 * of publications but no answers, or keeps nothing.
 */
export const serverNames = ['bare', 'byHand', 'kept', 'warm', 'plain'] as const
export type ServerName = (typeof serverNames)[number]

/** What is read: the address at each server for the n-th request, and whether an answer is right. */
export interface Read {
  verso: (n: number) => string
  byHand: (n: number) => string
  isRight: (body: { data: unknown }, n: number) => boolean
}

interface Shown {
  slug: string
  title: string
  rating: number
  author: { name: string; slug: string }
  categories: { slug: string }[]
}

export const reads = {
  'by slug, author and three categories': {
    verso: (n) => `/content/v1/entries/article/article-${n}?include=author,categories`,
    byHand: (n) => `/articles/article-${n}`,
    isRight: ({ data }, n) => {
      const one = data as Shown
      const { author, categories } = article(n)
      return (
        one.slug === `article-${n}` &&
        one.author.slug === `author-${author}` &&
        one.categories.map(({ slug }) => slug).join() === categories.map((index) => `category-${index}`).join()
      )
    },
  },
  'list of 20': {
    verso: () => '/content/v1/entries/article?sort=-_publishedAt&limit=20&include=author,categories',
    byHand: () => '/articles',
    isRight: ({ data }) => {
      const rows = data as Shown[]
      return (
        rows.length === 20 &&
        rows.every(({ slug, author }) => author.slug === `author-${Number(slug.slice('article-'.length)) % authorCount}`)
      )
    },
  },
  'filter + sort': {
    verso: (n) =>
      `/content/v1/entries/article?filter[categories.slug]=category-${n % categoryCount}&sort=-_publishedAt&limit=20&include=author,categories`,
    byHand: (n) => `/categories/category-${n % categoryCount}/articles`,
    isRight: ({ data }, n) => {
      const rows = data as Shown[]
      return rows.length === 20 && rows.every(({ categories }) => categories.some(({ slug }) => slug === `category-${n % categoryCount}`))
    },
  },
} satisfies Record<string, Read>

export type ReadName = keyof typeof reads

/** One measurement: a read at two servers, the first to be so many times as fast as the second. */
export interface Cell {
  title: string
  read: ReadName
  server: ServerName
  against: ServerName
  target: number
  /** Readers that have the bytes already. */
  isConditional?: true
}

export const cells: Cell[] = [
  ...kept('by slug, author and three categories', 'list of 20'),
  { title: 'unchanged', read: 'by slug, author and three categories', server: 'kept', against: 'bare', target: 1, isConditional: true },
  ...(Object.keys(reads) as ReadName[]).map(
    (read): Cell => ({ title: 'first time', read, server: 'plain', against: 'byHand', target: 0.8 }),
  ),
  ...(['list of 20', 'filter + sort'] as const).map(
    (read): Cell => ({ title: 'warm fragments', read, server: 'warm', against: 'byHand', target: 2 }),
  ),
]

function kept(...names: ReadName[]): Cell[] {
  return names.map((read) => ({ title: 'from the cache', read, server: 'kept', against: 'bare', target: 0.85 }))
}
