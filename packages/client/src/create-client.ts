import type { ContentEntryMembers, ContentTypeView, PageInfo } from '@verso/contract'
import { type ListQuery, type OneQuery, queryString } from './query.ts'
import { type Answer, type ClientOptions, request } from './transport.ts'

/** The fields of each content type, by its name; what `createClient` can be told about a site's types. */
export type EntryTypes = Record<string, object>

/** An entry as it is read: Verso's members and the fields of its type. */
export type Entry<Fields extends object = Record<string, unknown>> = ContentEntryMembers & Fields

export interface EntryList<Fields extends object = Record<string, unknown>> {
  data: Entry<Fields>[]
  page: PageInfo
  /** The published state that was read. */
  seq: number
}

export interface ReadableModel {
  modelHash: string
  types: ContentTypeView[]
}

type Name<Types extends EntryTypes> = Extract<keyof Types, string>

/** Reads published content. Every method ends with a `VersoError` where the server refuses. */
export interface Client<Types extends EntryTypes> {
  /** The point that every read shows; null where each shows the newest. */
  readonly seq: number | null
  /** One page of a type. */
  list: <T extends Name<Types>>(type: T, query?: ListQuery) => Promise<EntryList<Types[T]>>
  /** One entry by id or slug; status 404 where there is none. */
  get: <T extends Name<Types>>(type: T, idOrSlug: string, query?: OneQuery) => Promise<Entry<Types[T]>>
  /** The entry of a single type. */
  single: <T extends Name<Types>>(type: T, query?: OneQuery) => Promise<Entry<Types[T]>>
  /** All entries of a type, page by page. All pages show one state, also when something is published meanwhile; `limit` is the size of a page. */
  all: <T extends Name<Types>>(
    type: T,
    query?: Omit<ListQuery, 'offset' | 'after' | 'count'>,
  ) => AsyncGenerator<Entry<Types[T]>, void, undefined>
  /** A client whose reads all show one state: the newest at this moment, or the given one. What a build should use. */
  pin: (seq?: number) => Promise<Client<Types>>
  /** The types that this reader may see. */
  model: () => Promise<ReadableModel>
}

const pageSize = 100

/**
 * A reader of one Verso. It needs nothing but `fetch`, in Node 20 or newer and in browsers:
 * `createClient<{ post: Post }>({ url: 'https://cms.example.org', token })`.
 */
export function createClient<Types extends EntryTypes = Record<string, Record<string, unknown>>>(options: ClientOptions): Client<Types> {
  return clientAt(options, null)
}

function clientAt<Types extends EntryTypes>(options: ClientOptions, pinned: number | null): Client<Types> {
  function read(path: string, query: ListQuery = {}): Promise<Answer> {
    const asked = queryString(pinned === null ? query : { seq: pinned, ...query })
    return request(options, asked === '' ? path : `${path}?${asked}`)
  }

  async function list<T extends Name<Types>>(type: T, query?: ListQuery): Promise<EntryList<Types[T]>> {
    const { body, seq } = await read(`entries/${encodeURIComponent(type)}`, query)
    return { ...(body as Omit<EntryList<Types[T]>, 'seq'>), seq }
  }

  async function one<Fields extends object>(path: string, query?: OneQuery): Promise<Entry<Fields>> {
    const { body } = await read(path, query)
    return (body as { data: Entry<Fields> }).data
  }

  async function* all<T extends Name<Types>>(
    type: T,
    query: Omit<ListQuery, 'offset' | 'after' | 'count'> = {},
  ): AsyncGenerator<Entry<Types[T]>, void, undefined> {
    const limit = query.limit ?? pageSize
    let page = await list(type, { ...query, limit })
    yield* page.data
    const seq = query.seq ?? pinned ?? page.seq
    // A cursor belongs to the point that it was made at: the first page of a reader that isn't pinned gives none for `seq`.
    const isPinned = query.seq !== undefined || pinned !== null
    if (page.page.next !== null && !isPinned) {
      page = await list(type, { ...query, limit, seq, offset: page.data.length })
      yield* page.data
    }
    while (page.page.next !== null) {
      page = await list(type, { ...query, limit, seq, after: page.page.next })
      yield* page.data
    }
  }

  return {
    seq: pinned,
    list,
    all,
    get: (type, idOrSlug, query) => one(`entries/${encodeURIComponent(type)}/${encodeURIComponent(idOrSlug)}`, query),
    single: (type, query) => one(`singles/${encodeURIComponent(type)}`, query),
    pin: async (seq) => clientAt(options, seq ?? (await request(options, 'model')).seq),
    model: async () => ((await request(options, 'model')).body as { data: ReadableModel }).data,
  }
}
