import type { Field, IssueCode, Json } from '@verso/model'

export const id = '0190a000-0000-7000-8000-0000000000aa'
const emoji = '👩‍👧'
export const block = (text: string) => ({ _type: 'block', _key: 'a', children: [{ _type: 'span', text }] })

/** What goes in and, where it isn't the same, what is stored. */
export type Taken = [given: unknown, stored?: Json]
export type Refused = [given: unknown, code: IssueCode, path?: string]

export interface Expectation {
  settings?: Partial<Field>
  takes: Taken[]
  refuses: Refused[]
  /** Stored values and what filters and sorts see of them. */
  compares: [Json, Json][]
  missing: Json[]
  breaks?: [Json, Partial<Field>, IssueCode[]][]
}

export const texts = {
  takes: [[''], ['a'], [`${emoji} – ünïcode\t\r\n`], [' spaced ']] as Taken[],
  refuses: [
    [1, 'wrong_type'],
    [true, 'wrong_type'],
    [['a'], 'wrong_type'],
    [{ en: 'a' }, 'wrong_type'],
    ['a\u0000b', 'forbidden_character'],
    ['lone \ud800', 'forbidden_character'],
    ['\udc00 lone', 'forbidden_character'],
  ] as Refused[],
  compares: [['Zebra', 'Zebra']] as [Json, Json][],
  missing: [''] as Json[],
}

/** What no text of a stricter form takes. */
export const notTexts: Refused[] = [
  [1, 'wrong_type'],
  [true, 'wrong_type'],
  [['a'], 'wrong_type'],
  [{ en: 'a' }, 'wrong_type'],
  ['a\u0000', 'forbidden_character'],
  ['\ud800', 'forbidden_character'],
  ['', 'wrong_format'],
]
export const nines = (count: number) => '9'.repeat(count)

export function nested(depth: number): Json {
  let value: Json = []
  for (let level = 1; level < depth; level += 1) value = [value]
  return value
}
