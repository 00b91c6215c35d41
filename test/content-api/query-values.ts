import { randomFrom } from '../data/random.ts'

/** Chance that a seed decides. */
export interface Dice {
  /** A whole number from 0 to below `count`. */
  below: (count: number) => number
  chance: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** At least one of them, in their order, each with a probability. */
  some: <T>(list: readonly T[], probability: number) => T[]
  shuffled: <T>(list: readonly T[]) => T[]
}

export function diceFrom(seed: number): Dice {
  const random = randomFrom(seed)
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  return {
    below,
    pick,
    chance: (probability) => random() < probability,
    some(list, probability) {
      const chosen = list.filter(() => random() < probability)
      return chosen.length > 0 ? chosen : [pick(list)]
    },
    shuffled(list) {
      const rest = [...list]
      return list.map(() => rest.splice(below(rest.length), 1)[0] as (typeof list)[number])
    },
  }
}

/** Few values of each kind, so that conditions meet some of them, and among them those that are easily taken for others. */
const texts = [
  'a',
  'A',
  'ä',
  'Ä',
  'a\u0308',
  'ab',
  'aB',
  'b',
  'Z',
  'z',
  '10',
  '9',
  ' a',
  'a b',
  'a, b',
  '%',
  '_a',
  '\\',
  '*',
  'ß',
  'SS',
  'é',
  'İ',
  'ﬁ',
  '中',
  '😀',
  '“a”',
  'a&b=c',
  '',
]
const words = ['deep water', 'shallow', 'Deep', 'a, b & c']
const values: Record<string, readonly unknown[]> = {
  text: texts,
  longText: [...texts, 'a\nb'],
  markdown: ['# a', 'a', '*b*', ''],
  slug: ['a', 'b', 'a-b', 'c9'],
  email: ['a@example.org', 'b@example.org', 'ab@example.com'],
  url: ['https://a.example/', 'https://b.example/x', 'https://a.example/?q=1,2'],
  color: ['#ffffff', '#FFFFFF', '#000000', '#12345678', '#abc'],
  enum: ['red', 'green', 'blue'],
  integer: [-3, 0, 1, 2, 10, 9_007_199_254_740_991, -9_007_199_254_740_991],
  bigint: ['0', '-5', '9007199254740993', '9007199254740992', '12', '2'],
  decimal: ['0', '0.10', '0.1', '-2.50', '2.5', '10', '9.99', '0.30000000000000000004'],
  number: [0, 0.1, 0.2, -1.5, 1e21, 5e-324, 2],
  boolean: [true, false],
  date: ['2026-01-01', '2026-02-28', '0001-01-01', '9999-12-31'],
  datetime: ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-02-28T12:30:00.000Z', '0001-01-01T00:00:00.000Z'],
  json: [{}, [], '', 0, false, { a: [1, null] }, 'x', [null]],
  location: [
    { lat: 52.52, lng: 13.405 },
    { lat: 52.4, lng: 13.06 },
    { lat: -17, lng: 179.5 },
    { lat: -17, lng: -179.5 },
    { lat: 0, lng: 0 },
  ],
}

export interface ValueKind {
  kind: string
  many?: true
  bigint?: true
}

/** A value as it is written into a field. */
export function aValue(field: ValueKind, dice: Dice): unknown {
  if (field.many === true) return dice.some(poolOf(field), 0.4).filter(() => dice.chance(0.9))
  // No two published entries have one slug: conditions meet their beginnings.
  if (field.kind === 'slug') return `${dice.pick(poolOf(field))}-${dice.below(1e9)}`
  if (field.kind === 'richText') return dice.chance(0.1) ? [] : [block(dice.pick(words), dice)]
  return dice.pick(poolOf(field))
}

/** Values to compare with: those that are in use, and for rich text its words. */
export function poolOf({ kind, bigint }: ValueKind): readonly unknown[] {
  if (kind === 'richText') return [...words, 'eep', 'DEEP', 'x']
  return values[bigint === true ? 'bigint' : kind] ?? []
}

function block(text: string, dice: Dice): object {
  const key = `k${dice.below(1e6)}`
  return { _type: 'block', _key: key, style: 'normal', markDefs: [], children: [{ _type: 'span', _key: `${key}s`, text, marks: [] }] }
}
