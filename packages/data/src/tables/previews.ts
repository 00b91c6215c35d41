import type { Connection } from '../connection.ts'
import { placePreview } from './preview-places.ts'
import { type PreviewWords, previewWords } from './preview-words.ts'
import { pieceSeparator } from './pieces.ts'
import { type PublicationInput, toReferences } from './publication-writes.ts'

/** How a preview stands, and what it is of, in the snapshot of this transaction. */
export interface PreviewState {
  /** Null for one that nobody has looked at yet. */
  digest: string | null
  usedAt: Date | null
  /** The `seq` at which places in trees were worked out. */
  placedAt: bigint | null
  seq: bigint
  /** When anything changed last, in drafts or for readers: what would be published just now would be so since then. */
  changedAt: Date
}

/** An entry that is to be looked at again, with what its signature is by now; null for one that the preview has nothing to do with any more. */
export interface OutdatedEntry {
  entryId: string
  signature: string | null
}

/** What a preview would have readers see of some entries. */
export interface PreviewChange {
  entries: readonly { entryId: string; signature: string }[]
  publications: readonly PreviewDocument[]
  /** Documents that they would lose. */
  ended: readonly { entryId: string; typeId: string; locale: string }[]
}

/** A document without times would be published at the moment of looking; when it was first, the log knows better if it ever was. */
export type PreviewDocument = Omit<PublicationInput, 'publishedAt'> & { publishedAt: Date | null; firstPublishedAt: Date | null }

export interface Previews {
  state: (previewId: string) => Promise<PreviewState>
  /** Entries of these types whose drafts are not in the preview as they are, with all that it holds too much. One statement. */
  outdatedDrafts: (previewId: string, options: { modelVersion: number; typeIds: string[] }) => Promise<OutdatedEntry[]>
  /** The same for these entries, and all others that the preview has looked at. */
  outdatedEntries: (previewId: string, options: { modelVersion: number; entryIds: string[] }) => Promise<OutdatedEntry[]>
  /** What entries are like by now, for what is kept of them. */
  signatures: (entryIds: string[], modelVersion: number) => Promise<{ entryId: string; signature: string }[]>
}

export interface PreviewsInTransaction extends Previews {
  /** Makes the preview this transaction's; others wait, and fail as `busy` when their snapshot is older than what was done meanwhile. */
  hold: (previewId: string, at: Date) => Promise<void>
  /** Forgets what the preview says of these entries (of all when null). */
  forget: (previewId: string, entryIds: string[] | null) => Promise<void>
  write: (previewId: string, change: PreviewChange) => Promise<void>
  /** Gives documents in trees their places, and those of others that would move along. */
  place: (previewId: string, typeIds: string[]) => Promise<void>
  words: PreviewWords
  settle: (previewId: string, settled: { digest: string; placedAt: bigint }) => Promise<void>
  /** Removes previews that nobody has looked at since. */
  removeUnused: (since: Date) => Promise<void>
}

/** Previews: copies of what can be worked out again, by perspective. Nothing that readers see is read from here. */
export function previewsTable(connection: Connection): PreviewsInTransaction {
  const { query } = connection
  return {
    async state(previewId) {
      const [row] = await query<PreviewState>(findState, [previewId])
      if (row === undefined) throw new Error('The row of PublicationCounter is missing')
      return row
    },
    outdatedDrafts: (previewId, { modelVersion, typeIds }) => query(outdatedDrafts, [previewId, modelVersion, typeIds]),
    outdatedEntries: (previewId, { modelVersion, entryIds }) => query(outdatedEntries, [previewId, modelVersion, entryIds]),
    signatures: (entryIds, modelVersion) => query(signatures, [entryIds, modelVersion]),
    async hold(previewId, at) {
      await query(hold, [previewId, at])
    },
    async forget(previewId, entryIds) {
      await query(forget, [previewId, entryIds])
    },
    async write(previewId, { entries, publications, ended }) {
      await query(write, [
        previewId,
        JSON.stringify(entries),
        JSON.stringify(publications.map(toRow)),
        JSON.stringify(publications.flatMap(toReferences)),
        JSON.stringify(ended),
      ])
    },
    words: previewWords(connection),
    place: (previewId, typeIds) => placePreview(connection, previewId, typeIds),
    async settle(previewId, { digest, placedAt }) {
      await query('update "Preview" set digest = $2, "placedAt" = $3::bigint where id = $1::uuid', [previewId, digest, placedAt])
    },
    async removeUnused(since) {
      await query('delete from "Preview" where "usedAt" < $1::timestamptz', [since])
    },
  }
}

/** Removes what any preview says of entries that go for good. */
export async function removePreviewed({ query }: Pick<Connection, 'query'>, entryIds: readonly string[]): Promise<void> {
  await query(removeEverywhere, [entryIds])
}

function toRow({ pieces, references: _, uniques: __, texts: ___, inTree: ____, isFirst: _____, ...document }: PreviewDocument) {
  return { ...document, body: pieces.join(pieceSeparator) }
}

const findState = `
  select v.digest, v."usedAt", v."placedAt", c.seq, greatest(c.at, (select max("updatedAt") from "Entry")) as "changedAt"
  from (select seq, at from "PublicationCounter" where id = 1) c left join "Preview" v on v.id = $1::uuid`

/** Whatever would change the documents of an entry `e`, whose heads are `h`. */
const signature = (modelVersion: string) =>
  `concat_ws(' ', ${modelVersion}::int, e.revision, e."trashedAt", coalesce(e."parentId"::text, '-'), e."orderKey", h.heads)`

const heads = `string_agg(p.locale || p."validFrom", ',' order by p.locale)`

const outdated = (entries: string) => `
  select coalesce(w.id, k."entryId") as "entryId", w.signature
  from (${entries}) w full join (select * from "PreviewEntry" where "previewId" = $1::uuid) k on k."entryId" = w.id
  where w.signature is distinct from k.signature
  order by 1`

const outdatedDrafts = outdated(`
  select e.id, ${signature('$2')} as signature
  from "Entry" e left join (
    select p."entryId", ${heads} as heads from "Publication" p where p."validTo" is null group by p."entryId"
  ) h on h."entryId" = e.id
  where e."typeId" = any($3::uuid[]) and e."trashedAt" is null`)

const named = (modelVersion: string, which: string) => `
  select e.id, ${signature(modelVersion)} as signature
  from "Entry" e
  cross join lateral (select ${heads} as heads from "Publication" p where p."entryId" = e.id and p."validTo" is null) h
  where ${which}`

const outdatedEntries = outdated(
  named('$2', 'e.id = any($3::uuid[]) or e.id in (select "entryId" from "PreviewEntry" where "previewId" = $1::uuid)'),
)

const signatures = `select s.id as "entryId", s.signature from (${named('$2', 'e.id = any($1::uuid[])')}) s`

const hold = `
  insert into "Preview" (id, digest, "usedAt") values ($1::uuid, '', $2::timestamptz)
  on conflict (id) do update set "usedAt" = excluded."usedAt"`

const isAmong = (column: string) => `"previewId" = $1::uuid and ($2::uuid[] is null or "${column}" = any($2::uuid[]))`

// Words stay while the preview goes on: whether another document has one can't be told from here, and one too many only mends no slip.
const forget = `
  with links as (delete from "PreviewReference" where ${isAmong('fromEntryId')}),
    remembered as (delete from "PreviewWord" where "previewId" = $1::uuid and $2::uuid[] is null),
    documents as (delete from "PreviewPublication" where ${isAmong('entryId')})
  delete from "PreviewEntry" where ${isAmong('entryId')}`

const removeEverywhere = `
  with links as (delete from "PreviewReference" where "fromEntryId" = any($1::uuid[])),
    documents as (delete from "PreviewPublication" where "entryId" = any($1::uuid[]))
  delete from "PreviewEntry" where "entryId" = any($1::uuid[])`

const write = `
  with documents as (
    insert into "PreviewPublication" ("previewId", "entryId", locale, "typeId", slug, revision, layout, body, "values", origins,
      "publishedAt", "firstPublishedAt", "updatedAt", "createdAt")
    select $1::uuid, "entryId", locale, "typeId", slug, revision, layout, body, "values", coalesce(origins, '{}'),
      "publishedAt", "firstPublishedAt", "updatedAt", "createdAt"
    from json_to_recordset($3::json) as r ("entryId" uuid, locale text, "typeId" uuid, slug text, revision int, layout int, body text, "values" jsonb, origins jsonb,
      "publishedAt" timestamptz, "firstPublishedAt" timestamptz, "updatedAt" timestamptz, "createdAt" timestamptz)
  ), links as (
    insert into "PreviewReference" ("previewId", "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId")
    select $1::uuid, "fromEntryId", locale, "fieldId", r."inner", path, position, "toEntryId", "toMediaId"
    from json_to_recordset($4::json)
    as r ("fromEntryId" uuid, locale text, "fieldId" uuid, "inner" text, path text, position int, "toEntryId" uuid, "toMediaId" uuid)
  ), ended as (
    insert into "PreviewPublication" ("previewId", "entryId", locale, "typeId", revision, layout, "values", origins, "updatedAt", "createdAt")
    select $1::uuid, "entryId", locale, "typeId", 0, 0, '{}', '{}', 'epoch', 'epoch'
    from json_to_recordset($5::json) as r ("entryId" uuid, locale text, "typeId" uuid)
  )
  insert into "PreviewEntry" ("previewId", "entryId", signature)
  select $1::uuid, "entryId", signature from json_to_recordset($2::json) as r ("entryId" uuid, signature text)`
