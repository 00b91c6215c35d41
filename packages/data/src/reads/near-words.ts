import { isOneSlip, type NearWords, type SearchPlan, shortened } from '@verso/query'
import type { Source } from './source.ts'

const maxNear = 10
const maxLookedAt = 200

/**
 * For each word that no published text of the type holds as it was typed: those that are one slip away. One statement, or none where there
 * is no word that a slip is forgiven in.
 */
export async function findNearWords({ query }: Pick<Source, 'query'>, typeId: string, { terms, locales }: SearchPlan): Promise<NearWords> {
  const words = terms.flatMap((term) => term.words.filter(({ typed }) => typed !== null))
  if (words.length === 0) return new Map()
  const asked = words.map(({ typed, lexemes, prefix }) => ({ typed, lexemes, prefix, forms: shortened(typed ?? '') }))
  const rows = await query<{ typed: string; near: string[] }>(findNear, [typeId, locales, JSON.stringify(asked)])
  return new Map(rows.map(({ typed, near }) => [typed, near.filter((word) => isOneSlip(typed, word)).slice(0, maxNear)]))
}

// The greatest character there is ends what begins with a prefix.
const findNear = `
  select t.typed, array(
    select distinct w.word from "SearchWord" w
    where w."typeId" = $1::uuid and w.locale = any($2::text[]) and w.forms && array(select json_array_elements_text(t.forms)) order by w.word limit ${maxLookedAt}
  ) as near
  from json_to_recordset($3::json) as t (typed text, lexemes json, prefix text, forms json)
  where not exists (
    select from "SearchWord" k
    where k."typeId" = $1::uuid and k.locale = any($2::text[])
      and (k.word in (select json_array_elements_text(t.lexemes)) or (t.prefix is not null and k.word >= t.prefix and k.word < t.prefix || chr(1114111)))
  )`
