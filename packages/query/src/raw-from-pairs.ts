import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'

/** Brackets of one key: filter depth times two, the path, the operator, `[]`, and some room for a clear message. */
const maxSegments = 20

/** Where the options of included paths are kept: beside `include=…`, not instead of it. No key can be written so. */
export const includeOptions = 'include[path]'

/** `filter[or][0][title]=x` and its like as one map by parameter. A key that is given twice (but `[]`) or beside a longer one is refused. */
export function rawFromPairs(pairs: Iterable<[string, string]>, issues: QueryIssues): Map<string, Raw> {
  const root = new Map<string, Raw>()
  for (const [key, value] of pairs) {
    const segments = splitKey(key)
    if (segments === null) issues.add({ parameter: key }, 'malformed', 'The brackets of this parameter don’t pair')
    else if (segments.length > maxSegments) issues.add({ parameter: key }, 'query_too_large', 'This nests too deeply')
    else insert(root, { key, segments, value }, issues)
  }
  return root
}

/** The name and what stands in brackets; null when brackets don't pair. */
function splitKey(key: string): string[] | null {
  const [, name, brackets = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key) ?? []
  if (name === undefined) return null
  if (brackets === '') return [name]
  const segments = brackets.slice(1, -1).split('][')
  return [name === 'include' && segments[0] !== '' ? includeOptions : name, ...segments]
}

interface Pair {
  key: string
  segments: string[]
  value: string
}

function insert(root: Map<string, Raw>, { key, segments, value }: Pair, issues: QueryIssues): undefined {
  const isList = segments.length > 1 && segments.at(-1) === ''
  const path = isList ? segments.slice(0, -1) : segments
  if (path.includes('')) return issues.add({ parameter: key }, 'malformed', 'Empty brackets may only stand at the end')
  const last = path.at(-1) ?? ''
  const parent = descend(root, path.slice(0, -1))
  const existing = parent?.get(last)
  if (parent === null || (existing !== undefined && !(isList && existing.kind === 'texts'))) {
    return issues.add({ parameter: key }, 'duplicate_parameter', 'This is given twice, or beside another form of itself')
  }
  if (existing?.kind === 'texts') existing.texts.push(value)
  else
    parent.set(
      last,
      isList ? { kind: 'texts', texts: [value], at: { parameter: key } } : { kind: 'text', text: value, at: { parameter: key } },
    )
  return undefined
}

/** The map at a path, made where it isn't yet; null where a value stands in the way. */
function descend(root: Map<string, Raw>, path: readonly string[]): Map<string, Raw> | null {
  let current = root
  for (const [index, name] of path.entries()) {
    const [first = '', ...inside] = path.slice(0, index + 1)
    const parameter = inside.reduce((text, segment) => `${text}[${segment}]`, first === includeOptions ? 'include' : first)
    const next: Raw = current.get(name) ?? { kind: 'map', members: new Map(), at: { parameter } }
    if (next.kind !== 'map') return null
    current.set(name, next)
    current = next.members
  }
  return current
}
