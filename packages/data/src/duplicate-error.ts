/** A row with this name or address is there already; `constraint` names the rule that the database keeps. */
export class DuplicateError extends Error {
  readonly constraint: string

  constructor(constraint: string, cause: unknown) {
    super(`There is one already (${constraint})`, { cause })
    this.name = 'DuplicateError'
    this.constraint = constraint
  }
}
