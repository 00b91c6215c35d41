import type { ContentMedia, ContentTypeView } from '@verso/contract'
import type { EntryMembers } from './read-result.ts'
import type { RequestOptions } from './query.ts'
import { type ClientOptions, request } from './transport.ts'
import { VersoError } from './verso-error.ts'

/** One change of a copy. To take the same one twice does no harm. */
export type SyncItem =
  | { kind: 'entry'; op: 'put'; entry: EntryMembers & Record<string, unknown> }
  | { kind: 'entry'; op: 'delete'; id: string; type: string; locale: string }
  | { kind: 'media'; op: 'put'; media: ContentMedia }
  | { kind: 'media'; op: 'delete'; id: string }
  | { kind: 'redirect'; op: 'put'; redirect: { id: string; [member: string]: unknown } }
  | { kind: 'redirect'; op: 'delete'; id: string }
  | { kind: 'model'; op: 'put'; model: { types: ContentTypeView[] } }

/** Where a copy is kept: files, a database, memory. */
export interface SyncStore {
  /** The position that the copy is at; null where there is none yet. */
  position: () => Promise<string | null>
  /** Takes changes. With a `position` the copy is whole again: keep it together with them. */
  apply: (changes: { items: SyncItem[]; position: string | null }) => Promise<void>
  /** Forgets the copy and its position: what comes next is everything. */
  clear: () => Promise<void>
}

export interface SyncOptions extends RequestOptions {
  /** What a first sync is about; later ones go on with it. All of what the reader may see where absent. */
  types?: readonly string[]
  locale?: string
  kinds?: readonly ('entries' | 'media' | 'redirects' | 'model')[]
  /** Items of one page, 500 if not said. */
  limit?: number
}

interface Page {
  items: SyncItem[]
  next: string | null
  position: string | null
}

/** Brings a copy up to date and gives its position. One that the server can't go on from is made anew. */
export async function syncInto(client: ClientOptions, store: SyncStore, { signal, ...scope }: SyncOptions = {}): Promise<string> {
  const about = signal === undefined ? {} : { signal }
  const position = await store.position()
  if (position !== null) {
    try {
      return await follow(client, store, { path: `sync?${new URLSearchParams({ from: position })}`, about })
    } catch (error) {
      if (!(error instanceof VersoError) || error.code !== 'sync_anew') throw error
    }
  }
  await store.clear()
  return follow(client, store, { path: startOf(scope), about })
}

async function follow(client: ClientOptions, store: SyncStore, { path, about }: { path: string; about: RequestOptions }): Promise<string> {
  for (let next = path; ; ) {
    const page = (await request(client, next, about)).body as Page
    await store.apply({ items: page.items, position: page.position ?? null })
    if (page.position !== undefined && page.position !== null) return page.position
    if (page.next === null) throw new VersoError(200, { detail: 'A sync ended without a position' })
    next = `sync?${new URLSearchParams({ next: page.next })}`
  }
}

function startOf({ types, locale, kinds, limit }: Omit<SyncOptions, 'signal'>): string {
  const parameters = new URLSearchParams()
  if (types !== undefined) parameters.set('types', types.join(','))
  if (locale !== undefined) parameters.set('locale', locale)
  if (kinds !== undefined) parameters.set('kinds', kinds.join(','))
  if (limit !== undefined) parameters.set('limit', String(limit))
  const asked = parameters.toString()
  return asked === '' ? 'sync' : `sync?${asked}`
}
