import { limits } from './limits.ts'
import { parseFilter } from './parse-filter.ts'
import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'
import { readInteger, readTexts } from './read-raw.ts'
import type { IncludeOnType, IncludeRequest } from './read-request.ts'
import { parseSort } from './parse-sort.ts'

/** `include=author,tags`, with options `include[tags][limit]=5` beside it; as JSON a list of paths, or a map of paths to their options or true. */
export function parseInclude(raw: Raw, issues: QueryIssues): IncludeRequest[] | undefined {
  if (raw.kind !== 'map') return readTexts(raw, { max: limits.include }, issues)?.map((path) => bare(path, raw))
  if (raw.members.size === 0) return issues.add(raw.at, 'malformed', 'This must not be empty')
  if (raw.members.size > limits.include) return issues.add(raw.at, 'query_too_large', `This takes at most ${limits.include} paths`)
  return [...raw.members].flatMap(([path, options]) => parsePath(path, options, issues) ?? [])
}

function bare(path: string, raw: Raw): IncludeRequest {
  return { path, limit: null, select: null, filter: null, sort: [], on: [], at: raw.at }
}

function parsePath(path: string, raw: Raw, issues: QueryIssues): IncludeRequest | undefined {
  if (raw.kind === 'scalar' && raw.value === true) return bare(path, raw)
  if (raw.kind !== 'map') return issues.add(raw.at, 'wrong_type', 'This must be options, such as include[path][limit]')
  const request = bare(path, raw)
  for (const [name, option] of raw.members) readOption(request, name, { option, issues })
  return request
}

type Reading = { option: Raw; issues: QueryIssues }

/** The options of an included path; undefined for none of them. */
const options: Record<string, (request: IncludeRequest, reading: Reading) => void> = {
  limit: (request, { option, issues }) => {
    request.limit = readInteger(option, { min: 1, max: limits.page }, issues) ?? null
  },
  sort: (request, { option, issues }) => {
    request.sort = parseSort(option, issues) ?? []
  },
  filter: readFilter,
  select: readSelect,
  on: (request, { option, issues }) => {
    request.on = parseOn(option, issues) ?? []
  },
}

function readOption(request: IncludeRequest, name: string, { option, issues }: Reading): void {
  const read = Object.hasOwn(options, name) ? options[name] : undefined
  if (read !== undefined) read(request, { option, issues })
  else issues.add(option.at, 'unknown_parameter', `An included path has no option "${name}"; it takes ${Object.keys(options).join(', ')}`)
}

function readSelect(request: Pick<IncludeRequest, 'select'>, { option, issues }: Reading): void {
  request.select = readTexts(option, { max: limits.select }, issues) ?? null
}

function readFilter(request: Pick<IncludeRequest, 'filter'>, { option, issues }: Reading): void {
  request.filter = parseFilter(option, issues) ?? null
}

/** `include[about][on][author][select]=name`: for a reference to several types, what is said of one of them. */
function parseOn(raw: Raw, issues: QueryIssues): IncludeOnType[] | undefined {
  if (raw.kind !== 'map' || raw.members.size === 0)
    return issues.add(raw.at, 'wrong_type', 'This must name types, such as include[path][on][type][select]')
  return [...raw.members].flatMap(([type, own]) => parseOnType(type, own, issues) ?? [])
}

function parseOnType(type: string, raw: Raw, issues: QueryIssues): IncludeOnType | undefined {
  if (raw.kind !== 'map') return issues.add(raw.at, 'wrong_type', 'This must be options, such as include[path][on][type][select]')
  const onType: IncludeOnType = { type, select: null, filter: null, at: raw.at }
  for (const [name, option] of raw.members) {
    if (name === 'select') readSelect(onType, { option, issues })
    else if (name === 'filter') readFilter(onType, { option, issues })
    else issues.add(option.at, 'unknown_parameter', `There is no option "${name}" for one type; it takes select, filter`)
  }
  return onType
}
