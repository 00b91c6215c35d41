import { changeType, type Context, createEntry, createLocale, publishEntry, Refusal, saveEntry, unpublishEntry } from '@verso/core'
import { aType } from '../support/builders.ts'
import { type Dice, aValue } from './query-values.ts'

/** A field as the random model says it; what is said here is all that the plain loop knows of the model. */
export interface PlainField {
  name: string
  kind: string
  localized?: true
  indexed?: true
  many?: true
  bigint?: true
  options?: string[]
  to?: string[]
  components?: string[]
  blocks?: string[]
}

export interface PlainType {
  name: string
  fields: PlainField[]
  isComponent?: true
  isHidden?: true
}

export type Values = Record<string, unknown>

/** What is public of one entry: by language the content as it was saved when that language was published, with all languages inside. */
export interface PlainEntry {
  id: string
  type: string
  published: Map<string, { content: Values; revision: number }>
}

export interface PlainState {
  seq: number
  entries: PlainEntry[]
}

export interface QueryWorld {
  types: PlainType[]
  /** By language the ones that are looked into, the first one first. */
  chains: Record<string, string[]>
  /** Every state that was read for, the newest last. */
  states: PlainState[]
}

const locales = [{ code: 'de', fallback: 'en' }, { code: 'fr', fallback: 'de' }, { code: 'it' }]
const chains = { en: ['en'], de: ['de', 'en'], fr: ['fr', 'de', 'en'], it: ['it'] }
const scalars = [
  'text',
  'longText',
  'markdown',
  'slug',
  'email',
  'url',
  'color',
  'enum',
  'enums',
  'integer',
  'bigint',
  'decimal',
  'number',
] as const
const unindexed: readonly string[] = ['longText', 'markdown', 'json', 'richText']
const others = ['boolean', 'date', 'datetime', 'json', 'location', 'richText'] as const

/** A random model and random content, written by the verbs as people would; what is public of it is noted beside. */
export async function queryWorld(ctx: Context, dice: Dice): Promise<QueryWorld> {
  for (const { code, fallback } of locales) await createLocale(ctx, { code, label: code, ...(fallback === undefined ? {} : { fallback }) })
  const types = randomTypes(dice)
  await makeTypes(ctx, types)
  const world: QueryWorld = { types, chains, states: [] }
  const entries: PlainEntry[] = []
  const revisions = new Map<string, { revision: number; content: Values }>()
  for (const type of types.filter(({ isComponent }) => isComponent !== true))
    for (let count = type.isHidden === true ? 2 : 7 + dice.below(8); count > 0; count -= 1) {
      const { row } = await createEntry(ctx, { type: type.name, fields: {} })
      entries.push({ id: row.id, type: type.name, published: new Map() })
      revisions.set(row.id, { revision: row.revision, content: {} })
    }
  for (let round = 0; round < 2; round += 1) {
    for (const entry of entries) if (round === 0 || dice.chance(0.4)) await changeEntry(ctx, { world, entry, entries, revisions, dice })
    world.states.push({ seq: Number(await ctx.store.log.seq()), entries: structuredClone(entries) })
  }
  return world
}

/** They refer to one another: each is made without links, and gets its fields when all are there. */
async function makeTypes(ctx: Context, types: readonly PlainType[]): Promise<void> {
  for (const { name, isComponent, isHidden } of types)
    await aType(ctx, {
      ...{ name, titleField: null, slugField: null, fields: [] },
      ...(isComponent === true ? { kind: 'component' } : { publicRead: isHidden !== true }),
    })
  for (const { name, fields } of types) await changeType(ctx, name, { input: { fields: fields.map(settingsOf) } })
}

function settingsOf(field: PlainField): object {
  const { options, name, ...rest } = field
  return { name, ...rest, ...(options === undefined ? {} : { options: options.map((value) => ({ value, label: value })) }) }
}

/** Two types that refer to each other, one that nobody may read, a component with another one inside. */
function randomTypes(dice: Dice): PlainType[] {
  const leaf: PlainType = { name: 'leaf', isComponent: true, fields: [...someFields(dice, 4), ...links(dice)] }
  const part: PlainType = {
    ...{ name: 'part', isComponent: true },
    fields: [
      ...someFields(dice, 3),
      { name: 'leaf', kind: 'component', components: ['leaf'] },
      { name: 'leaves', kind: 'component', many: true, components: ['leaf'] },
    ],
  }
  const nested: PlainField[] = [
    { name: 'leaf', kind: 'component', components: ['leaf'] },
    { name: 'part', kind: 'component', components: ['part'] },
    { name: 'parts', kind: 'component', many: true, components: ['part'], ...maybe(dice, 0.2, { localized: true }) },
    { name: 'sections', kind: 'blocks', blocks: ['leaf', 'part'] },
  ]
  return [
    leaf,
    part,
    { name: 'thing', fields: [...someFields(dice, 12), ...links(dice), ...nested.filter(() => dice.chance(0.7))] },
    { name: 'other', fields: [...someFields(dice, 6), ...links(dice)] },
    { name: 'hidden', isHidden: true, fields: someFields(dice, 2) },
  ]
}

function links(dice: Dice): PlainField[] {
  const link = (name: string, to: string[], more: Partial<PlainField> = {}): PlainField => ({
    name,
    kind: 'reference',
    to,
    ...more,
    ...maybe(dice, 0.25, { localized: true }),
  })
  return [
    link('one', ['thing']),
    link('two', ['thing', 'other']),
    link('every', ['thing', 'other', 'hidden'], { many: true }),
    link('some', ['other'], { many: true }),
    link('gone', ['hidden']),
  ].filter(() => dice.chance(0.6))
}

function someFields(dice: Dice, count: number): PlainField[] {
  const kinds = dice.shuffled([...scalars, ...scalars.slice(0, 1), ...others]).slice(0, count)
  const fields = kinds.map((kind): PlainField => {
    // Whatever has an index is asked for in another way, and means the same.
    const indexed = unindexed.includes(kind) ? {} : maybe(dice, 0.6, { indexed: true } as const)
    const more = { ...maybe(dice, 0.4, { localized: true } as const), ...indexed }
    if (kind === 'enum' || kind === 'enums')
      return { name: kind, kind: 'enum', options: ['red', 'green', 'blue'], ...(kind === 'enums' ? { many: true } : {}), ...more }
    return kind === 'bigint' ? { name: kind, kind: 'integer', bigint: true, ...more } : { name: kind, kind, ...more }
  })
  return fields.filter(({ name }, index) => fields.findIndex((other) => other.name === name) === index)
}

function maybe<T extends object>(dice: Dice, chance: number, value: T): T | object {
  return dice.chance(chance) ? value : {}
}

interface Changing {
  world: QueryWorld
  entry: PlainEntry
  entries: PlainEntry[]
  revisions: Map<string, { revision: number; content: Values }>
  dice: Dice
}

/** Saves something new, and mostly publishes it, in some languages; sometimes it is unpublished, or the save stays a draft. */
async function changeEntry(ctx: Context, { world, entry, entries, revisions, dice }: Changing): Promise<void> {
  const type = typeOf(world.types, entry.type)
  const before = revisions.get(entry.id) ?? { revision: 1, content: {} }
  const fields = Object.fromEntries(
    type.fields.filter(() => dice.chance(0.8)).map((field) => [field.name, contentOf(field, { world, entries, dice, depth: 0 })]),
  )
  const { row, fields: content } = await saveEntry(ctx, entry.id, { fields, baseRevision: before.revision })
  // As it came back: keys of items are given there, and languages that were not named stay as they were.
  revisions.set(entry.id, { revision: row.revision, content })
  if (dice.chance(0.15)) return
  const isAlike = !holdsLocalized(type, world.types)
  const languages = isAlike ? ['en'] : dice.some(Object.keys(world.chains), 0.6)
  await publishEntry(ctx, entry.id, { locales: languages })
  for (const code of languages) entry.published.set(code, { content, revision: row.revision })
  if (dice.chance(0.12)) await unpublish(ctx, entry, dice.some(languages, 0.7))
}

async function unpublish(ctx: Context, entry: PlainEntry, languages: string[]): Promise<void> {
  try {
    await unpublishEntry(ctx, entry.id, { locales: languages })
    for (const code of languages) entry.published.delete(code)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

interface Making {
  world: QueryWorld
  entries: PlainEntry[]
  dice: Dice
  depth: number
  /** Inside of a value of one language nothing else has languages. */
  isOfLocale?: boolean
}

/** The content of a field: by language where it is localised, sometimes nothing. */
function contentOf(field: PlainField, making: Making): unknown {
  const { dice } = making
  if (field.localized !== true || making.isOfLocale === true) return dice.chance(0.12) ? null : plainContent(field, making)
  return Object.fromEntries(
    dice
      .some(['en', 'de', 'fr', 'it'], 0.55)
      .map((code) => [code, dice.chance(0.1) ? null : plainContent(field, { ...making, isOfLocale: true })]),
  )
}

function plainContent(field: PlainField, making: Making): unknown {
  const { dice, depth, world } = making
  const items = (make: () => unknown) => Array.from({ length: dice.below(depth > 1 ? 2 : 4) }, make)
  if (field.kind === 'component' || field.kind === 'blocks') {
    const make = () => {
      const name = dice.pick(field.blocks ?? field.components ?? [])
      const inner = typeOf(world.types, name).fields.filter(() => dice.chance(0.75))
      const members = inner.map((one) => [one.name, contentOf(one, { ...making, depth: depth + 1 })] as const)
      return {
        ...(field.blocks === undefined ? {} : { _block: name }),
        ...Object.fromEntries(members.filter(([, value]) => value !== null)),
      }
    }
    return field.many === true || field.blocks !== undefined ? items(make) : make()
  }
  if (field.kind !== 'reference') return aValue(field, dice)
  const targets = making.entries.filter(({ type }) => field.to?.includes(type))
  const link = () => ({ _ref: dice.pick(targets).id })
  if (field.many !== true) return link()
  return items(link).filter((one, index, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index)
}

export function typeOf(types: readonly PlainType[], name: string): PlainType {
  const found = types.find((type) => type.name === name)
  if (found === undefined) throw new Error(`There is no type ${name}`)
  return found
}

/** Whether anything in a type differs by language: other types read alike in all. */
export function holdsLocalized(type: PlainType, types: readonly PlainType[]): boolean {
  return type.fields.some(
    (field) =>
      field.localized === true ||
      [...(field.components ?? []), ...(field.blocks ?? [])].some((name) => holdsLocalized(typeOf(types, name), types)),
  )
}
