import type { ExpressionFault, FieldPath } from './expression-node.ts'
import { parseFieldPath } from './field-path.ts'

export type Token =
  | { kind: 'number' | 'text' | 'word' | 'sign'; text: string; at: number }
  | { kind: 'field'; path: FieldPath; at: number }
  | { kind: 'end'; at: number }

const space = /\s*/y
const numeral = /\d+(?:\.\d+)?/y
const word = /[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*/y
const sign = /==|!=|<=|>=|[-+*/%()<>,=]/y
const quoted = /"(?:[^"\\]|\\["\\])*"|'(?:[^'\\]|\\['\\])*'/y
const braced = /\{([^{}]*)\}/y

/** The words and signs of an expression, the end last; a fault instead where there is something else. */
export function tokenize(text: string): Token[] | ExpressionFault {
  const tokens: Token[] = []
  let at = matchAt(space, text, 0)?.length ?? 0
  while (at < text.length) {
    const found = tokenAt(text, at)
    if ('message' in found) return found
    tokens.push(found.token)
    at += found.length
    at += matchAt(space, text, at)?.length ?? 0
  }
  tokens.push({ kind: 'end', at: text.length })
  return tokens
}

function tokenAt(text: string, at: number): { token: Token; length: number } | ExpressionFault {
  const number = matchAt(numeral, text, at)
  if (number !== undefined) return { token: { kind: 'number', text: number, at }, length: number.length }
  const name = matchAt(word, text, at)
  if (name !== undefined) return { token: { kind: 'word', text: name, at }, length: name.length }
  const operator = matchAt(sign, text, at)
  if (operator !== undefined) return { token: { kind: 'sign', text: operator === '=' ? '==' : operator, at }, length: operator.length }
  const quotation = matchAt(quoted, text, at)
  if (quotation !== undefined)
    return { token: { kind: 'text', text: quotation.slice(1, -1).replace(/\\(.)/gs, '$1'), at }, length: quotation.length }
  const braces = matchAt(braced, text, at)
  if (braces === undefined) return { at, message: faultOf(text.charAt(at)) }
  const path = parseFieldPath(braces.slice(1, -1))
  return path === null
    ? { at, message: 'Between braces stands the name of a field' }
    : { token: { kind: 'field', path, at }, length: braces.length }
}

function faultOf(character: string): string {
  if (character === '"' || character === "'") return 'This text has no end: a quotation mark is missing'
  return character === '{' ? 'This brace has no end' : `"${character}" has no meaning here`
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
