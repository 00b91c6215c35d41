/** Where in a request something stands: the parameter as it was written, and inside JSON the place. */
export interface Place {
  parameter: string
  /** JSON Pointer, where the parameter is JSON or the parameters came as a JSON body. */
  pointer?: string
}

/** One fault of a read's parameters. The codes are stable, part of the contract. */
export interface QueryIssue extends Place {
  code: QueryIssueCode
  message: string
}

export const queryIssueCodes = [
  'unknown_parameter',
  'duplicate_parameter',
  'conflicting_parameters',
  'malformed',
  'wrong_type',
  'out_of_range',
  'forbidden_character',
  'empty_operand',
  'unknown_field',
  'unknown_operator',
  'unknown_option',
  'unknown_locale',
  'operator_not_allowed',
  'not_a_reference',
  'not_included',
  'not_sortable',
  'not_searchable',
  'query_too_large',
  'cursor_invalid',
  'cursor_mismatch',
] as const

export type QueryIssueCode = (typeof queryIssueCodes)[number]

/** Collects all faults, so that a reader learns of every one at once. */
export interface QueryIssues {
  list: QueryIssue[]
  /** Notes a fault and gives undefined, so that a reader can end with it. */
  add: (at: Place, code: QueryIssueCode, message: string) => undefined
}

export function queryIssues(): QueryIssues {
  const list: QueryIssue[] = []
  return {
    list,
    add: (at, code, message) => {
      // A path through several types may meet the same fault in each.
      const isNew = !list.some(
        (issue) => issue.code === code && issue.message === message && issue.parameter === at.parameter && issue.pointer === at.pointer,
      )
      if (isNew) list.push({ ...at, code, message })
      return undefined
    },
  }
}
