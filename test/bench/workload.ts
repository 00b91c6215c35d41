/** What is read: the address at each server for the n-th request, and whether an answer is right. */
export interface Read {
  name: string
  title: string
  verso: (n: number) => string
  byHand: (n: number) => string
  isRight: (body: { data: unknown }, n: number) => boolean
}

interface Shown {
  slug: string
  title: string
  author: { name: string; slug: string }
  categories: { slug: string }[]
}

export const articleCount = 10_000

export const reads: Read[] = [
  {
    name: 'by-slug',
    title: 'one by slug, with author and three categories',
    verso: (n) => `/content/v1/entries/article/article-${n}?include=author,categories`,
    byHand: (n) => `/articles/article-${n}`,
    isRight: ({ data }, n) => {
      const one = data as Shown
      return (
        one.slug === `article-${n}` &&
        one.author.slug === `author-${n % 100}` &&
        one.categories.map(({ slug }) => slug).join() === [n % 20, (n + 7) % 20, (n + 13) % 20].map((index) => `category-${index}`).join()
      )
    },
  },
  {
    name: 'newest',
    title: 'the 20 newest, with author and three categories',
    verso: () => '/content/v1/entries/article?sort=-_publishedAt&limit=20&include=author,categories',
    byHand: () => '/articles',
    isRight: ({ data }) => {
      const rows = data as Shown[]
      return rows.length === 20 && rows.every(({ slug, author }) => author.slug === `author-${Number(slug.slice('article-'.length)) % 100}`)
    },
  },
]
