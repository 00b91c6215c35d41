import type { FlatContent } from '../content.ts'
import { parseDate, parseDatetime } from '../times.ts'
import { addExact, divideExact, type ExactNumber, isExact, multiplyExact, negateExact, parseExact, remainderExact } from './exact-number.ts'
import { compareValues, expressionFunctions, joinTexts, sameType } from './expression-functions.ts'
import type { ArithmeticOperator, BinaryOperator, ComparisonOperator, ExpressionFault, ExpressionNode } from './expression-node.ts'
import { printFieldPath } from './field-path.ts'
import { type FieldScope, findField, type FoundField } from './field-scope.ts'
import { valueAt } from './value-at.ts'
import { isNumeric, toValue, type Value, type ValueType } from './value-type.ts'

/** An expression that is ready to run: it gives a value of its type, or null, for any content, in time that grows with both alone. */
export interface CompiledExpression {
  type: ValueType
  run: (flat: FlatContent) => Value
  /** The fields that it looks at. */
  inputs: FoundField[]
}

interface Compiled {
  type: ValueType
  run: (flat: FlatContent) => Value
}

interface Compiling {
  scope: FieldScope
  inputs: FoundField[]
  fault: ExpressionFault | null
}

/** Looks up the fields of an expression and finds out the types of its parts, before any value is there; or says what is wrong. */
export function compileExpression(node: ExpressionNode, scope: FieldScope): CompiledExpression | { fault: ExpressionFault } {
  const compiling: Compiling = { scope, inputs: [], fault: null }
  const compiled = compile(node, compiling)
  if (compiled === null) return { fault: compiling.fault ?? { at: node.at, message: 'This is not an expression' } }
  return { ...compiled, inputs: compiling.inputs }
}

function compile(node: ExpressionNode, compiling: Compiling): Compiled | null {
  switch (node.kind) {
    case 'number': {
      const value = parseExact(node.text)
      return value === null ? note(compiling, node.at, 'This number is too long') : { type: 'number', run: () => value }
    }
    case 'text':
      return { type: 'text', run: () => node.text }
    case 'constant':
      return { type: node.value === null ? 'nothing' : 'boolean', run: () => node.value }
    case 'field':
      return compileField(node, compiling)
    case 'call':
      return compileCall(node, compiling)
    case 'unary':
      return compileUnary(node, compiling)
    case 'binary':
      return compileBinary(node, compiling)
    case 'template':
      return compileTemplate(node, compiling)
  }
}

function compileField(node: Extract<ExpressionNode, { kind: 'field' }>, compiling: Compiling): Compiled | null {
  const found = findField(compiling.scope, node.path)
  if (found === null) {
    compiling.fault ??= { at: node.at, message: `There is no field "${printFieldPath(node.path)}" to look at here`, isUnknownField: true }
    return null
  }
  compiling.inputs.push(found)
  const { ids, field, type } = found
  return { type, run: (flat) => toValue(valueAt(flat, ids), type, field) }
}

/** Words with fields between them. What is missing leaves a gap that isn't seen at the ends; nothing at all is missing. */
function compileTemplate({ parts }: Extract<ExpressionNode, { kind: 'template' }>, compiling: Compiling): Compiled | null {
  const compiled = compileAll(parts, compiling)
  if (compiled === null) return null
  const unfit = compiled.findIndex(({ type }) => type === 'other')
  if (unfit !== -1) return note(compiling, parts[unfit]?.at ?? 0, 'The values of this field are no texts, numbers or dates')
  const hasFields = parts.some((part) => part.kind === 'field')
  return {
    type: 'text',
    run: (flat) => {
      const values = compiled.map(({ run }) => run(flat))
      const isEmpty = hasFields && parts.every((part, index) => part.kind === 'text' || values[index] === null)
      const text = isEmpty ? null : joinTexts(values)
      return typeof text === 'string' ? text.trim() : null
    },
  }
}

function compileCall(node: Extract<ExpressionNode, { kind: 'call' }>, compiling: Compiling): Compiled | null {
  const made = Object.hasOwn(expressionFunctions, node.name) ? expressionFunctions[node.name] : undefined
  if (made === undefined)
    return note(compiling, node.at, `There is no function "${node.name}"; there are ${Object.keys(expressionFunctions).join(', ')}`)
  if (node.args.length < made.least || node.args.length > made.most) {
    const count = made.least === made.most ? String(made.least) : `${made.least} to ${made.most}`
    return note(compiling, node.at, `"${node.name}" takes ${count} ${count === '1' ? 'value' : 'values'}`)
  }
  const args = compileAll(node.args, compiling)
  if (args === null) return null
  const type = made.result(args.map((arg) => arg.type))
  if (typeof type !== 'string') return note(compiling, node.at, `"${node.name}" ${type.message}`)
  return {
    type,
    run: (flat) => {
      const values = args.map(({ run }) => run(flat))
      return made.takesMissing !== true && values.includes(null) ? null : made.run(values)
    },
  }
}

function compileUnary(node: Extract<ExpressionNode, { kind: 'unary' }>, compiling: Compiling): Compiled | null {
  const of = compile(node.of, compiling)
  if (of === null) return null
  if (node.operator === '-') {
    if (!isNumeric(of.type)) return note(compiling, node.at, '"-" takes a number')
    return { type: of.type, run: (flat) => withNumber(of.run(flat), negateExact) }
  }
  if (of.type !== 'boolean') return note(compiling, node.at, '"not" takes a condition')
  return {
    type: 'boolean',
    run: (flat) => {
      const value = of.run(flat)
      return typeof value === 'boolean' ? !value : null
    },
  }
}

function compileBinary(node: Extract<ExpressionNode, { kind: 'binary' }>, compiling: Compiling): Compiled | null {
  const left = compile(node.left, compiling)
  const right = left === null ? null : compile(node.right, compiling)
  if (left === null || right === null) return null
  const { operator } = node
  if (isArithmetic(operator)) {
    if (!isNumeric(left.type) || !isNumeric(right.type))
      return note(compiling, node.at, `"${operator}" takes numbers${operator === '+' ? '; texts are joined with concat(…)' : ''}`)
    const calculate = arithmetic[operator]
    return {
      type: left.type === 'decimal' || right.type === 'decimal' ? 'decimal' : 'number',
      run: (flat) => withNumber(left.run(flat), (one) => withNumber(right.run(flat), (other) => calculate(one, other))),
    }
  }
  if (operator !== 'and' && operator !== 'or') return compileComparison({ ...node, operator }, { left, right }, compiling)
  if (left.type !== 'boolean' || right.type !== 'boolean') return note(compiling, node.at, `"${operator}" takes two conditions`)
  return { type: 'boolean', run: (flat) => decide(operator === 'or', left.run(flat), () => right.run(flat)) }
}

/** Of `and` one false decides, of `or` one true; otherwise what isn't known makes the whole unknown. */
function decide(decisive: boolean, left: Value, right: () => Value): Value {
  if (left === decisive) return decisive
  const other = right()
  if (other === decisive) return decisive
  return left === null || other === null ? null : !decisive
}

type ComparisonNode = Extract<ExpressionNode, { kind: 'binary' }> & { operator: ComparisonOperator }

function compileComparison(node: ComparisonNode, sides: { left: Compiled; right: Compiled }, compiling: Compiling): Compiled | null {
  const { operator, at } = node
  const isEquality = operator === '==' || operator === '!='
  if (sides.left.type === 'nothing' || sides.right.type === 'nothing') {
    if (!isEquality) return note(compiling, at, `"${operator}" needs a value on both sides`)
    const { run } = sides.left.type === 'nothing' ? sides.right : sides.left
    return { type: 'boolean', run: (flat) => (run(flat) === null) === (operator === '==') }
  }
  const left = asDate(node.left, sides.left, sides.right.type)
  const right = asDate(node.right, sides.right, sides.left.type)
  if (left === null || right === null) return note(compiling, at, 'This is not a date such as "2026-11-22"')
  const type = sameType([left.type, right.type])
  if (typeof type !== 'string' || !(comparable.includes(type) || (isEquality && type === 'boolean')))
    return note(compiling, at, `These can’t be compared by "${operator}"`)
  const holds = comparisons[operator]
  return {
    type: 'boolean',
    run: (flat) => {
      const [one, other] = [left.run(flat), right.run(flat)]
      return one === null || other === null ? null : holds(compareValues(one, other))
    },
  }
}

const comparable: readonly ValueType[] = ['text', 'number', 'decimal', 'date', 'datetime']

/** A text that is written beside a date is meant as one. */
function asDate(node: ExpressionNode, compiled: Compiled, other: ValueType): Compiled | null {
  if (node.kind !== 'text' || (other !== 'date' && other !== 'datetime')) return compiled
  const value = other === 'date' ? parseDate(node.text) : (parseDatetime(node.text) ?? parseDatetime(`${node.text}T00:00:00Z`))
  return value === null ? null : { type: other, run: () => value }
}

const arithmetic: Record<ArithmeticOperator, (one: ExactNumber, other: ExactNumber) => ExactNumber | null> = {
  '+': addExact,
  '-': (one, other) => addExact(one, negateExact(other)),
  '*': multiplyExact,
  '/': divideExact,
  '%': remainderExact,
}

const comparisons: Record<ComparisonOperator, (order: number) => boolean> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function isArithmetic(operator: BinaryOperator): operator is ArithmeticOperator {
  return Object.hasOwn(arithmetic, operator)
}

function compileAll(nodes: readonly ExpressionNode[], compiling: Compiling): Compiled[] | null {
  const all: Compiled[] = []
  for (const node of nodes) {
    const compiled = compile(node, compiling)
    if (compiled === null) return null
    all.push(compiled)
  }
  return all
}

function withNumber(value: Value, use: (number: ExactNumber) => Value): Value {
  return isExact(value) ? use(value) : null
}

function note(compiling: Compiling, at: number, message: string): null {
  compiling.fault ??= { at, message }
  return null
}
