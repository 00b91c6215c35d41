import type { Comparison } from '@verso/model'
import type { FileMember, SystemColumn, Target } from '@verso/query'
import { idLiteral, idPathLiteral, type Parameters } from './parameters.ts'
import type { SystemTarget } from './draft-locale.ts'
import type { SqlValue } from './sql-value.ts'

export interface Link {
  fieldId: string
  /** For a link inside components: the ids below `fieldId`, joined by `/`. */
  inner?: string
  localized: boolean
  typeIds: string[]
}

/** A row that a condition is about: a publication or a draft, under an alias, and the ways from it to its values and targets. */
export interface Scope {
  parameters: Parameters
  system: (column: SystemColumn, target?: SystemTarget) => SqlValue
  field: (target: Extract<Target, { kind: 'field' }>) => SqlValue
  /** What to select from, and the scope of the target there, to reach the targets of a reference field that may be seen. */
  follow: (link: Link) => { from: string; where: string; target: Scope }
  /**
   * True where a reference field leads to one of the few targets that `condition` names. They are looked up once for all rows, where `follow`
   * looks at the targets of each. Not there where that is no way to say it.
   */
  leadsTo?: (link: Link, condition: (target: Scope) => string) => string
  /** A new alias for the items of a list, and the scope in which one of them is what conditions are about. */
  item: () => { alias: string; scope: Scope }
  /** A new alias for the versions of files, which of them are valid in the state that is looked at, and the scope of one. */
  file: () => { alias: string; where: string; scope: Scope }
  /** What is known of a file, in the scope of one. */
  member?: (member: FileMember) => SqlValue
  /** The item itself, in the scope of one. */
  self?: (comparison: Comparison) => SqlValue
  /** A reference was followed to come here. */
  isFollowed?: true
  /** What the read searches for, in the scope of the rows that it gives. */
  search?: () => SearchSql
}

export interface SearchSql {
  /** True for rows that hold it. */
  where: string
  /** How well they do. */
  score: SqlValue
}

/** True for the references of a link, of those under an alias. */
export function ofLink({ fieldId, inner }: Link, alias: string): string {
  return `${alias}."fieldId" = ${idLiteral(fieldId)} and ${alias}."inner" ${inner === undefined ? 'is null' : `= ${idPathLiteral(inner)}`}`
}

export function searchOf({ search }: Scope): SearchSql {
  if (search === undefined) throw new Error('Only the rows of a read are searched')
  return search()
}

export function targetValue(scope: Scope, target: Target): SqlValue {
  switch (target.kind) {
    case 'system':
      return scope.system(target.column, target)
    case 'field':
      return scope.field(target)
    case 'score':
      return searchOf(scope).score
    case 'file':
      if (scope.member === undefined) throw new Error('Only of files there are such members')
      return scope.member(target.member)
    case 'item':
      if (scope.self === undefined) throw new Error('Only below a quantifier there is an item')
      return scope.self(target.comparison)
  }
}
