import { isPlainObject } from '@verso/model'
import { isOperatorName, isQuantifierName } from '@verso/query'

type Conditions = Record<string, unknown>

/**
 * Conditions in the nested form of GraphQL as the JSON that every read takes, where paths are dotted. Operators, quantifiers and logic are
 * no names of fields, so that the form alone says what is what; whether it means something is for the plan.
 */
export function readConditions(value: unknown): unknown {
  return isPlainObject(value) ? conditionsAt('', value) : value
}

function conditionsAt(path: string, value: Record<string, unknown>): Conditions {
  const byPath = new Map<string, unknown>()
  for (const [name, inner] of Object.entries(value)) {
    if (path === '' && (name === 'and' || name === 'or'))
      byPath.set(name, Array.isArray(inner) ? inner.map((one) => readConditions(one)) : inner)
    else if (path === '' && name === 'not') byPath.set(name, readConditions(inner))
    else addMember(byPath, path, { name, inner })
  }
  return Object.fromEntries(byPath)
}

function addMember(byPath: Map<string, unknown>, path: string, { name, inner }: { name: string; inner: unknown }): void {
  const isWord = isOperatorName(name) || isQuantifierName(name)
  const here = path === '' ? name : `${path}.${name}`
  // Without a path an operator is said of the item that a quantifier looks at.
  if (isWord && path === '') byPath.set(name, inner)
  else if (isWord) addTo(byPath, path, { [name]: isQuantifierName(name) ? readConditions(inner) : inner })
  else if (!isPlainObject(inner)) addTo(byPath, here, { eq: inner })
  else if (Object.keys(inner).length === 0) byPath.set(here, {})
  else for (const [deeper, conditions] of Object.entries(conditionsAt(here, inner))) addTo(byPath, deeper, conditions)
}

function addTo(byPath: Map<string, unknown>, path: string, conditions: unknown): void {
  const before = byPath.get(path)
  byPath.set(path, isPlainObject(before) && isPlainObject(conditions) ? { ...before, ...conditions } : conditions)
}
