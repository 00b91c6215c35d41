import type { InjectOptions } from 'fastify'

/** What questions are made of. `learnt` are cursors, positions and tags of answers so far. */
export interface Asking {
  random: () => number
  ids: readonly string[]
  words: readonly string[]
  learnt: string[]
}

type Ask = Pick<InjectOptions, 'method' | 'url' | 'payload' | 'headers'>

/** What fits texts comes more often: most that is hidden is text. */
const usual = ['eq', 'ne', 'contains', 'icontains', 'startsWith', 'gte', 'lt', 'in']
const odd = ['between', 'null', 'empty', 'hasAny', 'hasAll', 'nin', 'gt', 'lte', 'endsWith', 'iendsWith', 'istartsWith', 'ieq']
const operators = [...usual, ...usual, ...usual, ...odd]
const members = [
  'title',
  'slug',
  'body',
  'rating',
  'secret',
  '_id',
  '_revision',
  '_updatedAt',
  '_publishedAt',
  '_firstPublishedAt',
  '_score',
]
const types = ['page', 'page', 'article', 'article', 'note', 'home', 'absent']

/** A question by chance, about what is hidden as often as about what isn't. */
export function aQuestion(asking: Asking, door: 'content' | 'admin'): Ask {
  return door === 'content' ? contentQuestion(asking) : adminQuestion(asking)
}

function contentQuestion(asking: Asking): Ask {
  const { pick, word, id, chance } = by(asking)
  const type = pick(types)
  const get = (path: string, parameters: string[] = []): Ask => ({
    method: 'GET',
    url: `/content/v1${path}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`,
    headers: chance(0.1) ? { 'if-none-match': pick([...asking.learnt, '*', '"x"']) } : {},
  })
  return pick<() => Ask>([
    () => get(`/entries/${type}`, parameters(asking)),
    () => get(`/entries/${type}`, parameters(asking)),
    () => get(`/entries/${type}`, parameters(asking)),
    () =>
      get(
        `/entries/${type}/${pick([id(), word(), `${word()}-${type}`, 'page', 'article', 'note'])}`,
        someOf(asking, oneParameters(asking)),
      ),
    () => get('/entries', [`ids=${[id(), id(), id()]}`, ...someOf(asking, ['include=*', 'select=title', 'seq=4'])]),
    () => get(`/singles/${pick(['home', 'note', 'absent'])}`, someOf(asking, oneParameters(asking))),
    () =>
      get('/resolve', [
        `path=/${pick([word(), `${word()}-again`, `${word()}-${type}`, 'page', 'note'])}`,
        ...someOf(asking, [`type=${type}`, 'locale=de', 'seq=9']),
      ]),
    () =>
      get(
        '/sync',
        someOf(asking, [
          `types=${type}`,
          'kinds=entries,media,redirects,model',
          'kinds=redirects',
          'limit=1',
          'locale=de',
          `filter[${member(asking)}]=${word()}`,
          `from=${pick([...asking.learnt, word()])}`,
        ]),
      ),
    () => get('/events', someOf(asking, [`after=${Math.floor(asking.random() * 20)}`, 'limit=1', `types=${type}`, 'locale=de'])),
    () => get(pick(['/model', '/openapi.json'])),
    () => get('/graphql', [`query=${encodeURIComponent(graphDocument(asking))}`]),
    () => ({
      method: 'POST',
      url: `/content/v1/query/${type}`,
      payload: JSON.stringify(bodyOf(asking)),
      headers: { 'content-type': 'application/json' },
    }),
  ])()
}

function adminQuestion(asking: Asking): Ask {
  const { pick, word, id } = by(asking)
  const type = pick(types)
  const get = (path: string, parameters: string[] = []): Ask => ({
    method: 'GET',
    url: `/admin/v1${path}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`,
  })
  const send = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Ask => ({
    ...{ method, url: `/admin/v1${path}` },
    ...(body === undefined ? {} : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const own = pick(['', '/revisions', '/revisions/1', '/usages', '/schedules', '/compare?from=1&to=draft', '/preview-links'])
  return pick<() => Ask>([
    () => get('/entries', [`type=${type}`, ...parameters(asking)]),
    () => get('/entries', [`type=${type}`, ...parameters(asking)]),
    () =>
      get('/entries', [
        `type=${type}`,
        `filter[${pick(['_status', '_scheduled', '_outdated', '_trashed'])}]=${pick(['draft', 'trashed', 'true', word()])}`,
      ]),
    () => get(`/entries/${id()}${own}`),
    () => get(`/entries/${id()}${own}`),
    () => get('/entries/cards', [`ids=${[id(), id(), id()]}`]),
    () => get('/search', [`q=${word()}`]),
    () =>
      get(
        pick([
          '/home',
          '/types',
          '/model',
          '/me/rights',
          '/locales',
          '/schedules',
          '/releases',
          '/users',
          '/tokens',
          '/audit',
          '/settings',
          '/roles',
          '/jobs',
          '/openapi/content.json',
          '/media',
          '/history',
        ]),
      ),
    () => get('/redirects', someOf(asking, [`search=${word()}`, 'limit=1'])),
    () => get('/redirects/resolve', [`path=/${pick([word(), `${word()}-again`, 'note', 'page'])}`]),
    () => get(`/types/${type}`),
    () => get('/schedules', ['from=2000-01-01', 'to=2100-01-01']),
    () => send('POST', `/entries/${id()}/preflight`, { action: pick(['publish', 'unpublish', 'trash', 'purge']) }),
    () => send('POST', '/slugs/propose', { type, locale: 'en', from: pick([word(), `${word()}-${type}`]), entryId: id() }),
    () => send('POST', '/entries', { type, fields: { title: { en: word() }, slug: `${word()}-${type}`, next: { _ref: id() } } }),
    () => send('PATCH', `/entries/${id()}`, { fields: { [member(asking)]: word() }, baseRevision: pick([1, 2, 3]) }),
    () =>
      send('POST', '/entries/bulk', {
        action: pick(['publish', 'edit', 'trash']),
        type,
        filter: { [member(asking)]: { contains: word() } },
        dryRun: true,
      }),
    () => send('POST', '/entries/bulk/preflight', { action: 'publish', ids: [id(), id()] }),
    () => send('DELETE', `/entries/${id()}`),
  ])()
}

function by({ random, ids, words }: Asking) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return { pick, word: () => pick(words), id: () => pick(ids), chance: (of: number) => random() < of }
}

function someOf({ random }: Asking, all: readonly string[]): string[] {
  return all.filter(() => random() < 0.15)
}

function member(asking: Asking): string {
  const { pick } = by(asking)
  return pick([
    ...members,
    ...members.slice(0, 6).flatMap((name) => [`next.${name}`, `many.${name}`]),
    'next',
    'many',
    'next.next.title',
    pick(asking.words),
  ])
}

function parameters(asking: Asking): string[] {
  const { pick, word, id } = by(asking)
  const condition = () =>
    `filter[${member(asking)}][${pick(operators)}]=${pick([word(), word(), word(), id(), '3', 'true', '2026-11-01', ''])}`
  return someOf(asking, [
    condition(),
    condition(),
    `filter[or][0][${member(asking)}]=${word()}&filter[or][1][not][${member(asking)}][contains]=${word()}`,
    `filter[many][${pick(['any', 'all', 'none'])}][${pick(members)}][contains]=${word()}`,
    `sort=${pick(['', '-'])}${member(asking)}`,
    'count=true',
    `limit=${pick([1, 2, 20])}`,
    `offset=${pick([0, 1])}`,
    `after=${encodeURIComponent(pick([...asking.learnt, word()]))}`,
    `search=${pick([word(), word().slice(0, -1), `${word()}x`])}&highlight=true`,
    `group=${member(asking)}&aggregate=count,max(${pick(members)}),countDistinct(${member(asking)})`,
    `facets=${pick(members)}`,
    ...oneParameters(asking),
  ]).slice(0, 5)
}

function oneParameters(asking: Asking): string[] {
  const { pick, word } = by(asking)
  return [
    `select=${pick([...members, 'next.title', word()])},title`,
    `omit=${pick(members)}`,
    `include=${pick(['*', '*.*', 'next', 'many', 'next.next', word()])}`,
    `include[next][filter][${pick(members)}][contains]=${word()}`,
    `include[many][sort]=-${pick(members)}&include[many][limit]=1`,
    pick(['locale=de', 'locale=de&fallback=false', `locale=${word()}`]),
    pick(['seq=3', 'seq=9', 'seq=14', 'at=2026-11-01T12:00:00Z', 'at=2099-02-01', 'minSeq=1']),
    pick(['perspective=drafts', `perspective=release:${pick(asking.ids)}`]),
    pick(['dedupe=true', 'sourceMap=true', 'richText=html']),
  ]
}

function graphDocument(asking: Asking): string {
  const { pick, word, id } = by(asking)
  const entry = pick([
    '{ _id title slug body }',
    '{ _id rating next { __typename } }',
    '{ _id secret }',
    '{ title many { _id title } }',
    '{ _id next { ... on Note { title } ... on Page { title } } }',
  ])
  const condition = `${pick(['title', 'slug', 'body', 'secret'])}: { ${pick(['eq', 'contains', 'gte', 'istartsWith'])}: "${word()}" }`
  return pick([
    `{ ${pick(['pages', 'articles', 'notes'])}(filter: { ${condition} }) { totalCount nodes ${entry} } }`,
    `{ ${pick(['pages', 'articles'])}(sort: "${pick(['', '-'])}${pick(members)}") { nodes ${entry} } }`,
    `{ ${pick(['page', 'article', 'note'])}(${pick([`id: "${id()}"`, `slug: "${word()}"`])}) ${entry} }`,
    `{ pages(filter: { next: { ${condition} } }) { totalCount } }`,
    `{ __type(name: "${pick(['Page', 'Note', 'Article', word()])}") { name fields { name description } } }`,
    '{ __schema { types { name fields { name } inputFields { name } } } _types }',
    `{ pages(${pick(['seq: 3', 'at: "2099-01-01"', 'perspective: "drafts"'])}) { nodes ${entry} } }`,
  ])
}

function bodyOf(asking: Asking): object {
  const { pick, word, id } = by(asking)
  return pick([
    { filter: { or: [{ [member(asking)]: { contains: word() } }, { next: { in: [id(), id()] } }] }, count: true },
    { search: word(), highlight: true, count: true },
    { include: { next: { filter: { [pick(members)]: word() } } }, dedupe: true },
    { group: [member(asking)], aggregate: ['count', `max(${pick(members)})`] },
    { sort: [`-${member(asking)}`], select: [pick(members)] },
    { [word()]: true },
  ])
}
