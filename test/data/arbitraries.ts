import type { FlatContent, Json } from '@verso/model'
import { type Condition, type OperatorName, operators, type SortKey, type Target } from '@verso/query'
import fc from 'fast-check'
import { article, colours, type Doc, fieldIds as f, person } from './library.ts'

/** Few values, so that they meet often; among them what SQL patterns, collations and JSON could trip over. */
const text = fc.constantFrom(
  'a',
  'A',
  'ab',
  'á',
  'b',
  'Z',
  'z',
  '%',
  '_',
  '\\',
  '100%',
  "o'b",
  '"q"',
  ' ',
  '',
  'ß',
  'ss',
  '10',
  '9',
  '👩',
  'e\u0301',
  'é',
)
const whole = fc.constantFrom(-3, 0, 1, 2, 10, 9007199254740991)
const decimal = fc.constantFrom(-0.5, 0, 0.1, 0.30000000000000004, 1, 1e21, 1e-9)
/** As it is written, and as it is compared. */
const exact = fc.constantFrom('1', '1.00', '-0', '0.0', '-7.5', '10', '9', '0.1', '123456789012345678901234567890.1', '9'.repeat(100))
const exactOperand = fc.constantFrom(
  '1',
  '0',
  '-7.5',
  '10',
  '9',
  '123456789012345678901234567890.1',
  '9'.repeat(100),
  `-${'9'.repeat(100)}`,
)
const large = fc.constantFrom('0', '-1', '9', '10', '9007199254740992', '9007199254740993', '9'.repeat(100))
const paint = fc.constantFrom('#FFF', '#ffffff', '#000', '#12345678')
const place = fc.constantFrom<Json>(
  { lat: 0, lng: 0 },
  { lat: 90, lng: -180 },
  { lat: 52.52, lng: 13.405 },
  { lat: 52.4, lng: 13.06 },
  { lat: -17.7, lng: 178 },
  { lat: -16.5, lng: -179.9 },
)
const day = fc.constantFrom('0001-01-01', '2025-12-31', '2026-01-01', '9999-12-31')
const moment = fc.constantFrom('2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z')
const colour = fc.constantFrom(...colours)
const peopleIds = Array.from({ length: 5 }, (_, index) => `0d000000-0000-7000-8000-00000000000${index}`)
const articleIds = Array.from({ length: 14 }, (_, index) => `0e000000-0000-7000-8000-0000000000${String(index).padStart(2, '0')}`)
const mediaIds = ['0f000000-0000-7000-8000-000000000001', '0f000000-0000-7000-8000-000000000002']
const personLink = fc.constantFrom(...peopleIds).map((id): Json => ({ _ref: id }))
const mediaLink = fc.constantFrom(...mediaIds).map((id): Json => ({ _media: id }))

function fields(values: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<FlatContent> {
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<FlatContent>
}

const personFields = fields({ [f.age]: whole, [f.teacher]: personLink }).chain((rest) =>
  fc.option(text, { nil: undefined }).map((name): FlatContent => (name === undefined ? rest : { ...rest, [f.name]: name })),
)
const articleFields = fields({
  [f.title]: text,
  [f.rating]: whole,
  [f.price]: decimal,
  [f.isNew]: fc.boolean(),
  [f.day]: day,
  [f.moment]: moment,
  [f.colour]: colour,
  [f.moods]: fc.uniqueArray(colour, { minLength: 1 }),
  [f.author]: personLink,
  [f.editors]: fc.uniqueArray(personLink, { minLength: 1, selector: (link) => JSON.stringify(link) }),
  [f.cover]: mediaLink,
  [f.cost]: exact,
  [f.stock]: large,
  [f.paint]: paint,
  [f.place]: place,
})

/** One entry of a random world: in which languages it is public, and as what. */
export interface WorldEntry {
  id: string
  draft: Doc
  published: Doc[]
}

const languages = fc.constantFrom<string[][]>([], ['en'], ['en'], ['en'], ['de'], ['en', 'de'])

export const world: fc.Arbitrary<WorldEntry[]> = fc
  .tuple(
    fc.tuple(...peopleIds.map((id) => entryOf(id, person, personFields))),
    fc.tuple(...articleIds.map((id) => entryOf(id, article, articleFields))),
  )
  .map(([people, articles]) => [...withoutSameNames(people), ...articles])

function entryOf(id: string, type: Doc['type'], content: fc.Arbitrary<FlatContent>): fc.Arbitrary<WorldEntry> {
  return fc.tuple(languages, content, content).map(([locales, first, second]) => ({
    id,
    draft: { id, type, fields: first },
    published: locales.map((locale, index) => ({ id, type, locale, fields: index === 0 ? first : second })),
  }))
}

/** Names of people are unique in the model. */
function withoutSameNames(people: WorldEntry[]): WorldEntry[] {
  return people.map((one, index) => ({
    ...one,
    published: one.published.map((doc) => ({
      ...doc,
      fields: { ...doc.fields, ...(doc.fields[f.name] === undefined ? {} : { [f.name]: `${doc.fields[f.name]}${index}` }) },
    })),
  }))
}

type Compare = Extract<Condition, { kind: 'compare' }>

interface Kind {
  target: Target
  value: fc.Arbitrary<Json>
  operators: readonly OperatorName[]
}

const equality = ['eq', 'ne', 'in', 'nin', 'null', 'empty'] as const
const ordered = [...equality, 'gt', 'gte', 'lt', 'lte', 'between'] as const
const textual = [...ordered, 'contains', 'startsWith', 'endsWith', 'icontains', 'istartsWith', 'iendsWith', 'ieq'] as const

function field(
  fieldId: string,
  comparison: Target['comparison'],
  { localized = false, many = false } = {},
): Extract<Target, { kind: 'field' }> {
  // Some are said to have an index, which changes the statement and nothing else.
  const isIndexed = comparison !== 'id' && Number.parseInt(fieldId.slice(-1), 16) % 2 === 0
  return { kind: 'field', fieldId, comparison, localized, many, ...(isIndexed ? { indexed: true } : {}) }
}

const idTarget: Target = { kind: 'system', column: 'id', comparison: 'id' }
const revisionTarget: Target = { kind: 'system', column: 'revision', comparison: 'integer' }
const personKinds: Kind[] = [
  { target: field(f.name, 'text'), value: text, operators: textual },
  { target: field(f.age, 'integer'), value: whole, operators: ordered },
  { target: idTarget, value: fc.constantFrom(...peopleIds, 'no id at all'), operators: equality },
]
const articleKinds: Kind[] = [
  { target: field(f.title, 'text', { localized: true }), value: text, operators: textual },
  { target: field(f.rating, 'integer'), value: whole, operators: ordered },
  { target: field(f.price, 'number'), value: decimal, operators: ordered },
  { target: field(f.isNew, 'boolean'), value: fc.boolean(), operators: equality },
  { target: field(f.day, 'date'), value: day, operators: ordered },
  { target: field(f.moment, 'datetime'), value: moment, operators: ordered },
  { target: field(f.colour, 'option'), value: colour, operators: equality },
  { target: field(f.moods, 'option', { many: true }), value: colour, operators: [...equality, 'hasAny', 'hasAll'] },
  { target: field(f.cover, 'id'), value: fc.constantFrom(...mediaIds), operators: equality },
  { target: field(f.cost, 'decimal'), value: exactOperand, operators: ordered },
  { target: field(f.stock, 'bigint'), value: large, operators: ordered },
  { target: field(f.paint, 'color'), value: fc.constantFrom('#ffffff', '#000000', '#12345678'), operators: equality },
  { target: field(f.place, 'location'), value: fc.constant(null), operators: ['null', 'empty', 'near', 'within'] },
  { target: idTarget, value: fc.constantFrom(...articleIds, ...peopleIds), operators: equality },
  { target: revisionTarget, value: fc.constantFrom(0, 1, 2, 9007199254740991), operators: ordered },
]

function compareOf({ target, value, operators }: Kind): fc.Arbitrary<Compare> {
  return fc
    .constantFrom(...operators)
    .chain((operator) => operandOf(operator, value).map((operand): Compare => ({ kind: 'compare', target, operator, operand })))
}

function operandOf(operator: OperatorName, value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  switch (operators[operator].operand) {
    case 'boolean':
      return fc.boolean()
    case 'list':
      return fc.array(value, { minLength: operator.startsWith('has') ? 1 : 0, maxLength: 3 })
    case 'pair':
      return fc.tuple(value, value)
    case 'circle':
      return fc.constantFrom<Json>(
        [52.52, 13.405, 1],
        [52.52, 13.405, 30_000],
        [-17, 179.5, 300_000],
        [-90, 0, 20_040_000],
        [0, 0, 5_000_000],
      )
    case 'box':
      return fc.constantFrom<Json>([47, 5, 55, 15], [-20, 177, -10, -179], [-90, -180, 90, 180], [0, 0, 0, 0])
    default:
      return value
  }
}

const moodItems: fc.Arbitrary<Condition> = compareOf({
  target: { kind: 'item', comparison: 'option' },
  value: colour,
  operators: equality,
}).map((where): Condition => ({ kind: 'items', target: field(f.moods, 'option', { many: true }), where }))

function logic(leaf: fc.Arbitrary<Condition>, related: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      leaf,
      related,
      fc.array(tie('node'), { maxLength: 3 }).map((of): Condition => ({ kind: 'and', of })),
      fc.array(tie('node'), { maxLength: 3 }).map((of): Condition => ({ kind: 'or', of })),
      tie('node').map((of): Condition => ({ kind: 'not', of })),
    ),
  })).node
}

const personLeaf: fc.Arbitrary<Condition> = fc.oneof(...personKinds.map(compareOf))
const taught: fc.Arbitrary<Condition> = fc
  .option(personLeaf, { nil: null })
  .map((where): Condition => ({ kind: 'related', fieldId: f.teacher, localized: false, typeIds: [person.id], where }))
const personCondition = logic(personLeaf, taught)
const byPeople: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(f.author, f.editors), fc.option(personCondition, { nil: null }))
  .map(([fieldId, where]): Condition => ({ kind: 'related', fieldId, localized: false, typeIds: [person.id], where }))

/** Conditions about articles, through references too. */
export const articleCondition = logic(fc.oneof(...articleKinds.map(compareOf), moodItems), byPeople)

const author = { fieldId: f.author, localized: false, typeIds: [person.id] }
const teacher = { fieldId: f.teacher, localized: false, typeIds: [person.id] }

const sortKey: fc.Arbitrary<SortKey> = fc
  .tuple(
    fc.constantFrom<{ target: Target; through: SortKey['through'] }>(
      { target: field(f.title, 'text', { localized: true }), through: [] },
      { target: field(f.rating, 'integer'), through: [] },
      { target: field(f.price, 'number'), through: [] },
      { target: field(f.moment, 'datetime'), through: [] },
      { target: field(f.cost, 'decimal'), through: [] },
      { target: field(f.stock, 'bigint'), through: [] },
      { target: field(f.paint, 'color'), through: [] },
      { target: { ...field(f.colour, 'option'), order: colours }, through: [] },
      { target: revisionTarget, through: [] },
      { target: { kind: 'system', column: 'publishedAt', comparison: 'datetime' }, through: [] },
      { target: field(f.name, 'text'), through: [author] },
      { target: field(f.age, 'integer'), through: [author, teacher] },
    ),
    fc.boolean(),
  )
  .map(([key, descending]) => ({ ...key, descending }))

export const articleSort = fc.array(sortKey, { maxLength: 3 })
