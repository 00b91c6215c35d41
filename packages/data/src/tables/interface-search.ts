import { parseSearch, searchQuery } from '@verso/query'
import type { Connection } from '../connection.ts'

/** Entries of these types, and of others those that somebody made. */
interface EntriesWithin {
  typeIds: string[]
  ownTypeIds: string[]
  ownerIds: string[]
}

export interface InterfaceSearch {
  /** Ids of drafts that hold the words, those first that are called so; the trash is left out. */
  entries: (text: string, within: EntriesWithin & { locales: readonly string[]; limit: number }) => Promise<string[]>
  /** Ids of files by their name, alternative text or caption, newest first. */
  media: (text: string, limit: number) => Promise<string[]>
  /** Ids of people whose name or address holds the text, by name. */
  users: (text: string, limit: number) => Promise<string[]>
}

/** The search of the interface. However many things hold a word, only so many are looked at: rights are a part of the look-up, not a sieve behind it. */
export function interfaceSearch({ query }: Connection): InterfaceSearch {
  const ids = async (text: string, values: unknown[]) => (await query<{ id: string }>(text, values)).map((row) => row.id)
  return {
    async entries(text, { locales, typeIds, ownTypeIds, ownerIds, limit }) {
      const words = searchQuery(parseSearch(text, locales), new Map())
      return words === null ? [] : ids(findEntries, [words, inTitle(words), typeIds, ownTypeIds, ownerIds, limit])
    },
    async media(text, limit) {
      const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
      return words.length === 0 ? [] : ids(findMedia, [words.map((word) => `'${word}':*`).join(' & '), limit])
    },
    users: (text, limit) => ids(findUsers, [text, limit]),
  }
}

/** The same words, in titles only: a lexeme holds no quote, so that one can only be its end. */
function inTitle(words: string): string {
  return words.replaceAll(/'([^']+)'(:\*)?/g, (_, lexeme, prefix) => `'${lexeme}':${prefix === undefined ? '' : '*'}A`)
}

/** A word that stands in every tenth draft is found in so many of them, whatever there are. */
const lookedAt = 500

const candidates = (words: string) => `
  (select e.id, e."updatedAt", d.words from "Draft" d join "Entry" e on e.id = d."entryId"
   where d.words @@ ${words}::tsquery and e."trashedAt" is null
     and (d."typeId" = any($3::uuid[]) or (d."typeId" = any($4::uuid[]) and e."createdById" = any($5::uuid[])))
   limit ${lookedAt})`

const findEntries = `
  select f.id from (${candidates('$2')} union all ${candidates('$1')}) f
  group by f.id, f."updatedAt", f.words
  order by ts_rank('{0.1, 0.2, 0.4, 1.0}', f.words, $1::tsquery, 1) desc, f."updatedAt" desc, f.id
  limit $6::int`

const findMedia = `
  select f.id from (
    select m.id, m."createdAt" from "Media" m
    where m."removedAt" is null and (
      to_tsvector('simple', translate(m.filename, '._-', '   ')) || jsonb_to_tsvector('simple', m.alt, '["string"]') || jsonb_to_tsvector('simple', m.caption, '["string"]')
    ) @@ $1::tsquery
    limit ${lookedAt}
  ) f
  order by f."createdAt" desc, f.id desc limit $2::int`

const findUsers = `
  select u.id from "User" u
  where strpos(lower(u.name), lower($1)) > 0 or strpos(lower(u.email), lower($1)) > 0
  order by u.name, u.id limit $2::int`
