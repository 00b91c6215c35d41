import pg from 'pg'

/** The values of a statement: they stand beside its text, never in it. */
export interface Parameters {
  values: unknown[]
  /** Gives the placeholder that stands for the value. */
  add: (value: unknown, type: string) => string
}

export function createParameters(): Parameters {
  const values: unknown[] = []
  return {
    values,
    add(value, type) {
      values.push(value)
      return `$${values.length}::${type}`
    },
  }
}

/** A field's id as a literal, so that an index on the field's expression can serve; nothing but an id gets through. */
export function idLiteral(id: string): string {
  if (!isId(id)) throw new Error(`"${id}" is not an id`)
  return `'${id}'`
}

export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
}

/** Ids on the way into components, joined by `/`, as a literal; `#` at the end stands for the items of a list. */
export function idPathLiteral(path: string): string {
  for (const id of path.replace(/\/#$/, '').split('/')) idLiteral(id)
  return `'${path}'`
}

/** A text of the model as a literal, for the same reason. */
export function textLiteral(text: string): string {
  return pg.escapeLiteral(text).trim()
}

/** A whole number as a literal: the planner of PostgreSQL has to know a limit. */
export function integerLiteral(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is not a count`)
  return String(value)
}
