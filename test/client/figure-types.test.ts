import type { Block, createClient, Figures, Item, Media, Reference, ResolvedPath, RichText } from '@verso/client'
import t from 'tap'

// What figures and paths come to is a matter of types: this file asserts by being compiled, which `npm run check` does.

interface Maker {
  name: string | null
  founded: number | null
  '~'?: { localized: never; whole: 'founded' }
}
interface Size {
  width: number | null
  depth: number | null
  '~'?: { localized: never; whole: 'depth' }
}
interface Tool {
  stock: number | null
  weight: number | null
  price: string | null
  isNew: boolean
  since: string | null
  tags: ('new' | 'old')[]
  size: 'small' | 'large' | null
  maker: Reference<'maker'> | null
  picture: Media | null
  box: Size | null
  boxes: Item<Size>[]
  parts: Block<'size', Size>[]
  body: RichText
  '~'?: { localized: never; whole: 'stock' }
}
interface ByHand {
  stock: number | null
}
interface Types {
  tool: Tool
  maker: Maker
  byHand: ByHand
}

type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false
type Row<Q extends object> = Figures<Types, 'tool', Q>

/** Compiles only where it is given `true`. */
function holds<_Claim extends true>(): void {}

t.test('figures are numbers, strings where they have to be exact, and null where there is no value', async () => {
  holds<Same<Row<object>, { count: number }>>()
  holds<
    Same<
      Row<{ aggregate: ['count', 'countDistinct(maker)', 'min(stock)', 'max(size)', 'min(since)'] }>,
      {
        count: number
        'countDistinct(maker)': number
        'min(stock)': number | null
        'max(size)': 'small' | 'large' | null
        'min(since)': string | null
      }
    >
  >()
  holds<
    Same<
      Row<{
        aggregate: ['sum(stock)', 'avg(stock)', 'sum(weight)', 'sum(price)', 'sum(maker.founded)', 'sum(box.depth)', 'sum(box.width)']
      }>,
      {
        'sum(stock)': string | null
        'avg(stock)': string | null
        'sum(weight)': number | null
        'sum(price)': string | null
        'sum(maker.founded)': string | null
        'sum(box.depth)': string | null
        'sum(box.width)': number | null
      }
    >
  >()
  holds<Same<Figures<Types, 'byHand', { aggregate: ['sum(stock)'] }>, { 'sum(stock)': string | number | null }>>()
})

t.test('groups are known by the values at their paths', async () => {
  holds<
    Same<
      Row<{ group: ['maker', 'maker.name', 'tags', 'isNew', 'picture.mimeType', 'parts.size.depth', '_publishedAt'] }>['group'],
      {
        maker: string | null
        'maker.name': string | null
        tags: 'new' | 'old' | null
        isNew: boolean | null
        'picture.mimeType': string | null
        'parts.size.depth': number | null
        _publishedAt: string | null
      }
    >
  >()
  holds<Same<keyof Row<{ group: ['tags'] }>, 'group' | 'count'>>()
})

t.test('the methods of a client infer them', async () => {
  type Client = ReturnType<typeof createClient<Types>>
  const figures = async (client: Client) => client.aggregate('tool', { group: ['size'], aggregate: ['avg(price)'] })
  holds<
    Same<Awaited<ReturnType<typeof figures>>['data'][number], { group: { size: 'small' | 'large' | null }; 'avg(price)': string | null }>
  >()
  const anywhere = async (client: Client) => client.resolve('/hammer')
  holds<Same<Awaited<ReturnType<typeof anywhere>>, ResolvedPath<'tool' | 'maker' | 'byHand'>>>()
  const tool = async (client: Client) => client.resolve('/hammer', { type: 'tool', locale: 'de' })
  type Found = Awaited<ReturnType<typeof tool>>
  holds<Same<Extract<Found, { moved: false }>['type'], 'tool'>>()
  holds<Same<Extract<Found, { moved: true }>['permanent'], boolean>>()
})
