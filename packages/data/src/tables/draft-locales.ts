import type { Content } from '@verso/model'
import type { Connection } from '../connection.ts'

/** By the key of a localised value (its field's id; inside components the ids on the way, joined by `/`), by locale: the revision in which it was last saved or confirmed. */
export type Translations = Record<string, Record<string, number>>

/** By locale: keys of the values whose source changed after them. */
export type Outdated = Record<string, string[]>

/** The last save that changed something. */
export interface LastChange {
  at: Date
  byId: string | null
}

interface DraftLocale {
  entryId: string
  content: Content
  translations: Translations
}

interface LocalisedFields {
  /** Ids of fields that hold a map by locale. */
  localized: string[]
  /** Ids of shared fields that hold such maps somewhere inside. */
  holding: string[]
}

/** What drafts keep by locale beside their content, for a change of languages: a fixed number of statements for all drafts, or for a page of them. */
export interface DraftLocales {
  /** Codes as they were, and as they are. */
  rename: (codes: [was: string, is: string][]) => Promise<void>
  forget: (codes: string[]) => Promise<void>
  /** Drafts of a type in the order of their ids, those in the trash too. */
  page: (typeId: string, page: { after: string | null; limit: number }) => Promise<DraftLocale[]>
  /** A language in which nothing is written yet says what another says. */
  copyHashes: (typeIds: string[], locale: { code: string; from: string }) => Promise<void>
  /** Hashes are added to those that are there. */
  write: (rows: { entryId: string; hashes: Record<string, string>; outdated: Outdated }[]) => Promise<void>
  /** How many entries have content or a publication in a language, and how many files a text. */
  count: (code: string, fields: LocalisedFields) => Promise<{ entries: number; media: number }>
}

export function draftLocales({ query }: Connection): DraftLocales {
  return {
    async rename(codes) {
      await query(rename, [codes.map(([was]) => was), codes.map(([, is]) => is)])
    },
    async forget(codes) {
      await query(
        'update "Draft" set hashes = hashes - $1::text[], title = title - $1::text[], outdated = outdated - $1::text[], "lastChanges" = "lastChanges" - $1::text[]',
        [codes],
      )
    },
    page: (typeId, { after, limit }) =>
      query(
        `select "entryId", content, translations from "Draft" where "typeId" = $1::uuid and ($2::uuid is null or "entryId" > $2::uuid) order by "entryId" limit $3::int`,
        [typeId, after, limit],
      ),
    async copyHashes(typeIds, { code, from }) {
      await query(copyHashes, [typeIds, code, from])
    },
    async write(rows) {
      await query(write, [JSON.stringify(rows)])
    },
    async count(code, { localized, holding }) {
      const [row] = await query<{ entries: number; media: number }>(count, [code, localized, holding])
      return row ?? { entries: 0, media: 0 }
    },
  }
}

function renamed(column: string): string {
  return `(select coalesce(jsonb_object_agg(coalesce(m.code, e.key), e.value), '{}') from jsonb_each(${column}) e left join unnest($1::text[], $2::text[]) as m (was, code) on m.was = e.key)`
}

const rename = `
  update "Draft" d set hashes = ${renamed('d.hashes')}, title = ${renamed('d.title')}, outdated = ${renamed('d.outdated')}, "lastChanges" = ${renamed('d."lastChanges"')},
    translations = (select coalesce(jsonb_object_agg(t.key, ${renamed('t.value')}), '{}') from jsonb_each(d.translations) t)`

const copyHashes = `
  update "Draft" set hashes = hashes || jsonb_build_object($2::text, hashes -> $3::text) where "typeId" = any($1::uuid[]) and hashes ? $3::text`

const write = `
  update "Draft" d set hashes = d.hashes || r.hashes, outdated = r.outdated
  from json_to_recordset($1::json) as r ("entryId" uuid, hashes jsonb, outdated jsonb) where d."entryId" = r."entryId"`

// Inside of components a map by locale may stand at any depth; whatever has a member of that name counts, rather too much than too little.
const count = `
  select (
    select count(*)::int from (
      select d."entryId" from "Draft" d
      where exists (select from unnest($2::text[]) as f (id) where d.content -> f.id ? $1::text)
        or exists (select from unnest($3::text[]) as f (id) where d.content -> f.id @? ('$.**.' || to_json($1::text)::text)::jsonpath)
      union
      select p."entryId" from "Publication" p where p.locale = $1::text and p."validTo" is null
    ) found
  ) as entries,
  (select count(*)::int from "Media" m where m."removedAt" is null and (m.alt ? $1::text or m.caption ? $1::text)) as media`
