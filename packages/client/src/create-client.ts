import type { ContentMedia, ContentTypeView, PageInfo } from '@verso/contract'
import type { EntryTypes } from './content-types.ts'
import { driftCheck } from './drift-check.ts'
import type { FigureQuery, Figures } from './figures.ts'
import { liveEvents, type LiveOptions, type PublishedEvent } from './live-events.ts'
import type { MediaQuery, PathQuery, ResolvedPath } from './places.ts'
import { type ListQuery, type OneQuery, queryString, type RequestOptions } from './query.ts'
import type { Result } from './read-result.ts'
import { type SyncOptions, type SyncStore, syncInto } from './sync-into.ts'
import { type Answer, type ClientOptions, request } from './transport.ts'

export interface EntryList<Entry> {
  data: Entry[]
  page: PageInfo
  /** The published state that was read. */
  seq: number
}

/** A value, and how many entries have it; null for those that have none. */
export interface FacetValue {
  value: string | number | boolean | null
  count: number
}

/** What a list tells beside its entries, where it was asked for. */
export type FacetsOf<Query> = Query extends { facets: readonly (infer Path extends string)[] }
  ? { facets: { [P in Path]: FacetValue[] } }
  : object

export interface ReadableModel {
  modelHash: string
  types: ContentTypeView[]
}

type Name<Types extends EntryTypes> = Extract<keyof Types, string>
type AllQuery = Omit<ListQuery, 'offset' | 'after' | 'count' | 'facets'>
type AllMediaQuery = Omit<MediaQuery, 'offset' | 'after' | 'count'>

/** Reads published content. Every method ends with a `VersoError` where the server refuses. */
export interface Client<Types extends EntryTypes> {
  /** The point that every read shows; null where each shows the newest. */
  readonly seq: number | null
  /** One page of a type. */
  list: <T extends Name<Types>, const Q extends ListQuery = object>(
    type: T,
    query?: Q,
    options?: RequestOptions,
  ) => Promise<EntryList<Result<Types, T, Q>> & FacetsOf<Q>>
  /** One entry by id or slug; status 404 where there is none. */
  get: <T extends Name<Types>, const Q extends OneQuery = object>(
    type: T,
    idOrSlug: string,
    query?: Q,
    options?: RequestOptions,
  ) => Promise<Result<Types, T, Q>>
  /** The entry of a single type. */
  single: <T extends Name<Types>, const Q extends OneQuery = object>(
    type: T,
    query?: Q,
    options?: RequestOptions,
  ) => Promise<Result<Types, T, Q>>
  /** All entries of a type, page by page. All pages show one state, also when something is published meanwhile; `limit` is the size of a page. */
  all: <T extends Name<Types>, const Q extends AllQuery = object>(
    type: T,
    query?: Q,
    options?: RequestOptions,
  ) => AsyncGenerator<Result<Types, T, Q>, void, undefined>
  /** Figures about the entries of a type, in groups: `{ group: ['author'], aggregate: ['count', 'avg(rating)'] }`. */
  aggregate: <T extends Name<Types>, const Q extends FigureQuery = object>(
    type: T,
    query?: Q,
    options?: RequestOptions,
  ) => Promise<EntryList<Figures<Types, T, Q>>>
  /** What lives at a path, or where an old one leads by now; status 404 where nothing does, 409 where entries of several types do. */
  resolve: <const Q extends PathQuery = object>(
    path: string,
    query?: Q & { type?: Name<Types> },
    options?: RequestOptions,
  ) => Promise<ResolvedPath<Q extends { type: infer T extends string } ? T : Name<Types>>>
  /** One page of the files that published entries show, and of those in public folders. */
  listMedia: (query?: MediaQuery, options?: RequestOptions) => Promise<EntryList<ContentMedia>>
  /** All of them, page by page, at one state; `limit` is the size of a page. */
  allMedia: (query?: AllMediaQuery, options?: RequestOptions) => AsyncGenerator<ContentMedia, void, undefined>
  /** One of these files; status 404 where there is none. */
  getMedia: (id: string, query?: Omit<PathQuery, 'type'>, options?: RequestOptions) => Promise<ContentMedia>
  /** A client whose reads all show one state: the newest at this moment, or the given one. What a build should use. */
  pin: (seq?: number) => Promise<Client<Types>>
  /** The types that this reader may see. */
  model: (options?: RequestOptions) => Promise<ReadableModel>
  /** Brings a copy of the published content up to date: all of it the first time, then what changed. Gives the position that it is at. */
  sync: (store: SyncStore, options?: SyncOptions) => Promise<string>
  /** What is published, as it happens: each event once, in order, over cut connections too. It has no end but that of its signal. */
  live: (options?: LiveOptions) => AsyncGenerator<PublishedEvent, void, undefined>
}

const pageSize = 100

/**
 * A reader of one Verso. It needs nothing but `fetch`, in Node 20 or newer, in browsers and at the edge:
 * `createClient<Types>({ url: 'https://cms.example.org', token, modelHash })`, with `Types` and `modelHash` from `verso types`.
 */
export function createClient<Types extends EntryTypes = Record<string, Record<string, unknown>>>(options: ClientOptions): Client<Types> {
  return clientAt(options, { pinned: null, noteModel: driftCheck(options) })
}

/** What any address is asked with. */
type Asked = ListQuery & FigureQuery & PathQuery & { path?: string }

const entriesOf = (type: string) => `entries/${encodeURIComponent(type)}`

/** Without either a list would come. */
function withFigures(query: FigureQuery): FigureQuery {
  return query.group === undefined && query.aggregate === undefined ? { ...query, aggregate: ['count'] } : query
}

interface Standing {
  pinned: number | null
  /** Is told the hash of each model that comes by. */
  noteModel: (modelHash: string) => void
}

function clientAt<Types extends EntryTypes>(options: ClientOptions, standing: Standing): Client<Types> {
  const { pinned, noteModel } = standing

  function read(path: string, query: Asked, about: RequestOptions | undefined): Promise<Answer> {
    const asked = queryString(pinned === null || query.at !== undefined ? query : { seq: pinned, ...query })
    return request(options, asked === '' ? path : `${path}?${asked}`, about)
  }

  async function page<Entry, Beside = object>(path: string, query: Asked, about?: RequestOptions): Promise<EntryList<Entry> & Beside> {
    const { body, seq } = await read(path, query, about)
    return { ...(body as Omit<EntryList<Entry>, 'seq'> & Beside), seq }
  }

  async function one<Entry>(path: string, query: Asked, about?: RequestOptions): Promise<Entry> {
    const { body } = await read(path, query, about)
    return (body as { data: Entry }).data
  }

  async function* all<Entry>(path: string, query: AllQuery, about?: RequestOptions): AsyncGenerator<Entry, void, undefined> {
    const limit = query.limit ?? pageSize
    let shown = await page<Entry>(path, { ...query, limit }, about)
    yield* shown.data
    const isPinned = query.seq !== undefined || query.at !== undefined || pinned !== null
    const point = isPinned ? {} : { seq: shown.seq }
    // A cursor belongs to the point that it was made at: the first page of a reader that isn't pinned gives none for `seq`.
    if (shown.page.next !== null && !isPinned) {
      shown = await page(path, { ...query, ...point, limit, offset: shown.data.length }, about)
      yield* shown.data
    }
    while (shown.page.next !== null) {
      shown = await page(path, { ...query, ...point, limit, after: shown.page.next }, about)
      yield* shown.data
    }
  }

  async function readModel(about?: RequestOptions): Promise<{ model: ReadableModel; seq: number }> {
    const { body, seq } = await request(options, 'model', about)
    const model = (body as { data: ReadableModel }).data
    noteModel(model.modelHash)
    return { model, seq }
  }

  return {
    seq: pinned,
    list: (type, query, about) => page(entriesOf(type), query ?? {}, about),
    all: (type, query, about) => all(entriesOf(type), query ?? {}, about),
    get: (type, idOrSlug, query, about) => one(`${entriesOf(type)}/${encodeURIComponent(idOrSlug)}`, query ?? {}, about),
    single: (type, query, about) => one(`singles/${encodeURIComponent(type)}`, query ?? {}, about),
    aggregate: (type, query, about) => page(entriesOf(type), withFigures(query ?? {}), about),
    resolve: (path, query, about) => one('resolve', { ...query, path }, about),
    listMedia: (query, about) => page('media', query ?? {}, about),
    allMedia: (query, about) => all('media', query ?? {}, about),
    getMedia: (id, query, about) => one(`media/${encodeURIComponent(id)}`, query ?? {}, about),
    pin: async (seq) => clientAt(options, { ...standing, pinned: seq ?? (await readModel()).seq }),
    model: async (about) => (await readModel(about)).model,
    sync: (store, how) => syncInto(options, store, how),
    live: (how = {}) => liveEvents(options, how),
  }
}
