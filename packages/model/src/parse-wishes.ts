import type { CrossFieldRule } from './content-type.ts'
import type { IssueList } from './issue-list.ts'
import { parseText, refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'

/** What a field says of other fields, by their names: it is looked up when all fields are known. Null is what was found faulty already. */
export interface FieldWishes {
  expression?: string | null | undefined
  rules?: (CrossFieldRule | null)[] | undefined
  showIf?: string | null | undefined
  uniqueWithin?: string | undefined
}

/** Characters of an expression as people write it. */
const maxText = 10_000
const maxRules = 20

export function parseWishes(settings: Record<string, unknown>, list: IssueList): FieldWishes {
  return {
    expression: parseExpressionText(settings.expression, '/expression', list),
    rules: parseRules(settings.rules, list),
    showIf: parseExpressionText(settings.showIf, '/showIf', list),
    uniqueWithin: parseText(settings.uniqueWithin, { path: '/uniqueWithin', max: 63 }, list),
  }
}

/** An empty text says nothing, as a form sends it. */
function parseExpressionText(value: unknown, path: string, list: IssueList): string | null | undefined {
  const text = parseText(value, { path, max: maxText }, list)
  if (text === undefined) return value === undefined || value === null ? undefined : null
  return text.trim() === '' ? undefined : text
}

function parseRules(value: unknown, list: IssueList): (CrossFieldRule | null)[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.length > maxRules) return list.add('/rules', 'wrong_type', `Rules are a list of at most ${maxRules}`)
  const rules = value.map((item, index) => parseRule(item, list.at(`/rules/${index}`)) ?? null)
  return rules.length === 0 ? undefined : rules
}

function parseRule(item: unknown, list: IssueList): CrossFieldRule | undefined {
  if (!isPlainObject(item)) return list.add('', 'wrong_type', 'A rule is an object with an expression and a message')
  refuseUnknownMembers(item, ['expression', 'message'], list)
  const expression = parseExpressionText(item.expression, '/expression', list)
  const message = parseText(item.message, { path: '/message', max: 300 }, list)
  if (expression === null) return undefined
  if (expression === undefined)
    return list.add('/expression', 'required', 'A rule needs an expression that must hold, such as end >= start')
  return { expression, ...(message === undefined || message === '' ? {} : { message }) }
}
