export type Scalar = string | number | boolean

/** Conditions on one value; all of them must hold. */
export interface Condition {
  eq?: Scalar
  ne?: Scalar
  in?: Scalar[]
  gt?: Scalar
  gte?: Scalar
  lt?: Scalar
  lte?: Scalar
  contains?: string
  null?: boolean
}

/** Conditions by path, such as `{ 'author.slug': 'ines', date: { gte: '2024-01-01' } }`; a plain value means `eq`. */
export interface Filter {
  and?: Filter[]
  or?: Filter[]
  not?: Filter
  [path: string]: Scalar | Condition | Filter | Filter[] | undefined
}

export interface IncludeOptions {
  limit?: number
  select?: string[]
  /** Which targets; the others are left out. */
  filter?: Filter
  /** Paths; a leading `-` turns the order around. */
  sort?: string[]
  /** For a reference to several types: what is said of single ones, by name. */
  on?: Record<string, { select?: string[]; filter?: Filter }>
}

/** What to give of entries, and how to read them. */
export interface OneQuery {
  locale?: string
  fallback?: boolean
  /** Members to give; all others are left out. */
  select?: string[]
  omit?: string[]
  /** References to load, by path: a list, or a map from paths to options. */
  include?: string[] | Record<string, true | IncludeOptions>
  /** Rich text as a string in this form; Portable Text when absent. */
  richText?: 'html' | 'markdown' | 'text'
  /** Read the published state of this point. */
  seq?: number
  /** Wait until the server has seen at least this point. */
  minSeq?: number
}

/** Which entries, in which order. */
export interface ListQuery extends OneQuery {
  filter?: Filter
  /** Paths; a leading `-` turns the order around. */
  sort?: string[]
  limit?: number
  offset?: number
  /** The cursor of the page before. */
  after?: string
  /** Also give the exact total. */
  count?: boolean
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
  const paths = Array.isArray(include) ? include : Object.keys(include)
  if (paths.length > 0) parameters.append('include', paths.join(','))
  if (Array.isArray(include)) return
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
