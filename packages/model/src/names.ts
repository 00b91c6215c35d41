const namePattern = /^[a-z][a-zA-Z0-9]{0,62}$/

/** Operators and logic of queries, also those of later versions: a field of that name could not be asked for. */
const queryWords = [
  'and',
  'or',
  'not',
  'any',
  'all',
  'none',
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'nin',
  'between',
  'contains',
  'startsWith',
  'endsWith',
  'icontains',
  'istartsWith',
  'iendsWith',
  'ieq',
  'null',
  'empty',
  'hasAny',
  'hasAll',
  'near',
  'within',
]

/** Members that every JavaScript object has: sites would read them where a field is absent. */
const objectMembers = ['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']

const reserved = new Set([...queryWords, ...objectMembers].map((name) => name.toLowerCase()))

export const nameRule = 'A name begins with a small letter and has up to 63 letters (a–z) and digits'

/** Whether a text can name a type, a field or a group. */
export function isName(text: string): boolean {
  return namePattern.test(text)
}

export function isReservedName(text: string): boolean {
  return reserved.has(text.toLowerCase())
}

/** `publishedOn` as people read it: "Published on". */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
