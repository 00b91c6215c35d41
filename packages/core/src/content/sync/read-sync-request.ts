import { decodeQuery, parseRead, type ReadRequest } from '@verso/query'
import { Refusal, refuseQuery } from '../../refusal.ts'
import { decodePlace, maxSyncPage, type SyncKind, syncKinds, type SyncPlace, type SyncScope } from './sync-token.ts'

/** A new sync, the next page of one, or what has changed since a position. */
export type SyncRequest = { start: SyncScope } | { next: SyncPlace } | { from: SyncPlace }

const usualLimit = 500
const own = ['types', 'kinds', 'limit', 'filter', 'locale'] as const

export function readSyncRequest(query: string, key: string): SyncRequest {
  const decoded = decodeQuery(query)
  if (decoded.issues !== undefined) throw refuseQuery(decoded.issues)
  const parameters = new Map<string, string>()
  for (const [name, value] of decoded.pairs) {
    const key = name.startsWith('filter[') ? 'filter' : name
    if (![...own, 'next', 'from'].includes(key)) throw wrong(name, 'unknown_parameter', 'There is no such parameter here')
    if (parameters.has(name)) throw wrong(name, 'duplicate_parameter', 'This parameter is there twice')
    parameters.set(name, value)
  }
  for (const name of ['next', 'from'] as const) {
    const token = parameters.get(name)
    if (token === undefined) continue
    if (parameters.size > 1) throw wrong(name, 'conflicting_parameters', `"${name}" stands alone: it holds what the sync is about`)
    const place = checked(decodePlace(token, { parameter: name, key }), name)
    return name === 'next' ? { next: place } : { from: place }
  }
  return { start: scopeOf(parameters, decoded.pairs) }
}

/** A position waits for a state, the way to a next page has one. */
function checked(place: SyncPlace, parameter: 'next' | 'from'): SyncPlace {
  if ((place.to === null) === (parameter === 'from')) return place
  const other = parameter === 'from' ? 'next' : 'from'
  throw wrong(parameter, 'cursor_invalid', `This is a token for "${other}"`)
}

function scopeOf(parameters: Map<string, string>, pairs: [string, string][]): SyncScope {
  const types = listOf(parameters, 'types')
  const filters = pairs.filter(([name]) => name === 'filter' || name.startsWith('filter['))
  if (filters.length > 0 && types?.length !== 1)
    throw wrong('filter', 'conflicting_parameters', 'A filter is about exactly one type: name it in "types"')
  const kinds = listOf(parameters, 'kinds') ?? ['entries']
  const unknown = kinds.find((kind) => !(syncKinds as readonly string[]).includes(kind))
  if (unknown !== undefined) throw wrong('kinds', 'unknown_option', `"kinds" takes ${syncKinds.join(', ')}`)
  const limit = parameters.get('limit') ?? String(usualLimit)
  if (!/^\d{1,5}$/.test(limit) || Number(limit) < 1 || Number(limit) > maxSyncPage)
    throw wrong('limit', 'out_of_range', `This must be from 1 to ${maxSyncPage}`)
  return {
    locale: parameters.get('locale') ?? null,
    types,
    kinds: syncKinds.filter((kind: SyncKind) => kinds.includes(kind)),
    filter: filters.length === 0 ? null : filters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'),
    limit: Number(limit),
  }
}

function listOf(parameters: Map<string, string>, name: string): string[] | null {
  const text = parameters.get(name)
  if (text === undefined) return null
  const items = text.split(',')
  if (items.some((item) => item === '')) throw wrong(name, 'malformed', 'This must not be empty, nor hold an empty item')
  return [...new Set(items)]
}

/** The read of one type in one language that a sync is made of. */
export function readOf({ filter }: SyncScope, locale: string): ReadRequest {
  const decoded = decodeQuery(filter ?? '')
  if (decoded.issues !== undefined) throw refuseQuery(decoded.issues)
  const parsed = parseRead([['locale', locale], ...decoded.pairs], { allow: ['locale', 'filter'] })
  if (parsed.issues !== undefined) throw refuseQuery(parsed.issues)
  return parsed.request
}

export function wrong(parameter: string, code: string, message: string): Refusal {
  return new Refusal('invalid_query', `"${parameter}" is wrong`, { issues: [{ parameter, code, message }] })
}
