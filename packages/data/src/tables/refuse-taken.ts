import type { Connection } from '../connection.ts'
import { type Taken, TakenError } from '../taken-error.ts'
import { placesOfWish, uniqueKey, type UniqueWish } from './unique-key.ts'

/** A document that asks for an address and for unique values. */
export interface Claimant {
  entryId: string
  typeId: string
  locale: string
  slug: string | null
  /** Its path, where it stands in a tree. */
  path?: string | null
  uniques?: readonly UniqueWish[]
}

/** The path that readers will know a document by. */
export function addressOf({ path, slug }: Pick<Claimant, 'path' | 'slug'>): string | null {
  return path ?? (slug === null ? null : `/${slug}`)
}

/** Asked after the rows of before are ended, so that two entries may swap their slugs in one batch. */
export async function refuseTaken(query: Connection['query'], publications: readonly Claimant[]): Promise<void> {
  const taken = await findTaken(query, publications)
  if (taken.length > 0) throw new TakenError(taken)
}

/** What these documents ask for and others have, or ask for before them. */
export async function findTaken(query: Connection['query'], publications: readonly Claimant[]): Promise<Taken[]> {
  const wishes = publications.flatMap(wishesOf)
  if (wishes.length === 0) return []
  const held = await query<Omit<Taken, 'isHeld'>>(heldByOthers, [JSON.stringify(wishes)])
  return [...held.map((one) => ({ ...one, isHeld: true })), ...takenInside(wishes)]
}

type Wish = Omit<Taken, 'holderId' | 'isHeld'> & { typeId: string; path?: string | null; place?: string; key?: string }

function wishesOf({ entryId, typeId, locale, slug, path, uniques = [] }: Claimant): Wish[] {
  // Where it is unique across locales, the row that stands for all of them is the stricter one.
  const values = uniques.map((wish): Wish => {
    const place = placesOfWish(wish, locale).at(-1) ?? locale
    return { kind: 'unique', entryId, typeId, locale, fieldId: wish.fieldId, value: wish.value, place, key: uniqueKey(wish) }
  })
  const address = { kind: 'slug', entryId, typeId, locale, fieldId: null, path: addressOf({ path: path ?? null, slug }) } as const
  return slug === null ? values : [{ ...address, value: slug }, ...values]
}

// Asked by path and by slug apart: each has its index. That there is no path is said in a form that no index answers: on a table whose
// statistics are young, the planner would go through all rows of the type that have none, for each wish.
const heldByOthers = `
  with wishes as (
    select * from json_to_recordset($1::json) as w (kind text, "entryId" uuid, "typeId" uuid, locale text, "fieldId" uuid, value text, key text, path text, place text)
  )
  select w.kind, w."entryId", w.locale, w."fieldId", w.value, p."entryId" as "holderId"
  from wishes w join "Publication" p on p."typeId" = w."typeId" and p.locale = w.locale and p.path = w.path and p."validTo" is null
  where w.kind = 'slug' and p."entryId" <> w."entryId"
  union all
  select w.kind, w."entryId", w.locale, w."fieldId", w.value, p."entryId"
  from wishes w
  join "Publication" p on p."typeId" = w."typeId" and p.locale = w.locale and p.slug = substr(w.path, 2) and coalesce(p.path, '') = '' and p."validTo" is null
  where w.kind = 'slug' and p."entryId" <> w."entryId"
  union all
  select w.kind, w."entryId", w.locale, w."fieldId", w.value, u."entryId"
  from wishes w join "UniqueValue" u on u."fieldId" = w."fieldId" and u.locale = w.place and u.value = w.key
  where w.kind = 'unique' and u."entryId" <> w."entryId"`

/** Clashes among the publications themselves: the first one holds. */
function takenInside(wishes: Wish[]): Taken[] {
  const holders = new Map<string, string>()
  return wishes.flatMap(({ typeId, path, place, key: kept, ...wish }): Taken[] => {
    const key = JSON.stringify(wish.kind === 'slug' ? [typeId, wish.locale, path] : [wish.fieldId, place, kept])
    const holderId = holders.get(key)
    holders.set(key, holderId ?? wish.entryId)
    // One entry may hold a value in several of its locales.
    return holderId === undefined || holderId === wish.entryId ? [] : [{ ...wish, holderId, isHeld: false }]
  })
}
