import type { Model } from '@verso/model'
import type { IncludePlan, ReadPlan } from '@verso/query'
import { type Languages, languagesOf } from './languages.ts'
import { type FollowedFields, publishedListStatement, type Statement, withAddress } from './published-statements.ts'
import type { Address, PublishedOptions } from './reads.ts'
import { linkFields, type Resolvable, resolvableFields } from './resolvable-fields.ts'
import type { SearchText } from './search-sql.ts'

/** What is worked out of a plan before anything is read. */
export interface PreparedRead {
  fields: Resolvable
  languages: Languages
  followed: FollowedFields
  statement: Statement
  /** Says only which rows are meant. */
  which: () => Statement
}

interface Remembered extends Omit<PreparedRead, 'statement' | 'which'> {
  model: Model
  readableTypeIds: readonly string[]
  statement: ReturnType<typeof publishedListStatement>
  which: () => ReturnType<typeof publishedListStatement>
}

// Plans that are used again live for long, and the others take what belongs to them along. A plan has few kinds of addresses.
const byPlan = new WeakMap<ReadPlan, Map<Address['column'] | '', Remembered>>()

type Options = Pick<PublishedOptions, 'readableTypeIds' | 'rights' | 'previewed' | 'address'> & {
  at: bigint | null
  search: SearchText | null
}

/** Reads of the present are prepared once for each plan; only the address that is asked for is another each time. */
export function prepareRead(plan: ReadPlan, model: Model, options: Options): PreparedRead {
  const { address, readableTypeIds, rights, at, previewed, search } = options
  if (at !== null || previewed !== undefined || search !== null || rights !== undefined)
    return filled(prepare(plan, model, options), address)
  const kinds = byPlan.get(plan) ?? new Map<Address['column'] | '', Remembered>()
  byPlan.set(plan, kinds)
  const kind = address?.column ?? ''
  const known = kinds.get(kind)
  if (known !== undefined && known.model === model && known.readableTypeIds === readableTypeIds) return filled(known, address)
  const made = prepare(plan, model, options)
  kinds.set(kind, made)
  return filled(made, address)
}

function filled({ statement, which, ...prepared }: Remembered, address: Address | undefined): PreparedRead {
  return { ...prepared, statement: withAddress(statement, address), which: () => withAddress(which(), address) }
}

function prepare(plan: ReadPlan, model: Model, options: Options): Remembered {
  const fields = resolvableFields(model)
  const languages = languagesOf(model, plan)
  const followed = followedBy(plan, fields)
  const statement = publishedListStatement(plan, { ...options, languages, followed })
  let which: ReturnType<typeof publishedListStatement> | undefined
  return {
    model,
    readableTypeIds: options.readableTypeIds,
    fields,
    languages,
    followed,
    statement,
    which: () => (which ??= publishedListStatement(plan, { ...options, languages, followed: 'none' })),
  }
}

function followedBy({ selection, include, richText }: ReadPlan, fields: Resolvable): FollowedFields {
  // What isn't loaded whole is chosen first: the rows' statement would bring the bodies of all.
  if (hasPick(include)) return { all: [], included: [], includedInside: [] }
  const inside = include.flatMap(({ inner, anywhere }) => anywhere ?? inner?.split('/').at(-1) ?? [])
  const own = include.filter(({ inner, anywhere }) => inner === undefined && anywhere === undefined)
  const all = linkFields(selection, fields)
  const named = richText === null ? [] : all.filter((id) => fields.get(id)?.kind !== 'reference')
  return { all, included: [...own.map(({ fieldId }) => fieldId), ...named], includedInside: [...new Set(inside)] }
}

export function hasPick(include: readonly IncludePlan[]): boolean {
  return include.some(({ pick }) => pick !== undefined)
}
