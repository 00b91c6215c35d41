import { type AggregateRequest, aggregateNames } from './aggregate-plan.ts'
import { limits } from './limits.ts'
import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'
import { readTexts } from './read-raw.ts'

/** `aggregate=count,avg(price)`: what to work out, each of the values at a path, `count` of the entries. */
export function parseAggregate(raw: Raw, issues: QueryIssues): AggregateRequest[] | undefined {
  return readTexts(raw, { max: limits.aggregate }, issues)?.flatMap((text) => {
    const [, word = '', path = null] = /^([A-Za-z]+)(?:\(([^()]+)\))?$/.exec(text) ?? []
    const name = aggregateNames.find((candidate) => candidate === word)
    if (name !== undefined && (name === 'count') === (path === null)) return [{ name, path }]
    return (
      issues.add(
        raw.at,
        'malformed',
        `"${text}" is none of ${aggregateNames.map((one) => (one === 'count' ? one : `${one}(path)`)).join(', ')}`,
      ) ?? []
    )
  })
}
