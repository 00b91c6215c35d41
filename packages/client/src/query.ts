export type Scalar = string | number | boolean

/** Conditions on one value; all of them must hold. A time may be relative: `now-7d`. */
export interface Condition {
  eq?: Scalar
  ne?: Scalar
  ieq?: string
  in?: readonly Scalar[]
  nin?: readonly Scalar[]
  gt?: Scalar
  gte?: Scalar
  lt?: Scalar
  lte?: Scalar
  between?: readonly [Scalar, Scalar]
  contains?: string
  icontains?: string
  startsWith?: string
  istartsWith?: string
  endsWith?: string
  iendsWith?: string
  hasAny?: readonly Scalar[]
  hasAll?: readonly Scalar[]
  /** Whether there is no value. */
  null?: boolean
  /** Whether there is none, or one that says nothing: `""`, `[]`, `{}`. */
  empty?: boolean
  /** Some item, every item, no item for which all these conditions hold. */
  any?: Filter | Condition
  all?: Filter | Condition
  none?: Filter | Condition
  /** `lat,lng,radius` with `km`, `m` or `mi`, such as `48.1,11.6,5km`. */
  near?: string
  /** `south,west,north,east`. */
  within?: string
}

/** Conditions by path, such as `{ 'author.slug': 'ines', date: { gte: '2024-01-01' } }`; a plain value means `eq`. */
export interface Filter {
  and?: readonly Filter[]
  or?: readonly Filter[]
  not?: Filter
  [path: string]: Scalar | Condition | Filter | readonly Filter[] | undefined
}

export interface IncludeOptions {
  limit?: number
  select?: readonly string[]
  /** Which targets; the others are left out. */
  filter?: Filter
  /** Paths; a leading `-` turns the order around. */
  sort?: readonly string[]
  /** For a reference to several types: what is said of single ones, by name. */
  on?: Readonly<Record<string, { select?: readonly string[]; filter?: Filter }>>
}

/** What to give of entries, and how to read them. */
export interface OneQuery {
  locale?: string
  fallback?: boolean
  /** Members to give; all others are left out. */
  select?: readonly string[]
  omit?: readonly string[]
  /** References to load, by path: a list, or a map from paths to options. */
  include?: readonly string[] | Readonly<Record<string, true | IncludeOptions>>
  /** Rich text as a string in this form; Portable Text when absent. */
  richText?: 'html' | 'markdown' | 'text'
  /** Read the published state of this point. */
  seq?: number
  /** Read the published state of this moment, as ISO 8601. */
  at?: string
  /** Wait until the server has seen at least this point. */
  minSeq?: number
}

/** What is about one request, not about what it asks for. */
export interface RequestOptions {
  /** Ends the request, and the waiting for a busy server. */
  signal?: AbortSignal
}

/** Which entries, in which order. */
export interface ListQuery extends OneQuery {
  filter?: Filter
  /** Words that entries must hold; the best answers come first. */
  search?: string
  /** With `search`: whether entries show in `_highlights`, as HTML, where the words stand. */
  highlight?: boolean
  /** Paths; a leading `-` turns the order around. */
  sort?: readonly string[]
  limit?: number
  offset?: number
  /** The cursor of the page before. */
  after?: string
  /** Also give the exact total. */
  count?: boolean
  /** Paths whose values are counted over all that the list is about, whatever the page shows. */
  facets?: readonly string[]
}

/** The query string, without `?`; empty when nothing is asked. Members stand in a steady order, so that caches know it again. */
export function queryString({ include, filter, ...plain }: ListQuery): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(plain).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (value !== undefined) parameters.append(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  // As JSON, since a value in brackets could not hold a comma or say whether it is a number.
  if (filter !== undefined) parameters.append('filter', JSON.stringify(filter))
  if (include !== undefined) appendInclude(parameters, include)
  return parameters.toString()
}

function appendInclude(parameters: URLSearchParams, include: NonNullable<OneQuery['include']>): void {
  const paths = isList(include) ? include : Object.keys(include)
  if (paths.length > 0) parameters.append('include', paths.join(','))
  if (isList(include)) return
  for (const [path, options] of Object.entries(include)) {
    if (options === true) continue
    appendOptions(parameters, `include[${path}]`, options)
    if (options.limit !== undefined) parameters.append(`include[${path}][limit]`, String(options.limit))
    if (options.sort !== undefined) parameters.append(`include[${path}][sort]`, options.sort.join(','))
    for (const [type, own] of Object.entries(options.on ?? {})) appendOptions(parameters, `include[${path}][on][${type}]`, own)
  }
}

function appendOptions(parameters: URLSearchParams, name: string, { select, filter }: Pick<IncludeOptions, 'select' | 'filter'>): void {
  if (select !== undefined) parameters.append(`${name}[select]`, select.join(','))
  if (filter !== undefined) parameters.append(`${name}[filter]`, JSON.stringify(filter))
}

function isList(include: NonNullable<OneQuery['include']>): include is readonly string[] {
  return Array.isArray(include)
}
