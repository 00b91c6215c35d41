import type { ContentMedia } from '@verso/contract'
import type { EntryTypes, Reference } from './content-types.ts'
import type { ListQuery } from './query.ts'
import type { EntryMembers } from './read-result.ts'

// What figures about a type are, worked out from what is asked: by path what a group is known by, and of each figure whether it is a number.

type FigureName = 'countDistinct' | 'min' | 'max' | 'sum' | 'avg'

/** `count`, or what is worked out of the values at a path, such as `avg(price)`. */
export type Figure = 'count' | `${FigureName}(${string})`

/** Which figures, about which entries. */
export interface FigureQuery
  extends Pick<ListQuery, 'locale' | 'fallback' | 'filter' | 'search' | 'limit' | 'offset' | 'after' | 'count' | 'seq' | 'at' | 'minSeq'> {
  /** Up to 3 paths: one row for each different set of their values. Without them there is one row about all. */
  group?: readonly string[]
  /** How many there are, when absent. */
  aggregate?: readonly Figure[]
}

/** One row of figures. A group or a figure without a value is null; what has to be exact (sums of whole numbers, everything decimal) is a string. */
export type Figures<Types extends EntryTypes, Name extends string, Query extends FigureQuery> = Flat<
  GroupIn<Types, Name, Query> & { [F in Asked<Query>]: FigureAt<Types, Name, F> }
>

type GroupIn<Types extends EntryTypes, Name extends string, Query> = Query extends { group: readonly (infer Path extends string)[] }
  ? { group: { [P in Path]: ValueAt<Types, Name, P> | null } }
  : object

type Asked<Query> = Query extends { aggregate: readonly (infer F extends Figure)[] } ? F : 'count'

type FigureAt<Types extends EntryTypes, Name extends string, F> = F extends 'count' | `countDistinct(${string})`
  ? number
  : F extends `${'min' | 'max'}(${infer Path})`
    ? ValueAt<Types, Name, Path> | null
    : F extends `${'sum' | 'avg'}(${infer Path})`
      ? SumAt<Types, Name, Path> | null
      : never

type Loose = string | number | boolean

/** The value at a path: of a reference its id, of a list one of its values. */
type ValueAt<Types extends EntryTypes, Name extends string, Path extends string> = string extends Path
  ? Loose
  : EndOf<FieldAt<Types, EntryFields<Types, Name>, Path>>

type EndOf<Value> = [Value] extends [never] ? Loose : Value extends Reference ? string : Extract<Value, Loose>

/** A sum of whole numbers may be longer than any of them, and comes as a string; which fields hold these is told by what `verso types` writes. */
type SumAt<Types extends EntryTypes, Name extends string, Path extends string> = string extends Path
  ? string | number
  : ValueAt<Types, Name, Path> extends number
    ? WholeAt<Types, EntryFields<Types, Name>, Path>
    : string

type EntryFields<Types extends EntryTypes, Name extends string> = Name extends keyof Types
  ? Omit<EntryMembers<Name>, keyof Types[Name]> & Types[Name]
  : Record<string, Loose>

type OneOf<Value> = NonNullable<Value> extends readonly (infer One)[] ? One : NonNullable<Value>

/** What stands at a path, one item of it where there are many. */
type FieldAt<Types extends EntryTypes, Fields, Path extends string> = Path extends keyof Fields
  ? OneOf<Fields[Path]>
  : Path extends `${infer First}.${infer Rest}`
    ? First extends keyof Fields
      ? InsideAt<Types, OneOf<Fields[First]>, Rest>
      : never
    : never

type InsideAt<Types extends EntryTypes, Value, Path extends string> =
  Value extends Reference<infer Name>
    ? FieldAt<Types, EntryFields<Types, Name>, Path>
    : Value extends ContentMedia
      ? FieldAt<Types, Value, Path>
      : Value extends { _block: infer Block extends string }
        ? Path extends `${Block}.${infer Rest}`
          ? FieldAt<Types, Value, Rest>
          : never
        : FieldAt<Types, Value, Path>

type WholeAt<Types extends EntryTypes, Fields, Path extends string> = Path extends keyof Fields
  ? unknown extends WholeIn<Fields>
    ? string | number
    : Path extends WholeIn<Fields>
      ? string
      : number
  : Path extends `${infer First}.${infer Rest}`
    ? First extends keyof Fields
      ? WholeInside<Types, OneOf<Fields[First]>, Rest>
      : string | number
    : string | number

/** Of types that a site wrote by hand nobody knows it. */
type WholeIn<Fields> = Fields extends { '~'?: infer Told } ? (NonNullable<Told> extends { whole: infer Whole } ? Whole : unknown) : unknown

type WholeInside<Types extends EntryTypes, Value, Path extends string> =
  Value extends Reference<infer Name>
    ? WholeAt<Types, EntryFields<Types, Name>, Path>
    : Value extends { _block: infer Block extends string }
      ? Path extends `${Block}.${infer Rest}`
        ? WholeAt<Types, Value, Rest>
        : never
      : Value extends ContentMedia
        ? string
        : WholeAt<Types, Value, Path>

type Flat<T> = { [Name in keyof T]: T[Name] }
