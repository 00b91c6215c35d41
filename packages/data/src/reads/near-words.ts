import { isOneSlip, isTwoSlips, type NearWords, type SearchPlan, shortened, unspoiledParts } from '@verso/query'
import type { Previewed } from './previewed.ts'
import type { RowRights } from './row-rights.ts'
import type { Source } from './source.ts'

const maxNear = 10
const maxLookedAt = 200
/** Of words with a part in common there are more. */
const maxLookedAtForTwo = 2_000

interface Texts {
  typeId: string
  /** The preview whose texts count as well. */
  previewId: string | null
}

/** Words that are known of a type are words of all that it holds: who may not see all of it is not helped by them. */
export async function nearWords(
  source: Pick<Source, 'query'>,
  { typeId, search }: { typeId: string; search: SearchPlan | null },
  { rights, previewed }: { rights: RowRights | undefined; previewed: Previewed | undefined },
): Promise<NearWords> {
  if (search === null || rights?.ofType[typeId] !== undefined) return new Map()
  return findNearWords(source, { typeId, previewId: previewed?.id ?? null }, search)
}

/**
 * For each word that no published text of the type holds as it was typed: those that are one slip away, and where there are none, of
 * long words those that are two away. One statement, or none where there is no word that a slip is forgiven in.
 */
async function findNearWords(
  { query }: Pick<Source, 'query'>,
  { typeId, previewId }: Texts,
  { terms, locales }: SearchPlan,
): Promise<NearWords> {
  const words = terms.flatMap((term) => term.words.filter(({ typed }) => typed !== null))
  if (words.length === 0) return new Map()
  const asked = words.map(({ typed, lexemes, prefix }) => ({
    typed,
    lexemes,
    prefix,
    forms: shortened(typed ?? ''),
    parts: partsOf(typed ?? ''),
  }))
  const values = [typeId, locales, JSON.stringify(asked), ...(previewId === null ? [] : [previewId])]
  const rows = await query<FoundWords>(previewId === null ? findNear : findNearInPreview, values)
  return new Map(rows.map((row) => [row.typed, nearest(row).slice(0, maxNear)]))
}

interface FoundWords {
  typed: string
  near: string[]
  further: string[]
}

function nearest({ typed, near, further }: FoundWords): string[] {
  const first = near.filter((word) => isOneSlip(typed, word))
  return first.length > 0 ? first : further.filter((word) => isTwoSlips(typed, word))
}

/** As `like` takes them: words are letters and marks, in which nothing has another meaning. */
function partsOf(typed: string): string[] {
  const parts = unspoiledParts(typed)
  return parts.map((part, index) => `${index === 0 ? '' : '%'}${part}${index === parts.length - 1 ? '' : '%'}`)
}

// The greatest character there is ends what begins with a prefix.
const nearIn = (words: string) => `
  select t.typed, array(
    select distinct w.word from ${words} w
    where w."typeId" = $1::uuid and w.locale = any($2::text[]) and w.forms && array(select json_array_elements_text(t.forms)) order by w.word limit ${maxLookedAt}
  ) as near, case when json_array_length(t.parts) = 0 then '{}' else array(
    select distinct w.word from ${words} w
    where w."typeId" = $1::uuid and w.locale = any($2::text[]) and w.word like any (array(select json_array_elements_text(t.parts)))
      and length(w.word) between length(t.typed) - 2 and length(t.typed) + 2 and left(w.word, 1) = left(t.typed, 1) order by w.word limit ${maxLookedAtForTwo}
  ) end as further
  from json_to_recordset($3::json) as t (typed text, lexemes json, prefix text, forms json, parts json)
  where (${knownBy(words, 'k.word = any (array(select json_array_elements_text(t.lexemes)))')}) is null
    and (${knownBy(words, 'k.word >= t.prefix and k.word < t.prefix || chr(1114111)')}) is null`

/** A query by itself, which PostgreSQL answers along the index for each word; as an anti join it would read every word there is. */
function knownBy(words: string, test: string): string {
  return `select true from ${words} k where k."typeId" = $1::uuid and k.locale = any($2::text[]) and ${test} limit 1`
}

const findNear = nearIn('"SearchWord"')

const known = '"typeId", locale, word, forms'
const findNearInPreview = nearIn(`(
    select ${known} from "SearchWord" union all select ${known} from "PreviewWord" where "previewId" = $4::uuid
  )`)
