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
  | { kind: 'refused'; sentence: string; extensions: { code: string } & Record<string, unknown> }

export interface RootContext {
  /** By response key. */
  roots: ReadonlyMap<string, { shape: Shape; result: RootResult }>
}

/** Everything was read before: fields only say what of it goes where. */
export function resolveRoot(_source: unknown, ...[, { roots }, { path }]: Resolving<RootContext>): Shown | Page | null {
  const root = roots.get(String(path.key))
  if (root === undefined) throw new Error(`Nothing was read for ${path.key}`)
  const { shape, result } = root
  if (result.kind === 'refused') throw new GraphQLError(result.sentence, { extensions: result.extensions })
  if (result.kind === 'list') return { shape, list: result.list }
  return result.entry[shape.variant] === undefined ? null : { shape, values: result.entry }
}
