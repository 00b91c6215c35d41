import { type NearWords, type SearchPlan, searchQuery, type SearchTerms } from '@verso/query'
import type { Parameters } from './parameters.ts'
import type { SearchSql } from './scope.ts'
import { columnValue } from './sql-value.ts'

/** What a read searches for, as PostgreSQL takes it; null where there is nothing to look for. */
export interface SearchText {
  query: string | null
  /** The same without what isn't wanted, which an index can begin with. */
  wanted: string | null
}

export function searchText(search: SearchPlan, near: NearWords): SearchText {
  const wanted: SearchTerms = { terms: search.terms.filter(({ isExcluded }) => !isExcluded) }
  return { query: searchQuery(search, near), wanted: searchQuery(wanted, near) }
}

/** Of the title, of lines, of longer texts, and of what is said of files, in PostgreSQL's order: D, C, B, A. */
const weights = '{0.1, 0.2, 0.4, 1.0}'
/** The score falls slowly with the length of a document. */
const byLength = 1

/** The search of a read in SQL. `words` are the row's, `shown` those that count where not all of them do. */
export function createSearch(
  parameters: Parameters,
  { query, wanted }: SearchText,
  { words, shown }: { words: string; shown: string | null },
): () => SearchSql {
  if (query === null) return () => ({ where: 'false', score: columnValue('0::float8', 'float8') })
  let made: SearchSql | undefined
  const make = (): SearchSql => {
    const sought = parameters.add(query, 'tsquery')
    const score = `round(ts_rank('${weights}', ${shown ?? words}, ${sought}, ${byLength})::numeric, 6)::float8`
    // What doesn't show may hold what isn't wanted: the index is asked only for what is.
    const within = shown === null ? sought : wanted === null ? null : parameters.add(wanted, 'tsquery')
    const tests = [...(within === null ? [] : [`${words} @@ ${within}`]), ...(shown === null ? [] : [`${shown} @@ ${sought}`])]
    return { where: `(${tests.join(' and ')})`, score: columnValue(score, 'float8') }
  }
  return () => (made ??= make())
}
