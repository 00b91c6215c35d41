import type { ContentTypeView, PageInfo } from '@verso/contract'
import type { EntryTypes } from './content-types.ts'
import { driftCheck } from './drift-check.ts'
import { liveEvents, type LiveOptions, type PublishedEvent } from './live-events.ts'
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

interface Standing {
  pinned: number | null
  /** Is told the hash of each model that comes by. */
  noteModel: (modelHash: string) => void
}

function clientAt<Types extends EntryTypes>(options: ClientOptions, standing: Standing): Client<Types> {
  const { pinned, noteModel } = standing

  function read(path: string, query: ListQuery, about: RequestOptions | undefined): Promise<Answer> {
    const asked = queryString(pinned === null || query.at !== undefined ? query : { seq: pinned, ...query })
    return request(options, asked === '' ? path : `${path}?${asked}`, about)
  }

  async function page<Entry, Beside = object>(type: string, query: ListQuery, about?: RequestOptions): Promise<EntryList<Entry> & Beside> {
    const { body, seq } = await read(`entries/${encodeURIComponent(type)}`, query, about)
    return { ...(body as Omit<EntryList<Entry>, 'seq'> & Beside), seq }
  }

  async function one<Entry>(path: string, query: OneQuery, about?: RequestOptions): Promise<Entry> {
    const { body } = await read(path, query, about)
    return (body as { data: Entry }).data
  }

  async function* all<Entry>(type: string, query: AllQuery, about?: RequestOptions): AsyncGenerator<Entry, void, undefined> {
    const limit = query.limit ?? pageSize
    let shown = await page<Entry>(type, { ...query, limit }, about)
    yield* shown.data
    const isPinned = query.seq !== undefined || query.at !== undefined || pinned !== null
    const point = isPinned ? {} : { seq: shown.seq }
    // A cursor belongs to the point that it was made at: the first page of a reader that isn't pinned gives none for `seq`.
    if (shown.page.next !== null && !isPinned) {
      shown = await page(type, { ...query, ...point, limit, offset: shown.data.length }, about)
      yield* shown.data
    }
    while (shown.page.next !== null) {
      shown = await page(type, { ...query, ...point, limit, after: shown.page.next }, about)
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
    list: (type, query, about) => page(type, query ?? {}, about),
    all: (type, query, about) => all(type, query ?? {}, about),
    get: (type, idOrSlug, query, about) => one(`entries/${encodeURIComponent(type)}/${encodeURIComponent(idOrSlug)}`, query ?? {}, about),
    single: (type, query, about) => one(`singles/${encodeURIComponent(type)}`, query ?? {}, about),
    pin: async (seq) => clientAt(options, { ...standing, pinned: seq ?? (await readModel()).seq }),
    model: async (about) => (await readModel(about)).model,
    sync: (store, how) => syncInto(options, store, how),
    live: (how = {}) => liveEvents(options, how),
  }
}
