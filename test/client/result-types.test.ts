import type { Block, createClient, EntryMembers, FacetValue, Item, Reference, Result, RichText } from '@verso/client'
import t from 'tap'

// What reads return is a matter of types: this file asserts by being compiled, which `npm run check` does.

interface Person {
  name: string
  bio: string | null
  company: Reference<'company'> | null
  friends: Reference<'person'>[]
  '~'?: { localized: 'bio' }
}
interface Company {
  title: string
}
interface Quote {
  words: string
  by: Reference<'person'> | null
  '~'?: object
}
interface Gallery {
  title: string | null
  '~'?: object
}
interface Post {
  title: string
  rating: number | null
  body: RichText
  author: Reference<'person'> | null
  related: Reference<'post' | 'person'>[]
  lead: Quote | null
  quotes: Item<Quote>[]
  sections: (Block<'quote', Quote> | Block<'gallery', Gallery>)[]
  '~'?: { localized: 'title' }
}
interface Types {
  post: Post
  person: Person
  company: Company
}

type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false
type Post1<Q extends object> = Result<Types, 'post', Q>

type Members<Name extends string> = EntryMembers<Name>
type Flat<T> = { [Name in keyof T]: T[Name] }
type WholePerson = Flat<
  Members<'person'> & { name: string; bio: string | null; company: Reference<'company'> | null; friends: Reference<'person'>[] }
>
type WholeCompany = Flat<Members<'company'> & { title: string }>

/** Compiles only where it is given `true`. */
function holds<_Claim extends true>(): void {}

t.test('a read without a query gives all members and fields, references as they are', async () => {
  holds<Same<Post1<object>['_type'], 'post'>>()
  holds<Same<Post1<object>['title'], string>>()
  holds<Same<Post1<object>['rating'], number | null>>()
  holds<Same<Post1<object>['author'], Reference<'person'> | null>>()
  holds<Same<Post1<object>['body'], RichText>>()
  holds<Same<keyof Post1<object> & '~', never>>()
})

t.test('select and omit', async () => {
  holds<Same<Post1<{ select: ['title', 'rating'] }>, Flat<Members<'post'> & { title: string; rating: number | null }>>>()
  holds<Same<Post1<{ select: ['_id', 'title'] }>, { _id: string; title: string }>>()
  holds<Same<keyof Post1<{ omit: ['body', 'sections', 'quotes', 'lead', 'related'] }> & keyof Post, 'title' | 'rating' | 'author'>>()
  holds<
    Same<
      Post1<{ select: ['_id', 'author.name']; include: ['author'] }>,
      { _id: string; author: Flat<Members<'person'> & { name: string }> | null }
    >
  >()
  holds<
    Same<
      Post1<{ select: ['_id', 'author']; include: { author: { select: ['_id', 'bio'] } } }>,
      { _id: string; author: { _id: string; bio: string | null } | null }
    >
  >()
})

t.test('include, by path and by star', async () => {
  holds<Same<Post1<{ include: ['author'] }>['author'], WholePerson | null>>()
  holds<Same<NonNullable<Post1<{ include: ['author.company'] }>['author']>['company'], WholeCompany | null>>()
  holds<Same<Post1<{ include: ['author'] }>['related'], Reference<'post' | 'person'>[]>>()
  type Related = Post1<{ include: ['related'] }>['related'][number]
  holds<Same<Extract<Related, { _type: 'person'; name: string }>, WholePerson>>()
  holds<Same<Extract<Related, { _ref: string }>, Reference<'post'>>>()
  holds<Same<Post1<{ include: ['*'] }>['author'], WholePerson | null>>()
  holds<Same<NonNullable<Post1<{ include: ['*'] }>['author']>['company'], Reference<'company'> | null>>()
  holds<Same<NonNullable<Post1<{ include: ['*.*'] }>['author']>['company'], WholeCompany | null>>()
  holds<Same<NonNullable<Post1<{ include: ['author.friends'] }>['author']>['friends'], (WholePerson | Reference<'person'>)[]>>()
})

t.test('what is selected of targets of one type', async () => {
  type Related = Post1<{ include: { related: { on: { person: { select: ['_id', 'name'] } } } } }>['related'][number]
  holds<Same<Exclude<Related, { _type: string }>, { _id: string; name: string }>>()
})

t.test('inside components and blocks', async () => {
  holds<Same<NonNullable<Post1<object>['lead']>, { words: string; by: Reference<'person'> | null }>>()
  holds<Same<Post1<{ include: ['quotes.by'] }>['quotes'][number]['by'], WholePerson | null>>()
  holds<Same<Post1<{ include: ['quotes.by'] }>['quotes'][number]['_key'], string>>()
  type Sections = Post1<{ include: ['sections.quote.by'] }>['sections'][number]
  holds<Same<Extract<Sections, { _block: 'quote' }>['by'], WholePerson | null>>()
  holds<Same<Extract<Sections, { _block: 'gallery' }>['title'], string | null>>()
  holds<Same<NonNullable<Post1<{ include: ['*'] }>['lead']>['by'], WholePerson | null>>()
  holds<Same<Post1<{ select: ['_id', 'quotes.words'] }>['quotes'], { _key: string; words: string }[]>>()
})

t.test('rich text in another form, and reads without stand-ins', async () => {
  holds<Same<Post1<{ richText: 'html' }>['body'], string>>()
  holds<Same<Post1<{ fallback: false }>['title'], string | null>>()
  holds<Same<Post1<{ fallback: true }>['title'], string>>()
  holds<Same<NonNullable<Post1<{ fallback: false; include: ['author'] }>['author']>['name'], string>>()
})

t.test('a query that is only known at run time promises no more than is true', async () => {
  type Loose = Post1<{ select: string[] }>
  holds<Same<undefined extends Loose['title'] ? true : false, true>>()
  holds<Same<Post1<{ include: string[] }>['author'] extends infer A ? (Reference<'person'> extends A ? true : false) : never, true>>()
})

t.test('the methods of a client infer it from what they are given', async () => {
  type Client = ReturnType<typeof createClient<Types>>
  const read = async (client: Client) => client.list('post', { select: ['_id', 'author.name'], include: ['author'], limit: 5 })
  holds<Same<Awaited<ReturnType<typeof read>>['data'][number]['author'], Flat<Members<'person'> & { name: string }> | null>>()
  const counted = async (client: Client) => client.list('post', { facets: ['rating', 'author.name'] })
  holds<Same<Awaited<ReturnType<typeof counted>>['facets'], { rating: FacetValue[]; 'author.name': FacetValue[] }>>()
  holds<Same<'facets' extends keyof Awaited<ReturnType<typeof read>> ? true : false, false>>()
  const all = (client: Client) => client.all('company')
  holds<Same<ReturnType<typeof all>, AsyncGenerator<WholeCompany, void, undefined>>>()
})
