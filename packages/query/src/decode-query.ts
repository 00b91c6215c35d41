import { type QueryIssue, queryIssues } from './query-issue.ts'

export type DecodedQuery = { pairs: [string, string][]; issues?: never } | { issues: QueryIssue[]; pairs?: never }

/** The names and values of a query string (without its `?`). What isn't UTF-8 in percent form is refused, never replaced by a guess. */
export function decodeQuery(query: string): DecodedQuery {
  const issues = queryIssues()
  const pairs = query
    .split('&')
    .filter((part) => part !== '')
    .flatMap((part): [string, string][] => {
      const [name = '', ...rest] = part.split('=')
      try {
        return [[decode(name), decode(rest.join('='))]]
      } catch {
        return issues.add({ parameter: name.slice(0, 100) }, 'malformed', 'This is not percent-encoded UTF-8') ?? []
      }
    })
  return issues.list.length > 0 ? { issues: issues.list } : { pairs }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
