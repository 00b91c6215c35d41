import pg from 'pg'

/** The values of a statement: they stand beside its text, never in it. */
export interface Parameters {
  values: unknown[]
  /** Gives the placeholder that stands for the value. */
  add: (value: unknown, type: string) => string
  placeholders: string[]
}

/** Behind those that a statement has already, where it has some. */
export function createParameters(before: readonly unknown[] = []): Parameters {
  const values: unknown[] = [...before]
  const placeholders: string[] = []
  return {
    values,
    placeholders,
    add(value, type) {
      values.push(value)
      const placeholder = `$${values.length}::${type}`
      placeholders.push(placeholder)
      return placeholder
    },
  }
}

/**
 * A condition that is always true, to be put behind a text that leaves some of its parameters unused: PostgreSQL refuses these. What hides a
 * value is made with the value, of which a statement may need only a part.
 */
export function useAll(text: string, { placeholders }: Parameters, before: 'where' | 'and'): string {
  const unused = placeholders.filter((placeholder) => !text.includes(placeholder))
  return unused.length === 0 ? text : `${text} ${before} ${unused.map((placeholder) => `(${placeholder} is null or true)`).join(' and ')}`
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
