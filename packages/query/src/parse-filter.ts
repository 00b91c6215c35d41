import { findDuplicateMember } from './find-duplicate-member.ts'
import { limits } from './limits.ts'
import { isSaidByLocale } from './locale-target.ts'
import { isOperatorName, isQuantifierName } from './operators.ts'
import type { QueryIssues } from './query-issue.ts'
import { type Raw, rawFromJson } from './raw.ts'
import type { OperatorName, QuantifierName } from './read-plan.ts'
import type { FilterNode } from './read-request.ts'

interface Walk {
  issues: QueryIssues
  nodes: number
}

/** Conditions by brackets, as a JSON text, or inside a JSON body: one tree. An empty condition is refused, since it would say "everything". */
export function parseFilter(raw: Raw, issues: QueryIssues): FilterNode | undefined {
  const walk: Walk = { issues, nodes: 0 }
  if (raw.kind === 'map') return parseAll(raw, { walk, depth: 0 })
  if (raw.kind !== 'text') return issues.add(raw.at, 'wrong_type', 'A filter is an object')
  if (raw.text.trim() === '') return issues.add(raw.at, 'empty_operand', 'An empty filter has no meaning')
  const parsed = parseJsonText(raw.text)
  if (parsed === undefined) return issues.add(raw.at, 'malformed', 'This is not JSON')
  const duplicate = findDuplicateMember(raw.text)
  if (duplicate !== null) return issues.add(raw.at, 'duplicate_parameter', `"${duplicate}" is given twice in one object`)
  const json = rawFromJson(parsed.value, { ...raw.at, pointer: '' }, issues)
  if (json === undefined) return undefined
  return json.kind === 'map' ? parseAll(json, { walk, depth: 0 }) : issues.add(json.at, 'wrong_type', 'A filter is an object')
}

function parseJsonText(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

interface Position {
  walk: Walk
  /** Levels of logic above. */
  depth: number
  /** Whether a quantifier stands above, so that conditions are about an item of a list. */
  isItem?: boolean | undefined
}

/** All members of a map hold together. */
function parseAll(raw: Raw & { kind: 'map' }, position: Position): FilterNode | undefined {
  if (raw.members.size === 0) return position.walk.issues.add(raw.at, 'empty_operand', 'An empty condition has no meaning')
  const nodes = [...raw.members].map(([name, member]) => parseMember(name, member, position))
  const known = nodes.filter((node) => node !== undefined)
  const [first] = known
  return known.length === 1 ? first : { kind: 'and', of: known }
}

function parseMember(name: string, raw: Raw, { walk, depth, isItem }: Position): FilterNode | undefined {
  // Below a quantifier an operator without a path is said of the item itself.
  if (isItem === true && isOperatorName(name)) return comparison({ path: '', operator: name }, raw, walk)
  if (name !== 'and' && name !== 'or' && name !== 'not') return parseConditions(name, raw, { walk, depth })
  if (isTooNested(raw, { walk, depth }) || !count(walk, raw)) return undefined
  if (name === 'not') {
    const of = parsePart(raw, { walk, depth: depth + 1, isItem })
    return of === undefined ? undefined : { kind: 'not', of }
  }
  const parts = partsOf(raw, walk.issues)
  if (parts === undefined) return undefined
  if (parts.length === 0) return walk.issues.add(raw.at, 'empty_operand', `"${name}" of nothing has no meaning`)
  return { kind: name, of: parts.flatMap((part) => parsePart(part, { walk, depth: depth + 1, isItem }) ?? []) }
}

function isTooNested(raw: Raw, { walk, depth }: Position): boolean {
  if (depth < limits.filterDepth) return false
  walk.issues.add(raw.at, 'query_too_large', `Logic nests up to ${limits.filterDepth} levels`)
  return true
}

function parsePart(raw: Raw, position: Position): FilterNode | undefined {
  if (raw.kind === 'map') return parseAll(raw, position)
  return position.walk.issues.add(raw.at, 'wrong_type', 'This must be an object of conditions')
}

/** The parts of `and` and `or`: a JSON list, or indexes 0–99 in their order. */
function partsOf(raw: Raw, issues: QueryIssues): Raw[] | undefined {
  if (raw.kind === 'list') return raw.items
  if (raw.kind !== 'map' || raw.at.pointer !== undefined) return issues.add(raw.at, 'wrong_type', 'This must be a list of conditions')
  const wrong = [...raw.members].find(([name]) => !/^(?:0|[1-9]\d?)$/.test(name))
  if (wrong !== undefined) return issues.add(wrong[1].at, 'malformed', 'The parts are numbered from 0 to 99')
  return [...raw.members].sort(([one], [other]) => Number(one) - Number(other)).map(([, part]) => part)
}

/** What is asked of one path: `eq` in short, operators, or quantifiers with a further condition. */
function parseConditions(path: string, raw: Raw, { walk, depth }: Position): FilterNode | undefined {
  if (raw.kind !== 'map') {
    if (raw.kind === 'texts' || raw.kind === 'list')
      return walk.issues.add(raw.at, 'wrong_type', 'Name an operator for a list, such as "in"')
    return comparison({ path, operator: 'eq' }, raw, walk)
  }
  if (raw.members.size === 0) return walk.issues.add(raw.at, 'empty_operand', 'An empty condition has no meaning')
  const nodes = [...raw.members].map(([name, operand]): FilterNode | undefined => {
    if (isQuantifierName(name)) return parseQuantified({ path, quantifier: name }, operand, { walk, depth })
    if (isSaidByLocale(path) && !isOperatorName(name)) return parseConditions(`${path}.${name}`, operand, { walk, depth })
    if (isOperatorName(name)) return comparison({ path, operator: name }, operand, walk)
    return walk.issues.add(
      operand.at,
      'unknown_operator',
      `There is no operator "${name}"; a path is written with dots in one bracket, as in filter[author.name][eq]`,
    )
  })
  const known = nodes.filter((node) => node !== undefined)
  const [first] = known
  return known.length === 1 ? first : { kind: 'and', of: known }
}

function comparison({ path, operator }: { path: string; operator: OperatorName }, raw: Raw, walk: Walk): FilterNode | undefined {
  return count(walk, raw) ? { kind: 'compare', path, operator, operand: raw, at: raw.at } : undefined
}

/** `filter[tags][any][name][eq]=x`: what stands behind it is about one item of the list. */
function parseQuantified(
  { path, quantifier }: { path: string; quantifier: QuantifierName },
  raw: Raw,
  { walk, depth }: Position,
): FilterNode | undefined {
  if (isTooNested(raw, { walk, depth }) || !count(walk, raw)) return undefined
  const of = parsePart(raw, { walk, depth: depth + 1, isItem: true })
  return of === undefined ? undefined : { kind: 'quantified', quantifier, path, of, at: raw.at }
}

function count(walk: Walk, raw: Raw): boolean {
  walk.nodes += 1
  // Said once: the rest of a too large filter isn't looked at.
  if (walk.nodes === limits.filterNodes + 1)
    walk.issues.add(raw.at, 'query_too_large', `A filter has at most ${limits.filterNodes} conditions`)
  return walk.nodes <= limits.filterNodes
}
