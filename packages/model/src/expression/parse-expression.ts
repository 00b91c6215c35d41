import {
  type BinaryOperator,
  type ExpressionFault,
  type ExpressionNode,
  keywords,
  maxNodes,
  notPrecedence,
  type ParsedExpression,
  precedence,
  signPrecedence,
} from './expression-node.ts'
import { parseTemplate } from './parse-template.ts'
import { type Token, tokenize } from './tokenize.ts'

const maxDepth = 32

/**
 * What a computed field is made of: a template (`{first} {last}`), or with a leading `=` an expression (`= price * 1.19`).
 *
 *     expression = expression operator expression | "-" expression | "not" expression | "(" expression ")" | value
 *     operator   = or | and | == != < <= > >= | + - | * / %          (loosest first; "not" stands between "and" and "==")
 *     value      = 12 | 1.5 | "text" | true | false | null | field | function "(" expression, … ")"
 *     field      = name | component.name | {name}                    (stored: {#id} and {#id/id})
 *
 * It has at most 300 values and 32 levels. In a template, `{{` and `}}` stand for braces.
 */
export function parseExpression(text: string): ParsedExpression {
  const start = text.length - text.trimStart().length
  if (text[start] !== '=') return parseTemplate(text)
  return parseFormula(text, start + 1)
}

/** A rule, or when a field is shown: always an expression, with or without the leading `=`. */
export function parseCondition(text: string): ParsedExpression {
  const start = text.length - text.trimStart().length
  return parseFormula(text, text[start] === '=' ? start + 1 : 0)
}

function parseFormula(text: string, from: number): ParsedExpression {
  // Blanks in place of what isn't part of it, so that places stay those of the whole text.
  const tokens = tokenize(' '.repeat(from) + text.slice(from))
  if (!Array.isArray(tokens)) return { fault: tokens }
  const reading: Reading = { tokens, next: 0, depth: 0, nodes: 0, fault: null }
  const node = readBinary(reading, 0)
  const rest = peek(reading)
  if (reading.fault === null && rest.kind !== 'end') note(reading, rest.at, 'Here should be an operator, or the end')
  return reading.fault === null && node !== null ? { node } : { fault: reading.fault ?? { at: from, message: 'This is not an expression' } }
}

interface Reading {
  tokens: Token[]
  next: number
  depth: number
  nodes: number
  /** The first fault; nothing is read beyond it. */
  fault: ExpressionFault | null
}

/** An operand and all operators that follow it and bind at least that tight. */
function readBinary(reading: Reading, least: number): ExpressionNode | null {
  reading.depth += 1
  if (reading.depth > maxDepth) return note(reading, peek(reading).at, `An expression has at most ${maxDepth} levels`)
  let left = readUnary(reading)
  for (let operator = binaryAt(peek(reading)); left !== null && operator !== null; operator = binaryAt(peek(reading))) {
    const tightness = precedence[operator]
    if (tightness < least) break
    const { at } = peek(reading)
    reading.next += 1
    const right = readBinary(reading, tightness + 1)
    if (right === null) return null
    left = { kind: 'binary', operator, left, right, at }
    if (tightness === precedence['=='] && precedenceAt(reading) === tightness)
      return note(reading, peek(reading).at, 'Comparisons don’t follow one another; join them with "and"')
  }
  reading.depth -= 1
  return left
}

function readUnary(reading: Reading): ExpressionNode | null {
  const token = peek(reading)
  reading.nodes += 1
  if (reading.nodes > maxNodes) return note(reading, token.at, `An expression has at most ${maxNodes} values`)
  const operator = isText(token, 'sign', '-') ? '-' : isText(token, 'word', 'not') ? 'not' : null
  if (operator === null) return readValue(reading)
  reading.next += 1
  const of = readBinary(reading, operator === '-' ? signPrecedence : notPrecedence)
  return of === null ? null : { kind: 'unary', operator, of, at: token.at }
}

function readValue(reading: Reading): ExpressionNode | null {
  const token = peek(reading)
  reading.next += 1
  if (token.kind === 'field') return { kind: 'field', path: token.path, at: token.at }
  if (token.kind === 'number' || token.kind === 'text') return { kind: token.kind, text: token.text, at: token.at }
  if (isText(token, 'sign', '(')) {
    const inner = readBinary(reading, 0)
    return inner === null || !expect(reading, ')') ? null : inner
  }
  if (token.kind !== 'word')
    return note(reading, token.at, token.kind === 'end' ? 'Something is missing at the end' : 'Here should be a value')
  if (isText(peek(reading), 'sign', '(')) return readCall(reading, token.text, token.at)
  if (token.text === 'true' || token.text === 'false') return { kind: 'constant', value: token.text === 'true', at: token.at }
  if (token.text === 'null') return { kind: 'constant', value: null, at: token.at }
  if (keywords.includes(token.text)) return note(reading, token.at, `Here should be a value, not "${token.text}"`)
  return { kind: 'field', path: { by: 'name', segments: token.text.split('.') }, at: token.at }
}

function readCall(reading: Reading, name: string, at: number): ExpressionNode | null {
  reading.next += 1
  const args: ExpressionNode[] = []
  if (isText(peek(reading), 'sign', ')')) {
    reading.next += 1
    return { kind: 'call', name, args, at }
  }
  do {
    const arg = readBinary(reading, 0)
    if (arg === null) return null
    args.push(arg)
  } while (skip(reading, ','))
  return expect(reading, ')') ? { kind: 'call', name, args, at } : null
}

function peek({ tokens, next }: Reading): Token {
  return tokens[next] ?? { kind: 'end', at: tokens.at(-1)?.at ?? 0 }
}

function skip(reading: Reading, sign: string): boolean {
  const found = isText(peek(reading), 'sign', sign)
  if (found) reading.next += 1
  return found
}

function expect(reading: Reading, sign: string): boolean {
  if (skip(reading, sign)) return true
  note(reading, peek(reading).at, `Here should be "${sign}"`)
  return false
}

function note(reading: Reading, at: number, message: string): null {
  reading.fault ??= { at, message }
  return null
}

function isText(token: Token, kind: 'sign' | 'word', text: string): boolean {
  return token.kind === kind && token.text === text
}

function binaryAt(token: Token): BinaryOperator | null {
  if (token.kind !== 'sign' && token.kind !== 'word') return null
  return Object.hasOwn(precedence, token.text) ? (token.text as BinaryOperator) : null
}

function precedenceAt(reading: Reading): number | null {
  const operator = binaryAt(peek(reading))
  return operator === null ? null : precedence[operator]
}
