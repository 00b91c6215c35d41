const options = (...values: string[]) => values.map((value) => ({ value, label: value }))

export const cardFields = [
  { name: 'heading', kind: 'text' },
  { name: 'rank', kind: 'integer' },
  { name: 'who', kind: 'reference', to: ['person'] },
]

/** A field of every kind; the options of `colour` stand in an order of their own. */
export const articleFields = [
  { name: 'key', kind: 'text' },
  { name: 'title', kind: 'text', localized: true },
  { name: 'slug', kind: 'slug' },
  { name: 'rating', kind: 'integer' },
  { name: 'price', kind: 'decimal' },
  { name: 'stock', kind: 'integer', bigint: true },
  { name: 'weight', kind: 'number' },
  { name: 'isNew', kind: 'boolean' },
  { name: 'day', kind: 'date' },
  { name: 'at', kind: 'datetime' },
  { name: 'colour', kind: 'enum', options: options('red', 'green', 'blue') },
  {
    name: 'moods',
    kind: 'enum',
    many: true,
    options: options('calm', 'loud', 'odd'),
  },
  { name: 'mail', kind: 'email' },
  { name: 'link', kind: 'url' },
  { name: 'paint', kind: 'color' },
  { name: 'notes', kind: 'longText', searchable: true },
  { name: 'head', kind: 'markdown' },
  { name: 'body', kind: 'richText' },
  { name: 'data', kind: 'json' },
  { name: 'spot', kind: 'location' },
  { name: 'cover', kind: 'media' },
  { name: 'pictures', kind: 'media', many: true },
  { name: 'author', kind: 'reference', to: ['person'] },
  { name: 'people', kind: 'reference', to: ['person', 'agency'], many: true },
  { name: 'memo', kind: 'reference', to: ['memo'] },
  { name: 'related', kind: 'reference', to: ['article'], many: true },
  { name: 'seo', kind: 'component', components: ['card'] },
  { name: 'parts', kind: 'component', components: ['card'], many: true },
  { name: 'sections', kind: 'blocks', blocks: ['card', 'quote'] },
  { name: 'secret', kind: 'text', private: true },
]

interface Content {
  key: string
  type: string
  fields: Record<string, unknown>
  isDraft?: true
}

const ref = (key: string) => ({ _ref: `#${key}` })

/** In the order in which they are made: `#key` is the id of one before, or of a picture. */
export const contents: Content[] = [
  { key: 'ada', type: 'person', fields: { name: 'Ada', slug: 'ada', age: 36 } },
  {
    key: 'jo',
    type: 'person',
    fields: { name: 'Jo', slug: 'jo', age: 20, mentor: ref('ada') },
  },
  {
    key: 'ghost',
    type: 'person',
    fields: { name: 'Ghost', slug: 'ghost', age: 1 },
    isDraft: true,
  },
  {
    key: 'acme',
    type: 'agency',
    fields: { name: 'Acme', slug: 'acme', city: 'Oslo' },
  },
  { key: 'memo', type: 'memo', fields: { title: 'Memo', slug: 'memo' } },
  { key: 'home', type: 'home', fields: { title: 'Home' } },
  {
    key: 'a',
    type: 'article',
    fields: {
      ...{
        key: 'a',
        title: { en: 'Alpha', de: 'Zeta' },
        slug: 'alpha',
        rating: 5,
        price: '2.00',
        stock: '9007199254740993',
      },
      ...{
        weight: 0.5,
        isNew: true,
        day: '2026-01-01',
        at: '2026-01-01T08:00:00.000Z',
        colour: 'blue',
        moods: ['calm', 'loud'],
      },
      ...{
        mail: 'a@example.org',
        link: 'https://a.example/',
        paint: '#ffffff',
        notes: 'one, two',
        head: '# Head',
      },
      body: [{ _type: 'block', children: [{ _type: 'span', text: 'Deep water' }] }],
      ...{
        data: { a: 1 },
        spot: { lat: 52.52, lng: 13.405 },
        cover: { _media: '#wide' },
      },
      pictures: [{ _media: '#tall' }, { _media: '#wide' }],
      ...{
        author: ref('ada'),
        people: [ref('jo'), ref('acme')],
        seo: { heading: 'Seo', rank: 7, who: ref('jo') },
      },
      parts: [
        { heading: 'One', rank: 1, who: ref('ada') },
        { heading: 'Two', rank: 2 },
      ],
      sections: [
        { _block: 'card', heading: 'One', rank: 2, who: ref('ada') },
        { _block: 'quote', words: 'be brief' },
      ],
      secret: 'hush',
    },
  },
  {
    key: 'b',
    type: 'article',
    fields: {
      ...{
        key: 'b',
        title: { en: 'beta' },
        slug: 'beta',
        rating: 3,
        price: '2.5',
        stock: '5',
        weight: 2,
        isNew: false,
        colour: 'red',
      },
      ...{
        day: '2026-02-01',
        at: '2026-02-01T00:00:00.000Z',
        moods: ['odd'],
        cover: { _media: '#tall' },
      },
      ...{
        author: ref('jo'),
        people: [ref('ada'), ref('jo'), ref('ghost')],
        related: [ref('a')],
      },
      parts: [{ heading: 'One', rank: 2 }],
      sections: [{ _block: 'card', heading: 'Two', rank: 1 }],
    },
  },
  {
    key: 'c',
    type: 'article',
    fields: {
      ...{
        key: 'c',
        title: { en: '' },
        slug: 'gamma',
        rating: 3,
        price: '3.00',
        colour: 'green',
        data: {},
        notes: '100%_\\*',
      },
      ...{
        author: ref('ghost'),
        memo: ref('memo'),
        moods: [],
        people: [],
        parts: [],
      },
    },
  },
  { key: 'none', type: 'article', fields: { key: 'none', slug: 'none' } },
]
