import type { SystemColumn, Target } from '@verso/query'
import type { Parameters } from './parameters.ts'
import type { SqlValue } from './sql-value.ts'

export interface Link {
  fieldId: string
  localized: boolean
  typeIds: string[]
}

/** A row that a condition is about: a publication or a draft, under an alias, and the ways from it to its values and targets. */
export interface Scope {
  parameters: Parameters
  system: (column: SystemColumn) => SqlValue
  field: (target: Extract<Target, { kind: 'field' }>) => SqlValue
  /** What to select from, and the scope of the target there, to reach the targets of a reference field that may be seen. */
  follow: (link: Link) => { from: string; where: string; target: Scope }
}

export function targetValue(scope: Scope, target: Target): SqlValue {
  return target.kind === 'system' ? scope.system(target.column) : scope.field(target)
}
