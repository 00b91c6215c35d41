import { type FileScope, inScope } from './media-list.ts'
import { parseSearch, searchQuery } from '@verso/query'
import type { Connection } from '../connection.ts'
import { type SeenTypes, seenAmong } from '../reads/draft-scope.ts'
import { createParameters, idLiteral, type Parameters } from '../reads/parameters.ts'

export interface InterfaceSearch {
  /** Ids of drafts that hold the words, those first that are called so; the trash is left out. */
  entries: (text: string, within: SeenTypes & { locales: readonly string[]; limit: number }) => Promise<string[]>
  /** Ids of files by their name, alternative text or caption, newest first. */
  media: (text: string, options: { limit: number; within: FileScope | undefined }) => Promise<string[]>
  /** Ids of people whose name or address holds the text, by name. */
  users: (text: string, limit: number) => Promise<string[]>
}

/** The search of the interface. However many things hold a word, only so many are looked at: rights are a part of the look-up, not a sieve behind it. */
export function interfaceSearch({ query }: Connection): InterfaceSearch {
  const ids = async (text: string, values: unknown[]) => (await query<{ id: string }>(text, values)).map((row) => row.id)
  return {
    async entries(text, { locales, limit, ...seen }) {
      const words = searchQuery(parseSearch(text, locales), new Map())
      if (words === null) return []
      const parameters = createParameters([words, inTitle(words), limit])
      const some = partly(seen, text, parameters)
      return ids(findEntries(seenAmong(searchable(seen), parameters), some), parameters.values)
    },
    async media(text, { limit, within }) {
      const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
      if (words.length === 0) return []
      const values: unknown[] = [words.map((word) => `'${word}':*`).join(' & '), limit]
      const isSeen = within === undefined ? 'true' : inScope(within, 'm', (value) => `$${values.push(value)}`)
      return ids(findMedia(isSeen), values)
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

/**
 * Drafts of which only some fields may be searched, that hold each of the words in one of these as it is written. Their own words are those of all
 * fields, so that neither what is found nor its place may come of them. Null where there are no such types.
 */
function partly({ typeIds, rights }: SeenTypes, text: string, parameters: Parameters): string | null {
  const types = typeIds.flatMap((id) => {
    const fields = rights?.ofType[id]?.searched ?? []
    return fields.length === 0 ? [] : [{ id, fields }]
  })
  const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (types.length === 0 || words.length === 0) return null
  const given = parameters.add(words, 'text[]')
  const holding = types.map(({ id, fields }) => {
    const said = fields.map((field) => `coalesce(d."values" -> ${idLiteral(field)}, '""')::text`).join(" || ' ' || ")
    return `(e."typeId" = ${idLiteral(id)}::uuid and (select bool_and(strpos(lower(${said}), w) > 0) from unnest(${given}) w))`
  })
  const seen = seenAmong({ typeIds: types.map(({ id }) => id), rights }, parameters)
  return `
  (select e.id, e."updatedAt", ''::tsvector as words from "Draft" d join "Entry" e on e.id = d."entryId"
   where e."trashedAt" is null and ${seen} and (${holding.join(' or ')})
   limit ${lookedAt})`
}

/** The words of a draft are those of all of its fields: who may not read all of them finds nothing by them. */
function searchable({ typeIds, rights }: SeenTypes): SeenTypes {
  return { typeIds: typeIds.filter((id) => (rights?.ofType[id]?.searched ?? null) === null), rights }
}

const candidates = (words: string, isSeen: string) => `
  (select e.id, e."updatedAt", d.words from "Draft" d join "Entry" e on e.id = d."entryId"
   where d.words @@ ${words}::tsquery and e."trashedAt" is null and ${isSeen}
   limit ${lookedAt})`

const findEntries = (isSeen: string, partly: string | null) => `
  select f.id from (${candidates('$2', isSeen)} union all ${candidates('$1', isSeen)}${partly === null ? '' : ` union all ${partly}`}) f
  group by f.id, f."updatedAt", f.words
  order by ts_rank('{0.1, 0.2, 0.4, 1.0}', f.words, $1::tsquery, 1) desc, f."updatedAt" desc, f.id
  limit $3::int`

const findMedia = (isSeen: string) => `
  select f.id from (
    select m.id, m."createdAt" from "Media" m
    where m."removedAt" is null and (
      to_tsvector('simple', translate(m.filename, '._-', '   ')) || jsonb_to_tsvector('simple', m.alt, '["string"]') || jsonb_to_tsvector('simple', m.caption, '["string"]')
    ) @@ $1::tsquery and ${isSeen}
    limit ${lookedAt}
  ) f
  order by f."createdAt" desc, f.id desc limit $2::int`

const findUsers = `
  select u.id from "User" u
  where strpos(lower(u.name), lower($1)) > 0 or strpos(lower(u.email), lower($1)) > 0
  order by u.name, u.id limit $2::int`
