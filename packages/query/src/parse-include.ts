import { limits } from './limits.ts'
import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'
import { readInteger, readTexts } from './read-raw.ts'
import type { IncludeRequest } from './read-request.ts'

/** `include=author,tags`, with options `include[tags][limit]=5` beside it; as JSON a list of paths, or a map of paths to their options or true. */
export function parseInclude(raw: Raw, issues: QueryIssues): IncludeRequest[] | undefined {
  if (raw.kind !== 'map') return readTexts(raw, { max: limits.include }, issues)?.map((path) => bare(path, raw))
  if (raw.members.size === 0) return issues.add(raw.at, 'malformed', 'This must not be empty')
  if (raw.members.size > limits.include) return issues.add(raw.at, 'query_too_large', `This takes at most ${limits.include} paths`)
  return [...raw.members].flatMap(([path, options]) => parseOptions(path, options, issues) ?? [])
}

function bare(path: string, raw: Raw): IncludeRequest {
  return { path, limit: null, select: null, at: raw.at }
}

function parseOptions(path: string, raw: Raw, issues: QueryIssues): IncludeRequest | undefined {
  if (raw.kind === 'scalar' && raw.value === true) return bare(path, raw)
  if (raw.kind !== 'map') return issues.add(raw.at, 'wrong_type', 'This must be options, such as include[path][limit]')
  const request = bare(path, raw)
  for (const [name, option] of raw.members) {
    if (name === 'limit') request.limit = readInteger(option, { min: 1, max: limits.page }, issues) ?? null
    else if (name === 'select') request.select = readTexts(option, { max: limits.select }, issues) ?? null
    else issues.add(option.at, 'unknown_parameter', `An included path has no option "${name}"; it takes limit and select`)
  }
  return request
}
