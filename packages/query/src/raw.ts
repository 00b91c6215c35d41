import { isPlainObject, jsonPointer } from '@verso/model'
import type { Place, QueryIssues } from './query-issue.ts'

/** A parameter's value before its meaning is known, the same for URLs and JSON: texts come from URLs, scalars and lists from JSON, maps from both. */
export type Raw = { at: Place } & (
  | { kind: 'text'; text: string }
  | { kind: 'texts'; texts: string[] }
  | { kind: 'scalar'; value: null | boolean | number | string }
  | { kind: 'list'; items: Raw[] }
  | { kind: 'map'; members: Map<string, Raw> }
)

// Deeper than any query that is within the limits; it keeps hostile JSON from exhausting the stack.
const maxDepth = 24

/** JSON as raw parameters; undefined (with the fault noted) when it nests too deeply. */
export function rawFromJson(value: unknown, at: Place, issues: QueryIssues): Raw | undefined {
  if ((at.pointer ?? '').split('/').length > maxDepth) return issues.add(at, 'query_too_large', 'This nests too deeply')
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return { kind: 'scalar', value, at }
  if (Array.isArray(value))
    return { kind: 'list', items: value.flatMap((item, index) => rawFromJson(item, below(at, index), issues) ?? []), at }
  if (!isPlainObject(value)) return issues.add(at, 'wrong_type', 'This must be JSON')
  const members = Object.entries(value).flatMap(([name, member]): [string, Raw][] => {
    const raw = rawFromJson(member, below(at, name), issues)
    return raw === undefined ? [] : [[name, raw]]
  })
  return { kind: 'map', members: new Map(members), at }
}

function below(at: Place, name: string | number): Place {
  return { ...at, pointer: (at.pointer ?? '') + jsonPointer(name) }
}
