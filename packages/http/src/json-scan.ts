import { HttpFault } from './http-fault.ts'
import { isExactNumber } from './exact-number.ts'

const maxDepth = 64
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what is looked for
const unkeepable = /\u0000|\p{Cs}/u
const loneSurrogates = /\p{Cs}/gu

interface Frame {
  /** Names seen so far; null in an array. */
  keys: Set<string> | null
  /** The member or index that the scan stands at. */
  at: string | number
  isName: boolean
}

/**
 * Looks for what JSON.parse lets pass or loses: a member named twice, names that reach into prototypes, depth, numbers that
 * a double can't hold, U+0000 and lone surrogates, which the database can't. `text` has been parsed before, so it is valid JSON.
 */
export function scanJson(text: string): void {
  const stack: Frame[] = []
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    const frame = stack.at(-1)
    if (character === '"') {
      const end = endOfString(text, index)
      scanString(text.slice(index, end), stack)
      index = end - 1
    } else if (character === '{' || character === '[') {
      stack.push(character === '{' ? { keys: new Set(), at: '', isName: true } : { keys: null, at: 0, isName: false })
      if (stack.length > maxDepth) throw new HttpFault('invalid_request', `The body is nested deeper than ${maxDepth} levels`)
    } else if (character === '}' || character === ']') {
      stack.pop()
    } else if (character === ',' && frame !== undefined) {
      if (typeof frame.at === 'number') frame.at += 1
      else frame.isName = true
    } else if (character === ':' && frame !== undefined) {
      frame.isName = false
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      const end = endOfNumber(text, index)
      if (!isExactNumber(text.slice(index, end)))
        throw faultAt(stack, 'too_large', 'This number can not be kept exactly; send it as a string')
      index = end - 1
    }
  }
}

function scanString(raw: string, stack: Frame[]): void {
  // Raw text is valid UTF-8, so only an escape can hold what is looked for here.
  const value = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1)
  const frame = stack.at(-1)
  if (frame?.keys && frame.isName) scanName(value, frame.keys, stack)
  if (unkeepable.test(value)) {
    throw faultAt(stack, 'forbidden_character', 'U+0000 and lone surrogates can not be kept')
  }
}

function scanName(name: string, keys: Set<string>, stack: Frame[]): void {
  const frame = stack.at(-1)
  const parent = stack.at(-2)
  if (frame !== undefined) frame.at = name
  if (name === '__proto__' || (name === 'prototype' && parent?.at === 'constructor')) {
    throw faultAt(stack, 'forbidden_key', `A member may not be called "${name}"`)
  }
  if (keys.has(name)) throw faultAt(stack, 'duplicate_key', 'This member is there twice')
  keys.add(name)
}

/** What is wrong with one place, and the code of the whole answer. */
const faults = {
  too_large: 'invalid_value',
  forbidden_character: 'invalid_value',
  forbidden_key: 'forbidden_key',
  duplicate_key: 'duplicate_key',
} as const

function faultAt(stack: Frame[], fault: keyof typeof faults, message: string): HttpFault {
  const path = stack.map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return new HttpFault(faults[fault], message, { issues: [{ path: path.replaceAll(loneSurrogates, '\ufffd'), code: fault, message }] })
}

function endOfString(text: string, start: number): number {
  let index = start + 1
  while (text.charAt(index) !== '"') index += text.charAt(index) === '\\' ? 2 : 1
  return index + 1
}

function endOfNumber(text: string, start: number): number {
  let index = start + 1
  while (index < text.length && '0123456789+-.eE'.includes(text.charAt(index))) index += 1
  return index
}
