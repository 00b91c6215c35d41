import { isPlainObject, richTextForms } from '@verso/model'
import { limits } from './limits.ts'
import { parseAggregate } from './parse-aggregate.ts'
import { parseFilter } from './parse-filter.ts'
import { parseInclude } from './parse-include.ts'
import { parseSort } from './parse-sort.ts'
import { readPerspective } from './perspective.ts'
import { type QueryIssue, type QueryIssues, queryIssues } from './query-issue.ts'
import { type Raw, rawFromJson } from './raw.ts'
import { includeOptions, rawFromPairs } from './raw-from-pairs.ts'
import { readBoolean, readChoice, readInteger, readMoment, readText, readTexts } from './read-raw.ts'
import { type IncludeRequest, type ParameterName, parameterNames, type ReadRequest } from './read-request.ts'

export type ParsedRead = { request: ReadRequest; issues?: never } | { issues: QueryIssue[]; request?: never }

export interface ParseOptions {
  /** The parameters that the route takes; all others are unknown to it. */
  allow: readonly ParameterName[]
}

/** How each parameter is read, said once; undefined where a fault was noted. */
const readers: { [K in ParameterName]: (raw: Raw, issues: QueryIssues) => ReadRequest[K] | undefined } = {
  locale: (raw, issues) => readText(raw, { max: 100 }, issues),
  fallback: readBoolean,
  select: (raw, issues) => readTexts(raw, { max: limits.select }, issues),
  omit: (raw, issues) => readTexts(raw, { max: limits.select }, issues),
  include: parseInclude,
  filter: parseFilter,
  sort: parseSort,
  limit: (raw, issues) => readInteger(raw, { min: 1, max: limits.page }, issues),
  offset: (raw, issues) => readInteger(raw, { min: 0, max: limits.offset }, issues),
  after: (raw, issues) => readText(raw, { max: 16_000 }, issues),
  count: readBoolean,
  seq: (raw, issues) => readInteger(raw, { min: 0, max: Number.MAX_SAFE_INTEGER }, issues),
  at: readMoment,
  minSeq: (raw, issues) => readInteger(raw, { min: 0, max: Number.MAX_SAFE_INTEGER }, issues),
  perspective: readPerspective,
  ids: (raw, issues) => readTexts(raw, { max: limits.ids }, issues),
  type: (raw, issues) => readText(raw, { max: 100 }, issues),
  search: (raw, issues) => readText(raw, { max: limits.searchCharacters }, issues),
  highlight: readBoolean,
  sourceMap: readBoolean,
  dedupe: readBoolean,
  group: (raw, issues) => readTexts(raw, { max: limits.group }, issues),
  aggregate: parseAggregate,
  facets: (raw, issues) => readTexts(raw, { max: limits.facets }, issues),
  richText: (raw, issues) => readChoice(raw, richTextForms, issues),
}

/** The parameters of a URL, decoded into pairs. Nothing is ignored: what isn't known, is given twice or is empty is a fault. */
export function parseRead(pairs: Iterable<[string, string]>, { allow }: ParseOptions): ParsedRead {
  const issues = queryIssues()
  return parseParameters(rawFromPairs(pairs, issues), allow, issues)
}

/** The same parameters as the members of a JSON body, for queries that are too long for a URL. */
export function parseReadJson(body: unknown, { allow }: ParseOptions): ParsedRead {
  const issues = queryIssues()
  if (!isPlainObject(body)) {
    issues.add({ parameter: '', pointer: '' }, 'wrong_type', 'Parameters are the members of an object')
    return { issues: issues.list }
  }
  const members = Object.entries(body).flatMap(([name, value]): [string, Raw][] => {
    const raw = rawFromJson(value, { parameter: name, pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` }, issues)
    return raw === undefined ? [] : [[name, raw]]
  })
  return parseParameters(new Map(members), allow, issues)
}

function parseParameters(members: Map<string, Raw>, allow: readonly ParameterName[], issues: QueryIssues): ParsedRead {
  const request: ReadRequest = { ...nothing }
  for (const [name, raw] of members) {
    if (name === includeOptions && allow.includes('include')) continue
    const known = parameterNames.find((candidate) => candidate === name)
    if (known !== undefined && allow.includes(known)) read(request, known, { raw, issues })
    else issues.add(raw.at, 'unknown_parameter', `There is no parameter "${raw.at.parameter}" here`)
  }
  const options = members.get(includeOptions)
  if (options !== undefined && allow.includes('include'))
    request.include = withOptions(request.include, parseInclude(options, issues) ?? [])
  if (request.include.length > limits.include)
    issues.add({ parameter: 'include' }, 'query_too_large', `This takes at most ${limits.include} paths`)
  if (request.select !== null && request.omit !== null)
    issues.add({ parameter: 'omit' }, 'conflicting_parameters', 'Give "select" or "omit", not both')
  if (request.seq !== null && request.at !== null) issues.add({ parameter: 'at' }, 'conflicting_parameters', 'Give "seq" or "at", not both')
  if (request.perspective !== null && request.seq !== null)
    issues.add({ parameter: 'seq' }, 'conflicting_parameters', 'A perspective is of the present, or of a moment to come')
  if (request.perspective?.kind === 'drafts' && request.at !== null)
    issues.add({ parameter: 'at' }, 'conflicting_parameters', 'Nobody knows what drafts will say then')
  if (request.offset !== null && request.after !== null)
    issues.add({ parameter: 'offset' }, 'conflicting_parameters', 'Give "offset" or "after", not both')
  if (request.highlight && request.search === null)
    issues.add({ parameter: 'highlight' }, 'conflicting_parameters', 'There is nothing to highlight without "search"')
  if (request.group !== null || request.aggregate !== null) refuseEntries(members, issues)
  return issues.list.length > 0 ? { issues: issues.list } : { request }
}

/** What is said of entries has no meaning for figures. */
function refuseEntries(members: ReadonlyMap<string, Raw>, issues: QueryIssues): void {
  for (const name of ['sort', 'select', 'omit', 'include', includeOptions, 'richText', 'sourceMap', 'dedupe', 'highlight', 'facets']) {
    const raw = members.get(name)
    if (raw !== undefined) issues.add(raw.at, 'conflicting_parameters', 'This is said of entries; "group" and "aggregate" give none')
  }
}

function read<K extends ParameterName>(request: Pick<ReadRequest, K>, name: K, { raw, issues }: { raw: Raw; issues: QueryIssues }): void {
  const value = readers[name](raw, issues)
  if (value !== undefined) request[name] = value
}

/** Options of a path include it. */
function withOptions(paths: readonly IncludeRequest[], options: readonly IncludeRequest[]): IncludeRequest[] {
  return [...paths.filter(({ path }) => !options.some((option) => option.path === path)), ...options]
}

const nothing: ReadRequest = {
  locale: null,
  fallback: true,
  select: null,
  omit: null,
  include: [],
  filter: null,
  sort: [],
  limit: limits.defaultPage,
  offset: null,
  after: null,
  count: false,
  seq: null,
  at: null,
  minSeq: null,
  perspective: null,
  ids: null,
  type: null,
  search: null,
  highlight: false,
  richText: null,
  sourceMap: false,
  dedupe: false,
  asDocument: false,
  group: null,
  aggregate: null,
  facets: null,
}
