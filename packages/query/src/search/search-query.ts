import type { SearchTerm, SearchTerms, SearchWord } from './parse-search.ts'

/** By a word that no text holds as it was typed: those that are one slip away. */
export type NearWords = ReadonlyMap<string, readonly string[]>

/** The text form of a `tsquery`; null where there is nothing to look for. */
export function searchQuery({ terms }: SearchTerms, near: NearWords): string | null {
  return terms.length === 0 ? null : terms.map((term) => termQuery(term, near)).join(' & ')
}

function termQuery({ isExcluded, words }: SearchTerm, near: NearWords): string {
  const query = words.map((word) => wordQuery(word, near)).join(' <-> ')
  return isExcluded ? `!(${query})` : `(${query})`
}

/** Lexemes are letters, digits and marks, so that nothing in them can end the quotes. */
function wordQuery({ lexemes, prefix, typed }: SearchWord, near: NearWords): string {
  const exact = [...lexemes, ...(typed === null ? [] : (near.get(typed) ?? []))].map((lexeme) => `'${lexeme}'`)
  return `(${[...exact, ...(prefix === null ? [] : [`'${prefix}':*`])].join(' | ')})`
}
