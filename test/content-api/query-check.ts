import { canonicalJson, type Json } from '@verso/model'
import type { ContentServer } from '../support/content-server.ts'
import type { Asked, View } from './query-oracle.ts'
import type { Include, Query } from './query-asks.ts'
import { comparableFigures, figuresOf } from './query-figures.ts'
import { listed, rendered } from './query-shapes.ts'
import type { QueryWorld } from './query-world.ts'

/** What is wrong with the server's answer to a query, or null. */
export async function faultOf(query: Query, world: QueryWorld, server: ContentServer): Promise<string | null> {
  const state = world.states[query.state ?? world.states.length - 1]
  if (state === undefined) throw new Error('There is no such state')
  const view: View = { world, state, locale: query.locale, fallback: query.fallback }
  return query.figures === null ? entriesFault(query, view, server) : figuresFault(query, view, server)
}

async function entriesFault(query: Query, view: View, server: ContentServer): Promise<string | null> {
  const all = listed(query, view)
  const from = query.offset ?? 0
  const expected = all.slice(from)
  const found: unknown[] = []
  const included: Record<string, unknown> = {}
  let after: string | null = null
  // By offset one page; by cursor all of them.
  do {
    const answer = await ask(query, { view, server, after })
    if (answer.status !== 200) return `${answer.status} ${JSON.stringify(answer.body)}`
    const { data, page } = answer.body
    if (page.total !== all.length) return `total is ${page.total}, not ${all.length}`
    found.push(...data)
    Object.assign(included, answer.body.included)
    after = page.next
    if (after === null && query.offset === null && found.length < expected.length) break
  } while (after !== null && query.offset === null && found.length <= expected.length)
  const beside = query.dedupe ? new Map<string, Record<string, unknown>>() : null
  const shown = (query.offset === null ? expected : expected.slice(0, query.limit)).map((thing) => rendered(thing, query, { view, beside }))
  return (
    differ('entries', found.map(withoutTimes), shown) ??
    (beside === null ? null : differ('included', withoutTimes(included), Object.fromEntries(beside)))
  )
}

async function figuresFault(query: Query, view: View, server: ContentServer): Promise<string | null> {
  const { status, body } = await ask({ ...query, limit: 250 }, { view, server, after: null })
  if (status !== 200) return `${status} ${JSON.stringify(body)}`
  const [found, expected] = [comparableFigures(body.data), figuresOf(query, view)]
  return differ('figures', rounded(found), rounded(expected))
}

/** Averages agree to ten digits. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, one) => (name.startsWith('avg(') && typeof one === 'number' ? one.toPrecision(10) : one)))
}

/** Where two answers differ first; members may stand in any order, since stored JSON doesn't keep it. */
function differ(what: string, found: unknown, expected: unknown): string | null {
  if (canonicalJson(found as Json) === canonicalJson(expected as Json)) return null
  if (Array.isArray(found) && Array.isArray(expected) && found.length !== expected.length)
    return `${what}: ${found.length} found, ${expected.length} expected: ${brief(found)} and ${brief(expected)}`
  const isDeep = [found, expected].every((one) => typeof one === 'object' && one !== null)
  if (!isDeep) return `${what}: found ${brief(found)}, expected ${brief(expected)}`
  const [one, other] = [found as Record<string, unknown>, expected as Record<string, unknown>]
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return (
    names.map((name) => differ(`${what}/${name}`, one[name] ?? null, other[name] ?? null)).find((fault) => fault !== null) ??
    `${what} differ`
  )
}

function brief(value: unknown): string {
  const ids = Array.isArray(value) ? value.map((one) => (one as { _id?: string })?._id ?? one) : value
  return JSON.stringify(ids).slice(0, 600)
}

/** Times of publishing are the clock's. */
function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, one) =>
    ['_publishedAt', '_firstPublishedAt', '_updatedAt'].includes(name) ? undefined : one,
  )
}

interface Asking {
  view: View
  server: ContentServer
  after: string | null
}

async function ask(query: Query, { view, server, after }: Asking) {
  const parameters = parametersOf(query, { view, after })
  const reply = await (query.form === 'body' ? server.query(query.type, parameters) : server.get(addressOf(query, parameters)))
  return { status: reply.statusCode, body: reply.json() }
}

type Parameters = Record<string, unknown>

/** The parameters of a query as JSON. */
function parametersOf(query: Query, { view, after }: Pick<Asking, 'view' | 'after'>): Parameters {
  const { select, omit, figures } = query
  return {
    locale: query.locale,
    fallback: query.fallback,
    limit: query.limit,
    count: true,
    ...(query.filter === null ? {} : { filter: jsonOf(query.filter) }),
    ...(query.state === null ? {} : { seq: view.state.seq }),
    ...(query.offset === null ? {} : { offset: query.offset }),
    ...(after === null ? {} : { after }),
    ...(select === null ? {} : { select }),
    ...(omit === null ? {} : { omit }),
    ...(query.sort.length === 0 ? {} : { sort: query.sort.map(sortText) }),
    ...(query.include.length === 0
      ? {}
      : { include: Object.fromEntries(query.include.map((one) => [one.path.join('.'), optionsOf(one)])) }),
    ...(query.dedupe ? { dedupe: true } : {}),
    ...(figures === null ? {} : { aggregate: figures.aggregates, ...(figures.group.length === 0 ? {} : { group: figures.group }) }),
  }
}

function optionsOf({ limit, sort, filter }: Include): unknown {
  const options = {
    ...(limit === undefined ? {} : { limit }),
    ...(sort === undefined || sort.length === 0 ? {} : { sort: sort.map(sortText) }),
    ...(filter === undefined ? {} : { filter: jsonOf(filter) }),
  }
  return Object.keys(options).length === 0 ? true : options
}

function sortText({ path, descending }: Query['sort'][number]): string {
  return `${descending ? '-' : ''}${path.join('.')}`
}

/** A condition in the JSON of the contract. */
function jsonOf(asked: Asked): unknown {
  if ('and' in asked) return { and: asked.and.map(jsonOf) }
  if ('or' in asked) return { or: asked.or.map(jsonOf) }
  if ('not' in asked) return { not: jsonOf(asked.not) }
  const said = 'quantifier' in asked ? { [asked.quantifier]: jsonOf(asked.of) } : { [asked.op]: asked.value }
  return asked.path.length === 0 ? said : { [asked.path.join('.')]: said }
}

function addressOf({ type, form }: Query, { filter, include, ...plain }: Parameters): string {
  const pairs = Object.entries(plain).map(([name, value]): [string, string] => [name, [value].flat().join(',')])
  if (filter !== undefined)
    pairs.push(...(form === 'json' ? [['filter', JSON.stringify(filter)] as [string, string]] : brackets('filter', filter)))
  for (const [path, options] of Object.entries((include ?? {}) as Record<string, unknown>)) {
    const { sort, limit, filter: condition } = options === true ? ({} as Parameters) : (options as Parameters)
    if (sort !== undefined) pairs.push([`include[${path}][sort]`, [sort].flat().join(',')])
    if (limit !== undefined) pairs.push([`include[${path}][limit]`, String(limit)])
    if (condition !== undefined) pairs.push(...brackets(`include[${path}][filter]`, condition))
  }
  const bare = Object.entries((include ?? {}) as Parameters).flatMap(([path, options]) => (options === true ? [path] : []))
  if (bare.length > 0) pairs.push(['include', bare.join(',')])
  return `/entries/${type}?${pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`
}

/** The same condition in brackets: lists of conditions by index, lists of values as `op[]` where one holds a comma. */
function brackets(key: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) {
    if (value.some((one) => typeof one === 'object')) return value.flatMap((one, index) => brackets(`${key}[${index}]`, one))
    const isPlain = value.every((one) => !String(one).includes(',') && one !== '')
    return isPlain ? [[key, value.join(',')]] : value.map((one): [string, string] => [`${key}[]`, String(one)])
  }
  if (typeof value !== 'object' || value === null) return [[key, String(value)]]
  return Object.entries(value).flatMap(([name, one]) => brackets(`${key}[${name}]`, one))
}
