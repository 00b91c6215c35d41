import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Json } from '@verso/model'
import { Refusal } from '../../refusal.ts'

/** What one sync is about: said at its start, and carried from page to page. */
export interface SyncScope {
  locale: string | null
  /** Names of types; null for every one that may be read. */
  types: string[] | null
  kinds: SyncKind[]
  /** A condition, as the parameter was written. */
  filter: string | null
  limit: number
}

export const syncKinds = ['entries', 'media', 'redirects', 'model'] as const
export type SyncKind = (typeof syncKinds)[number]

/** A place in the stream of one sync: a position to come back to later, or the way to the next page. */
export interface SyncPlace {
  scope: SyncScope
  /** Names this installation's history: after a restored backup it is another. */
  epoch: string
  /** What the reader has already; null for nothing yet. */
  from: bigint | null
  /** The state that the pages lead to; null for a position, which waits for a state to come. */
  to: bigint | null
  /** Of the model as the reader saw it at `from`. */
  modelHash: string
  /** The same, while these pages are read: under another model they would not fit one another. */
  presentHash: string
  /** Ids of the types that the reader could read then. */
  readable: string[]
  step: number
  after: Json[] | null
}

/**
 * Opaque to readers, and signed: what a token says of the past (which types its holder could read, and when) decides which deletions it is
 * told of. Rights of today are asked for again with each page all the same.
 */
export function encodePlace(place: SyncPlace, key: string): string {
  const { scope, epoch, from, to, modelHash, presentHash, readable, step, after } = place
  const compact = [1, scope, epoch, textOf(from), textOf(to), modelHash, presentHash, readable.map(compactId), step, after]
  const text = Buffer.from(JSON.stringify(compact)).toString('base64url')
  return text + signatureOf(text, key)
}

export function decodePlace(token: string, { parameter, key }: { parameter: string; key: string }): SyncPlace {
  const parts = parse(token, key)
  if (parts === null || parts[0] !== 1 || !isPlace(parts)) throw damaged(parameter)
  const [, scope, epoch, from, to, modelHash, presentHash, readable, step, after] = parts
  return { scope, epoch, from: numberOf(from), to: numberOf(to), modelHash, presentHash, readable: readable.map(wholeId), step, after }
}

type Parts = [1, SyncScope, string, string | null, string | null, string, string, string[], number, Json[] | null]

/** Of 16 bytes. */
const signatureLength = 22

function signatureOf(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url')
}

function parse(token: string, key: string): unknown[] | null {
  if (!/^[\w-]{40,20000}$/.test(token)) return null
  const text = token.slice(0, -signatureLength)
  if (!timingSafeEqual(Buffer.from(signatureOf(text, key)), Buffer.from(token.slice(-signatureLength)))) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/** A token may be of another version of Verso: whatever is used of it is looked at first. */
function isPlace(parts: unknown[]): parts is Parts {
  const [, scope, epoch, from, to, modelHash, presentHash, readable, step, after] = parts
  return (
    isScope(scope) &&
    [epoch, modelHash, presentHash].every((text) => typeof text === 'string') &&
    [from, to].every((seq) => seq === null || (typeof seq === 'string' && /^\d{1,18}$/.test(seq))) &&
    Array.isArray(readable) &&
    readable.every((id) => typeof id === 'string' && /^[0-9a-f]{32}$/.test(id)) &&
    Number.isSafeInteger(step) &&
    Number(step) >= 0 &&
    (after === null || (Array.isArray(after) && after.length === 1 && typeof after[0] === 'string' && isDashed(after[0])))
  )
}

function isScope(scope: unknown): scope is SyncScope {
  if (typeof scope !== 'object' || scope === null) return false
  const { locale, types, kinds, filter, limit } = scope as Record<string, unknown>
  const isText = (value: unknown) => value === null || typeof value === 'string'
  return (
    isText(locale) &&
    isText(filter) &&
    (types === null || (Array.isArray(types) && types.every((name) => typeof name === 'string'))) &&
    Array.isArray(kinds) &&
    kinds.every((kind) => (syncKinds as readonly unknown[]).includes(kind)) &&
    Number.isSafeInteger(limit) &&
    Number(limit) >= 1 &&
    Number(limit) <= maxSyncPage
  )
}

/** Items of a page at most. */
export const maxSyncPage = 1_000

function isDashed(id: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}

function damaged(parameter: string): Refusal {
  return new Refusal('cursor_invalid', 'This token is damaged', {
    issues: [{ parameter, code: 'cursor_invalid', message: 'This is no token of a sync' }],
  })
}

function textOf(seq: bigint | null): string | null {
  return seq === null ? null : String(seq)
}

function numberOf(text: string | null): bigint | null {
  return text === null ? null : BigInt(text)
}

function compactId(id: string): string {
  return id.replaceAll('-', '')
}

function wholeId(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
