import { type Context, createRole, type RoleInput } from '@verso/core'
import type { Store } from '@verso/data'
import fc from 'fast-check'
import { aContext, aType, anEntry } from '../../support/builders.ts'

/** What the store holds, known beforehand: people with a wage, and letters of which some are about one of them. */
interface Person {
  id: string
  madeBy: string
  name: string
  team: 'red' | 'blue'
  wage: number
}

export interface Letter {
  id: string
  madeBy: string
  title: string
  kind: 'memo' | 'note'
  weight: number
  secret: string
  to: Person | null
}

export interface Staff {
  owner: Context
  people: Person[]
  letters: Letter[]
  personTypeId: string
}

/** Two makers, six people, a dozen letters: each combination of what rules can tell apart is there. */
export async function aStaff(store: Store): Promise<Staff> {
  const [owner, other] = [await aContext(store), await aContext(store, { name: 'Bob' })]
  const { id: personTypeId } = await aType(owner, {
    name: 'person',
    titleField: 'name',
    slugField: null,
    publicRead: false,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'team', kind: 'enum', options: ['red', 'blue'] },
      { name: 'wage', kind: 'integer' },
    ],
  })
  await aType(owner, {
    name: 'letter',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', searchable: true },
      { name: 'kind', kind: 'enum', options: ['memo', 'note'] },
      { name: 'weight', kind: 'integer' },
      { name: 'secret', kind: 'text', private: true },
      { name: 'to', kind: 'reference', to: ['person'] },
    ],
  })
  const maker = (index: number) => (index % 2 === 0 ? owner : other)
  const people: Person[] = []
  for (let index = 0; index < 6; index += 1) {
    const person = { name: `P${index}`, team: index % 3 === 0 ? 'red' : 'blue', wage: index % 4 } as const
    const { row } = await anEntry(maker(index), person, 'person')
    people.push({ id: row.id, madeBy: maker(index).actor.id ?? '', ...person })
  }
  const letters: Letter[] = []
  for (let index = 0; index < 12; index += 1) {
    const to = index % 4 === 3 ? null : (people[index % 6] ?? null)
    const letter = {
      title: `L${index % 5}`,
      kind: index % 3 === 0 ? 'memo' : 'note',
      weight: (index * 7) % 5,
      secret: `s${index}`,
    } as const
    const { row } = await anEntry(maker(index + 1), { ...letter, to: to === null ? null : { _ref: to.id } }, 'letter')
    letters.push({ id: row.id, madeBy: maker(index + 1).actor.id ?? '', ...letter, to })
  }
  return { owner, people, letters, personTypeId }
}

const letterFields = ['title', 'kind', 'weight', 'secret', 'to'] as const
type LetterField = (typeof letterFields)[number]

type Rule = NonNullable<RoleInput['rules']>[number]

/** A rule in the words of a role, and what it means to a plain loop over the data. */
export interface PlainRule {
  rule: Rule
  holds: (letter: Letter, myId: string) => boolean
  gives: (field: LetterField) => boolean
}

const wheres = [
  { where: undefined, holds: () => true },
  { where: { kind: 'memo' }, holds: ({ kind }: Letter) => kind === 'memo' },
  { where: { weight: { gte: 3 } }, holds: ({ weight }: Letter) => weight >= 3 },
  { where: { 'to.team': 'red' }, holds: ({ to }: Letter) => to?.team === 'red' },
  { where: { 'to.wage': { lt: 2 } }, holds: ({ to }: Letter) => to !== null && to.wage < 2 },
  { where: { not: { kind: 'memo' } }, holds: ({ kind }: Letter) => kind !== 'memo' },
  { where: { or: [{ kind: 'memo' }, { secret: { eq: 's1' } }] }, holds: ({ kind, secret }: Letter) => kind === 'memo' || secret === 's1' },
] as const

const fieldLists: { list: string[] | undefined; gives: PlainRule['gives'] }[] = [
  { list: undefined, gives: (field) => field !== 'secret' },
  { list: ['*'], gives: (field) => field !== 'secret' },
  { list: ['*', '-weight'], gives: (field) => field !== 'secret' && field !== 'weight' },
  { list: ['-title', '-to'], gives: (field) => field === 'kind' || field === 'weight' },
  { list: ['title', 'secret'], gives: (field) => field === 'title' || field === 'secret' },
  { list: ['*', 'secret'], gives: () => true },
]

export const plainRule: fc.Arbitrary<PlainRule> = fc
  .record({ where: fc.constantFrom(...wheres), list: fc.constantFrom(...fieldLists), own: fc.boolean() })
  .map(({ where, list, own }) => ({
    rule: {
      actions: ['read'],
      types: ['letter'],
      ...(where.where === undefined ? {} : { where: where.where }),
      ...(list.list === undefined ? {} : { fields: { read: list.list } }),
      ...(own ? { own: true as const } : {}),
    },
    holds: (letter, myId) => where.holds(letter) && (!own || letter.madeBy === myId),
    gives: list.gives,
  }))

/** What somebody with some rules sees: by letter, its fields with what they hold. */
export function seenBy(rules: readonly PlainRule[], letters: readonly Letter[], myId: string): Map<string, Partial<Letter>> {
  const seen = letters.flatMap((letter) => {
    const holding = rules.filter((rule) => rule.holds(letter, myId))
    if (holding.length === 0) return []
    const fields = letterFields.filter((field) => holding.some((rule) => rule.gives(field)))
    return [[letter.id, Object.fromEntries(fields.map((field) => [field, letter[field]]))] as const]
  })
  return new Map(seen)
}

let made = 0

/** A role with these rules, made as people make it. */
export async function withRules(store: Store, owner: Context, rules: readonly PlainRule[]): Promise<Context> {
  made += 1
  const { name } = await createRole(owner, { name: `r${made}`, rules: rules.map(({ rule }) => rule) })
  return aContext(store, { roles: [name] })
}
