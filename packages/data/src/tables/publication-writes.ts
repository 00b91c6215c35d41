import type { Content } from '@verso/model'
import { uuidv7 } from 'uuidv7'
import type { Connection } from '../connection.ts'
import { type Taken, TakenError } from '../taken-error.ts'
import type { ReferenceInput } from './references.ts'
import { uniqueKey } from './unique-key.ts'

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
  hash: string
  publishedAt: Date
  updatedAt: Date
  createdAt: Date
  publishedById: string | null
  references: ReferenceInput[]
  uniques: { fieldId: string; value: string }[]
}

/** Joins the pieces of a body: JSON text can't hold this character, so that reading is splitting. */
export const pieceSeparator = '\u001f'

/** Ends what is valid now and begins these at `seq`: three statements, for one publication or a thousand. */
export async function replacePublications({ query }: Connection, publications: PublicationInput[], seq: bigint): Promise<void> {
  if (publications.length === 0) return
  await query(endListed, [seq, publications.map((one) => one.entryId), publications.map((one) => one.locale)])
  await refuseTaken(query, publications)
  await query(begin, [
    seq,
    JSON.stringify(publications.map(toRow)),
    JSON.stringify(publications.flatMap(toReferences)),
    JSON.stringify(publications.flatMap(toUniques)),
  ])
}

/** Ends the rows of an entry, all or those of some locales. */
export async function endPublications(
  { query }: Connection,
  { entryId, locales, seq }: { entryId: string; locales: string[] | null; seq: bigint },
): Promise<void> {
  await query(endEntry, [seq, entryId, locales])
}

/** Closes the rows that `which` picks, and all that stands and falls with them. */
function ending(which: string): string {
  return `
    with ended as (
      update "Publication" p set "validTo" = $1::bigint where p."validTo" is null and ${which}
      returning p."entryId", p."typeId", p.locale
    ), links as (
      update "Reference" r set "validTo" = $1::bigint from ended
      where r.origin = 'published' and r."fromEntryId" = ended."entryId" and r.locale = ended.locale and r."validTo" is null
    ), uniques as (
      delete from "UniqueValue" u using ended where u."entryId" = ended."entryId" and u.locale = ended.locale
    )
    update "PublishedTotal" t set total = t.total - gone.n
    from (select "typeId", locale, count(*)::int as n from ended group by "typeId", locale) gone
    where t."typeId" = gone."typeId" and t.locale = gone.locale`
}

const endListed = ending('(p."entryId", p.locale) in (select * from unnest($2::uuid[], $3::text[]))')
const endEntry = ending('p."entryId" = $2::uuid and ($3::text[] is null or p.locale = any($3::text[]))')

// `firstPublishedAt` is taken from the entry's last row, ended or not, so that it survives unpublishing.
const begin = `
  with rows as (
    select * from json_to_recordset($2::json)
    as r (id uuid, "entryId" uuid, "typeId" uuid, locale text, slug text, revision int, layout int, body text, values jsonb, hash text,
      "publishedAt" timestamptz, "updatedAt" timestamptz, "createdAt" timestamptz, "publishedById" uuid)
  ), added as (
    insert into "Publication" (id, "entryId", "typeId", locale, slug, revision, layout, body, values, hash,
      "publishedAt", "firstPublishedAt", "updatedAt", "createdAt", "publishedById", "validFrom")
    select id, "entryId", "typeId", locale, slug, revision, layout, body, values, hash,
      "publishedAt", coalesce((
        select p."firstPublishedAt" from "Publication" p where p."entryId" = rows."entryId" and p.locale = rows.locale order by p."validFrom" desc limit 1
      ), "publishedAt"), "updatedAt", "createdAt", "publishedById", $1::bigint
    from rows
    returning "typeId", locale
  ), links as (
    insert into "Reference" (origin, "fromEntryId", locale, "fieldId", path, position, "toEntryId", "toMediaId", "validFrom")
    select 'published', "fromEntryId", locale, "fieldId", path, position, "toEntryId", "toMediaId", $1::bigint
    from json_to_recordset($3::json)
    as r ("fromEntryId" uuid, locale text, "fieldId" uuid, path text, position int, "toEntryId" uuid, "toMediaId" uuid)
  ), uniques as (
    insert into "UniqueValue" ("fieldId", locale, value, "entryId")
    select "fieldId", locale, value, "entryId" from json_to_recordset($4::json) as r ("fieldId" uuid, locale text, value text, "entryId" uuid)
  )
  insert into "PublishedTotal" ("typeId", locale, total)
  select "typeId", locale, count(*)::int from added group by "typeId", locale
  on conflict ("typeId", locale) do update set total = "PublishedTotal".total + excluded.total`

function toRow({ pieces, references: _, uniques: __, ...publication }: PublicationInput) {
  return { id: uuidv7(), ...publication, body: pieces.join(pieceSeparator) }
}

/** All references of a publication carry its locale, since they end with it. */
function toReferences({ entryId, locale, references }: PublicationInput) {
  return references.map((reference) => ({ ...reference, fromEntryId: entryId, locale }))
}

function toUniques({ entryId, locale, uniques }: PublicationInput) {
  return uniques.map(({ fieldId, value }) => ({ entryId, locale, fieldId, value: uniqueKey(value) }))
}

/** Asked after the rows of before are ended, so that two entries may swap their slugs in one batch. */
async function refuseTaken(query: Connection['query'], publications: PublicationInput[]): Promise<void> {
  const wishes = publications.flatMap(wishesOf)
  const held =
    wishes.length === 0
      ? []
      : await query<Taken & { value: string }>(findTaken, [JSON.stringify(wishes.map((wish) => ({ ...wish, key: uniqueKey(wish.value) })))])
  const taken = [...held, ...takenInside(wishes)]
  if (taken.length > 0) throw new TakenError(taken)
}

type Wish = Omit<Taken, 'holderId'> & { typeId: string }

function wishesOf({ entryId, typeId, locale, slug, uniques }: PublicationInput): Wish[] {
  const values = uniques.map(({ fieldId, value }): Wish => ({ kind: 'unique', entryId, typeId, locale, fieldId, value }))
  return slug === null ? values : [{ kind: 'slug', entryId, typeId, locale, fieldId: null, value: slug }, ...values]
}

const findTaken = `
  with wishes as (
    select * from json_to_recordset($1::json) as w (kind text, "entryId" uuid, "typeId" uuid, locale text, "fieldId" uuid, value text, key text)
  )
  select w.kind, w."entryId", w.locale, w."fieldId", w.value, p."entryId" as "holderId"
  from wishes w join "Publication" p on p."typeId" = w."typeId" and p.locale = w.locale and p.slug = w.value and p."validTo" is null
  where w.kind = 'slug'
  union all
  select w.kind, w."entryId", w.locale, w."fieldId", w.value, u."entryId"
  from wishes w join "UniqueValue" u on u."fieldId" = w."fieldId" and u.locale = w.locale and u.value = w.key
  where w.kind = 'unique'`

/** Clashes among the publications themselves: the first one holds. */
function takenInside(wishes: Wish[]): Taken[] {
  const holders = new Map<string, string>()
  return wishes.flatMap(({ typeId, ...wish }): Taken[] => {
    const key = JSON.stringify([wish.kind, wish.kind === 'slug' ? typeId : wish.fieldId, wish.locale, wish.value])
    const holderId = holders.get(key)
    if (holderId !== undefined) return [{ ...wish, holderId }]
    holders.set(key, wish.entryId)
    return []
  })
}
