import { GraphQLError } from 'graphql'
import type { Resolving, Shape, Shown, Values } from './shown.ts'

export interface ListResult {
  /** The entries out of each read. */
  entries: readonly (readonly Values[])[]
  cursors: readonly string[]
  hasMore: boolean
  isContinued: boolean
  total?: number | undefined
  /** By path. */
  facets: Readonly<Record<string, readonly { value: unknown; count: unknown }[]>>
  /** By their key. */
  figures: ReadonlyMap<string, readonly unknown[]>
}

/** A list, and the part of the document that it is shown by. */
export interface Page {
  shape: Shape
  list: ListResult
}

/** What a field of the root came to; an entry out of each read. */
export type RootResult =
  | { kind: 'one'; entry: readonly (Values | undefined)[] }
  | { kind: 'list'; list: ListResult }
  /** By the place of its id. */
  | { kind: 'entries'; entries: readonly (readonly (Values | undefined)[])[] }
  | { kind: 'path'; found: Values; entry: readonly (Values | undefined)[] }
  | { kind: 'refused'; sentence: string; extensions: { code: string } & Record<string, unknown> }

/** What lives at a path, and the part of the document that it is shown by. */
export interface ResolvedPath {
  shape: Shape
  found: Values
  entry: readonly (Values | undefined)[]
}

export interface RootContext {
  /** By response key. */
  roots: ReadonlyMap<string, { shape: Shape; result: RootResult }>
}

type RootValue = Shown | Page | ResolvedPath | readonly (Shown | null)[] | null

/** Everything was read before: fields only say what of it goes where. */
export function resolveRoot(_source: unknown, ...[, { roots }, { path }]: Resolving<RootContext>): RootValue {
  const root = roots.get(String(path.key))
  if (root === undefined) throw new Error(`Nothing was read for ${path.key}`)
  const { shape, result } = root
  if (result.kind === 'refused') throw new GraphQLError(result.sentence, { extensions: result.extensions })
  if (result.kind === 'list') return { shape, list: result.list }
  if (result.kind === 'path') return { shape, found: result.found, entry: result.entry }
  if (result.kind === 'entries') return result.entries.map((values) => shownOf(shape, values))
  return shownOf(shape, result.entry)
}

function shownOf(shape: Shape, values: readonly (Values | undefined)[]): Shown | null {
  return values[shape.variant] === undefined ? null : { shape, values }
}
