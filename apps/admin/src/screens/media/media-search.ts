import type { Query } from '../../api/client.ts'
import { isDay, startOfDay } from '../../parts/start-of-day.ts'

const names = ['q', 'kind', 'folder', 'tag', 'alt', 'used', 'over', 'from', 'until', 'layout', 'id'] as const

/**
 * What the library shows, as its address holds it. `kind` is the beginning of a media type, `folder` an id or `top` for files in none, `over`
 * a number of bytes, `id` the file whose details are open.
 */
export type MediaSearch = { [Name in (typeof names)[number]]?: string | undefined }

export function searchOf(params: Record<string, string | undefined>): MediaSearch {
  return Object.fromEntries(names.map((name) => [name, params[name] === '' ? undefined : params[name]]))
}

/** What is narrowed beside words and folder. */
export const narrowing = ['kind', 'tag', 'alt', 'used', 'over', 'from', 'until'] as const

export function isNarrowed(search: MediaSearch): boolean {
  return (search.q ?? '') !== '' || narrowing.some((name) => search[name] !== undefined)
}

/** No filter but the folder. */
export const cleared: MediaSearch = { q: undefined, ...Object.fromEntries(narrowing.map((name) => [name, undefined])) }

/** As the API is asked. Alternative text is looked for in one language, and matters of pictures. */
export function queryOf(search: MediaSearch, locale: string): Query {
  const { q, kind, folder, tag, alt, used, over, from, until } = search
  return {
    search: q === '' ? undefined : q,
    mimeType: kind ?? (alt === 'missing' ? 'image/' : undefined),
    folder: folder === 'top' ? '' : folder,
    tag,
    [`filter[alt][${locale}][empty]`]: alt === 'missing' ? true : undefined,
    'filter[_used]': used === 'no' ? false : undefined,
    'filter[bytes][gte]': over,
    'filter[createdAt][gte]': isDay(from) ? startOfDay(from) : undefined,
    'filter[createdAt][lt]': isDay(until) ? startOfDay(until, 1) : undefined,
  }
}
