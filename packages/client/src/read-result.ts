import type { ContentEntryMembers } from '@verso/contract'
import type { EntryTypes, Reference, RichTextBlock } from './content-types.ts'
import type { OneQuery } from './query.ts'

// What a read returns, worked out from its query: only the selected fields, included references as entries, null where a value may be
// missing. A query that isn't known before run time gives the loosest type that is true.

/** The members of every entry that are Verso's own. */
export interface EntryMembers<Name extends string = string> extends Omit<ContentEntryMembers, '_type'> {
  _type: Name
}

/** The entry that a read of a type with a query gives. */
export type Result<Types extends EntryTypes, Name extends string, Query extends OneQuery = object> = EntryAt<
  Types,
  Name,
  { select: PathsOf<Query, 'select'>; omit: PathsOf<Query, 'omit'>; include: IncludedPaths<Query>; path: ''; above: Name; query: Query }
>

/** Where in an answer a type stands. Paths are those of the query that go on from here. */
interface Place {
  select: string
  omit: string
  include: string
  /** The way here from the top, as `include` would name it. */
  path: string
  /** Names of the types on the way here: one of their entries may end a circle. */
  above: string
  query: OneQuery
}

type PathsOf<Query, Name extends 'select' | 'omit'> = Query extends { [name in Name]: readonly (infer Path)[] }
  ? Extract<Path, string>
  : never

type IncludedPaths<Query> = Query extends { include: readonly (infer Path)[] }
  ? Extract<Path, string>
  : Query extends { include: infer Options }
    ? Extract<keyof Options, string>
    : never

/** What the options of an included path select in it, for all targets and for those of one type. */
type OwnSelect<At extends Place, Target extends string = never> = At['query'] extends { include: infer Options }
  ? At['path'] extends keyof Options
    ? SelectIn<Options[At['path']]> | OnSelect<Options[At['path']], Target>
    : never
  : never

type SelectIn<Options> = Options extends { select: readonly (infer Path)[] } ? Extract<Path, string> : never
type OnSelect<Options, Target extends string> = Options extends { on: infer On }
  ? Target extends keyof On
    ? SelectIn<On[Target]>
    : never
  : never

type Head<Path extends string> = Path extends `${infer First}.${string}` ? First : Path
type Rest<Path extends string, Name extends string> = Path extends `${infer First}.${infer More}`
  ? First extends Name | '*'
    ? More
    : never
  : never
type Deeper<Path extends string, Name extends string> = Path extends '' ? Name : `${Path}.${Name}`

type EntryAt<Types extends EntryTypes, Name extends string, At extends Place> = Name extends keyof Types
  ? Flat<Chosen<EntryMembers<Name>, MemberNames<At['select'] | OwnSelect<At, Name>>> & Members<Types, Types[Name], At, Name>>
  : EntryMembers & Record<string, unknown>

/** With any member of Verso's own selected only those come, else all. */
type MemberNames<Select extends string> = string extends Select
  ? keyof EntryMembers
  : [Extract<Select, `_${string}`>] extends [never]
    ? keyof EntryMembers
    : Extract<Select, keyof EntryMembers>

type Chosen<Members, Names> = { [Name in keyof Members as Name extends Names ? Name : never]: Members[Name] }

/** The fields of an entry or a component. */
type Members<Types extends EntryTypes, Fields, At extends Place, Target extends string = never> = string extends At['select']
  ? Partial<AllMembers<Types, Fields, At>>
  : Chosen<AllMembers<Types, Fields, At>, FieldNames<Fields, At['select'] | OwnSelect<At, Target>, At['omit']>>

type AllMembers<Types extends EntryTypes, Fields, At extends Place> = {
  [Name in keyof Fields as Name extends '~' ? never : Name]:
    | ValueAt<Types, Fields[Name], Below<At, Extract<Name, string>>>
    | MayBeMissing<Fields, Name, At>
}

type FieldNames<Fields, Select extends string, Omit extends string> = [Select] extends [never]
  ? Exclude<keyof Fields, Omit>
  : Head<Select> | Extract<keyof Fields, '_key' | '_block'>

/** Without stand-ins a localised field may have no value in the language that is read. */
type MayBeMissing<Fields, Name, At extends Place> = At['query'] extends { fallback: infer Fallback }
  ? Fallback extends true
    ? never
    : Fields extends { '~'?: { localized?: infer Localized } }
      ? Name extends Localized
        ? null
        : never
      : never
  : never

interface FieldPlace extends Place {
  /** What is included one step above, and the name of the field: fields that hold components begin there. */
  whole: string
  name: string
}

/** The place of a field. */
interface Below<At extends Place, Name extends string> extends FieldPlace {
  select: Rest<At['select'], Name>
  omit: Rest<At['omit'], Name>
  include: StillIncluded<At['include'], Name>
  path: Deeper<At['path'], Name>
  above: At['above']
  query: At['query']
  whole: At['include']
  name: Name
}

/** Paths that end here are marked by an empty one: the reference itself is included, and nothing below it. */
type StillIncluded<Path extends string, Name extends string> = string extends Path
  ? string
  : Path extends Name | '*'
    ? ''
    : Rest<Path, Name>

type ValueAt<Types extends EntryTypes, Value, At extends FieldPlace> =
  Value extends Reference<infer Name>
    ? ReferenceAt<Types, Name, At>
    : Value extends RichTextBlock[]
      ? RichTextAt<At['query']>
      : Value extends readonly (infer One)[]
        ? ValueAt<Types, One, At>[]
        : Value extends { '~'?: object }
          ? ComponentAt<Types, Value, At>
          : Value

/** A circle ends at an entry that stands above: there a reference stays one. */
type ReferenceAt<Types extends EntryTypes, Name extends string, At extends Place> = [At['include']] extends [never]
  ? Reference<Name>
  : string extends At['include']
    ? Reference<Name> | EntryMembers<Name>
    : Name extends string
      ? EntryAt<Types, Name, Inside<At, Name>> | (Name extends At['above'] ? Reference<Name> : never)
      : never

interface Inside<At extends Place, Name extends string> extends Place {
  select: At['select']
  omit: At['omit']
  include: Exclude<At['include'], ''>
  path: At['path']
  above: At['above'] | Name
  query: At['query']
}

type RichTextAt<Query> = Query extends { richText: infer Form }
  ? undefined extends Form
    ? RichTextBlock[] | string
    : string
  : RichTextBlock[]

type ComponentAt<Types extends EntryTypes, Value, At extends FieldPlace> = Flat<
  Value extends { _block: infer Name extends string }
    ? Members<Types, Value, Within<At, Rest<Exact<At['whole'], At['name']>, Name>, Rest<At['select'], Name>>>
    : Members<Types, Value, Within<At, Exact<At['whole'], At['name']>, At['select']>>
>

type Exact<Path extends string, Name extends string> = Path extends `${Name}.${infer More}` ? More : never
type Stars<Path extends string> = Extract<Path, '*' | `*.${string}`>

/** Inside a component one is still on the level of the entry: `*` means the references there too. */
interface Within<At extends FieldPlace, Include extends string, Select extends string> extends Place {
  select: Select
  omit: At['omit']
  include: Include | Stars<At['whole']>
  path: At['path']
  above: At['above']
  query: At['query']
}

type Flat<T> = { [Name in keyof T]: T[Name] }
