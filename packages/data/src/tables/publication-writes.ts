import type { Content } from '@verso/model'
import { uuidv7 } from 'uuidv7'
import type { Connection } from '../connection.ts'
import { type DocumentText, gatherWords, type WordColumns } from './document-texts.ts'
import { type EventItem, takenSeq } from './log.ts'
import { pieceSeparator } from './pieces.ts'
import {
  type Displaced,
  endDisplaced,
  findDisplaced,
  keyOf,
  movedItem,
  type Place,
  placesOf,
  replaceDisplaced,
} from './publication-places.ts'
import { keepRedirects, type KnownPath, lastPaths } from './redirect-writes.ts'
import type { ReferenceInput } from './references.ts'
import { addressOf, refuseTaken } from './refuse-taken.ts'
import { rememberWords } from './search-words.ts'
import { everyLocale, placesOfWish, uniqueKey, type UniqueWish } from './unique-key.ts'

/** One document of an entry in a locale, complete, as it is to be public. */
export interface PublicationInput {
  entryId: string
  typeId: string
  locale: string
  slug: string | null
  revision: number
  /** Number of the model version whose order of fields the pieces are in. */
  layout: number
  /** JSON text of each field's value, in the order of the layout. */
  pieces: string[]
  /** Comparable values by field id. */
  values: Content
  /** By the key of a value that isn't the locale's own: where it stands in from. */
  origins: Record<string, string>
  hash: string
  /** Null: the time of its event. */
  publishedAt: Date | null
  updatedAt: Date
  createdAt: Date
  publishedById: string | null
  references: ReferenceInput[]
  /** What it is found by. */
  texts?: DocumentText[]
  uniques: UniqueWish[]
  /** The entry stands in a tree: its place is worked out as it is written, from what readers have of its parent by then. */
  inTree?: boolean
  /** The entry was never public: there is nothing to end and no path to lead on from. */
  isFirst?: boolean
  /** Readers have it at this very address: no path changes. */
  isInPlace?: boolean
}

/** Documents that one statement begins: enough to be quick, and short of what would take long or much memory. */
const pageSize = 500

/**
 * Ends what is valid now and begins these, for one publication or five hundred with the same number of statements. What is
 * below them in a tree gets its new paths, and paths that are left become redirects. Gives what the log tells of the former.
 */
export async function replacePublications(connection: Connection, publications: PublicationInput[]): Promise<EventItem[]> {
  if (publications.length === 0) return []
  const { query, require } = connection
  const renewed = publications.filter((one) => one.isFirst !== true)
  const moving = renewed.filter((one) => one.isInPlace !== true)
  const [before, placed] = await Promise.all([
    moving.length === 0 ? [] : lastPaths(connection, moving),
    endAndPlace(connection, { publications, renewed }),
  ])
  // Nobody waits for the answer here: what is taken the database doesn't take either.
  await require(refuseTaken(query, placed))
  for (let from = 0; from < placed.length; from += pageSize) await beginPage(connection, placed.slice(from, from + pageSize))
  const displaced = await settlePlaces(
    connection,
    publications.flatMap((one) => (one.inTree === true ? [one.entryId] : [])),
  )
  await keepRedirects(
    connection,
    pathChanges(
      before,
      placed.filter((one) => one.isInPlace !== true),
      displaced,
    ),
  )
  return displaced.map(movedItem)
}

/** Gives entries, and all that is published below them, the paths that they have in the tree now. */
export async function replacePlaces(connection: Connection, entryIds: string[]): Promise<EventItem[]> {
  const displaced = await settlePlaces(connection, entryIds)
  await keepRedirects(connection, pathChanges([], [], displaced))
  return displaced.map(movedItem)
}

async function beginPage(connection: Connection, placed: Placed[]): Promise<void> {
  const words = await gatherWords(connection, placed)
  await connection.post(begin, [
    JSON.stringify(placed.map((one, index) => toRow(one, words[index]))),
    JSON.stringify(placed.flatMap(toReferences)),
    JSON.stringify(placed.flatMap(toUniques)),
  ])
}

async function settlePlaces(connection: Connection, entryIds: string[]): Promise<Displaced[]> {
  const displaced = entryIds.length === 0 ? [] : await findDisplaced(connection, entryIds)
  if (displaced.length === 0) return []
  await endDisplaced(connection, displaced)
  await refuseTaken(connection.query, displaced)
  await replaceDisplaced(connection, displaced)
  return displaced
}

type Placed = PublicationInput & { place: Place | null; path: string | null }

async function endAndPlace(
  connection: Connection,
  { publications, renewed }: { publications: PublicationInput[]; renewed: PublicationInput[] },
): Promise<Placed[]> {
  if (renewed.length > 0) await endDocuments(connection, renewed)
  return inTheirPlaces(connection, publications)
}

async function inTheirPlaces(connection: Connection, publications: PublicationInput[]): Promise<Placed[]> {
  const places = await placesOf(
    connection,
    publications.filter((one) => one.inTree === true),
  )
  return publications.map((one) => {
    const place = places.get(keyOf(one)) ?? null
    return { ...one, place, path: place?.path ?? null }
  })
}

/** The paths that documents have left, and those that are theirs from now on. */
function pathChanges(
  before: (KnownPath & { isPublic: boolean })[],
  placed: Placed[],
  displaced: Displaced[],
): { left: KnownPath[]; taken: KnownPath[] } {
  const known = new Map(before.map((one) => [keyOf(one), one]))
  const moves = [
    ...placed.map((one) => ({ one, from: known.get(keyOf(one)), path: addressOf(one) })),
    // What began at this very `seq` was at no other path for anybody.
    ...displaced.map((one) => ({
      one,
      from: one.isFresh || one.oldPath === null ? undefined : { path: one.oldPath, isPublic: true },
      path: addressOf(one),
    })),
  ]
  const at = ({ entryId, typeId, locale }: Placed | Displaced, path: string): KnownPath => ({ entryId, typeId, locale, path })
  return {
    left: moves.flatMap(({ one, from, path }) => (from === undefined || from.path === path ? [] : [at(one, from.path)])),
    taken: moves.flatMap(({ one, from, path }) =>
      path === null || (from?.isPublic === true && from.path === path) ? [] : [at(one, path)],
    ),
  }
}

/** Ends the rows of an entry, all or those of some locales. */
export async function endPublications({ query }: Connection, entryId: string, locales: string[] | null): Promise<void> {
  await query(endEntry, [entryId, locales])
}

/** Ends many documents, each named by its entry and locale. */
export async function endDocuments({ post }: Connection, documents: readonly { entryId: string; locale: string }[]): Promise<void> {
  if (documents.length > 0) await post(endListed, [documents.map((one) => one.entryId), documents.map((one) => one.locale)])
}

/** Closes the rows that `which` picks, and all that stands and falls with them. */
function ending(which: string): string {
  return `
    with ended as (
      update "Publication" p set "validTo" = ${takenSeq} where p."validTo" is null and ${which}
      returning p."entryId", p."typeId", p.locale
    ), links as (
      update "Reference" r set "validTo" = ${takenSeq} from ended
      where r.origin = 'published' and r."fromEntryId" = ended."entryId" and r.locale = ended.locale and r."validTo" is null
    ), uniques as (
      delete from "UniqueValue" u using ended where u."entryId" = ended."entryId" and u.locale = ended.locale
    ), across as (
      delete from "UniqueValue" u where u."entryId" in (select "entryId" from ended) and u.locale = '${everyLocale}' and not exists (
        select from "UniqueValue" held
        where held."entryId" = u."entryId" and held."fieldId" = u."fieldId" and held.value = u.value and held.locale <> u.locale
        and (held."entryId", held.locale) not in (select "entryId", locale from ended)
      )
    )
    update "PublishedTotal" t set total = t.total - gone.n
    from (select "typeId", locale, count(*)::int as n from ended group by "typeId", locale) gone
    where t."typeId" = gone."typeId" and t.locale = gone.locale`
}

const endListed = ending('(p."entryId", p.locale) in (select * from unnest($1::uuid[], $2::text[]))')
const endEntry = ending('p."entryId" = $1::uuid and ($2::text[] is null or p.locale = any($2::text[]))')

// `firstPublishedAt` is taken from the entry's last row, ended or not, so that it survives unpublishing.
const begin = `
  with taken as materialized (
    select seq, at from "PublicationCounter" where id = 1
  ), rows as (
    select r.*, coalesce(r."saidAt", taken.at) as "publishedAt", taken.seq from taken, json_to_recordset($1::json)
    as r (id uuid, "entryId" uuid, "typeId" uuid, locale text, slug text, path text, "parentId" uuid, revision int, layout int, body text, values jsonb, origins jsonb, hash text, words tsvector, "wordSpans" jsonb,
      "saidAt" timestamptz, "updatedAt" timestamptz, "createdAt" timestamptz, "publishedById" uuid)
  ), added as (
    insert into "Publication" (id, "entryId", "typeId", locale, slug, path, "parentId", revision, layout, body, values, origins, hash, words, "wordSpans",
      "publishedAt", "firstPublishedAt", "updatedAt", "createdAt", "publishedById", "validFrom")
    select id, "entryId", "typeId", locale, slug, path, "parentId", revision, layout, body, values, coalesce(origins, '{}'), hash, words, "wordSpans",
      "publishedAt", coalesce((
        select p."firstPublishedAt" from "Publication" p where p."entryId" = rows."entryId" and p.locale = rows.locale order by p."validFrom" desc limit 1
      ), "publishedAt"), "updatedAt", "createdAt", "publishedById", seq
    from rows
    returning "typeId", locale, words
  ), remembered as (${rememberWords('added')}
  ), links as (
    insert into "Reference" (origin, "fromEntryId", locale, "fieldId", "inner", path, position, "toEntryId", "toMediaId", "validFrom")
    select 'published', "fromEntryId", locale, "fieldId", r."inner", path, position, "toEntryId", "toMediaId", taken.seq
    from taken, json_to_recordset($2::json)
    as r ("fromEntryId" uuid, locale text, "fieldId" uuid, "inner" text, path text, position int, "toEntryId" uuid, "toMediaId" uuid)
  ), uniques as (
    insert into "UniqueValue" ("fieldId", locale, value, "entryId")
    select distinct "fieldId", locale, value, "entryId" from json_to_recordset($3::json) as r ("fieldId" uuid, locale text, value text, "entryId" uuid)
    where not exists (
      select from "UniqueValue" own
      where own."fieldId" = r."fieldId" and own.locale = r.locale and own.value = r.value and own."entryId" = r."entryId"
    )
  )
  insert into "PublishedTotal" ("typeId", locale, total)
  select "typeId", locale, count(*)::int from added group by "typeId", locale
  on conflict ("typeId", locale) do update set total = "PublishedTotal".total + excluded.total`

function toRow(
  { pieces, references: _, uniques: __, texts: ___, publishedAt, place, values, ...publication }: Placed,
  words: WordColumns | undefined,
) {
  return {
    id: uuidv7(),
    ...publication,
    ...words,
    saidAt: publishedAt,
    parentId: place?.parentId ?? null,
    values: place === null ? values : { ...values, _order: place.order },
    body: pieces.join(pieceSeparator),
  }
}

/** All references of a publication carry its locale, since they end with it. */
export function toReferences({ entryId, locale, references }: Pick<PublicationInput, 'entryId' | 'locale' | 'references'>) {
  return references.map((reference) => ({ ...reference, fromEntryId: entryId, locale }))
}

/** The rows of unique values; the primary key of these is what nobody gets past. */
export function toUniques({ entryId, locale, uniques }: PublicationInput) {
  return uniques.flatMap((wish) =>
    placesOfWish(wish, locale).map((place) => ({ entryId, locale: place, fieldId: wish.fieldId, value: uniqueKey(wish) })),
  )
}
