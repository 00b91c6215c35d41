import type { EventItem, PublicationInput, ReferenceInput, Store, Transaction } from '@verso/data'
import { comparableValues, type Content, type ContentType, type FlatContent, type Json, presentValue } from '@verso/model'
import type { IncludePlan, ReadPlan } from '@verso/query'

/** A small model that has a field of every comparison: articles by people, and people who learnt from people. */
export const fieldIds = {
  title: '0a000000-0000-7000-8000-000000000001',
  slug: '0a000000-0000-7000-8000-000000000002',
  rating: '0a000000-0000-7000-8000-000000000003',
  price: '0a000000-0000-7000-8000-000000000004',
  isNew: '0a000000-0000-7000-8000-000000000005',
  day: '0a000000-0000-7000-8000-000000000006',
  moment: '0a000000-0000-7000-8000-000000000007',
  colour: '0a000000-0000-7000-8000-000000000008',
  moods: '0a000000-0000-7000-8000-000000000009',
  author: '0a000000-0000-7000-8000-00000000000a',
  editors: '0a000000-0000-7000-8000-00000000000b',
  cover: '0a000000-0000-7000-8000-00000000000c',
  text: '0a000000-0000-7000-8000-00000000000d',
  cost: '0a000000-0000-7000-8000-00000000000e',
  stock: '0a000000-0000-7000-8000-00000000000f',
  paint: '0a000000-0000-7000-8000-000000000010',
  place: '0a000000-0000-7000-8000-000000000011',
  name: '0b000000-0000-7000-8000-000000000001',
  age: '0b000000-0000-7000-8000-000000000002',
  teacher: '0b000000-0000-7000-8000-000000000003',
} as const

export const person: ContentType = {
  id: '0b000000-0000-7000-8000-000000000000',
  name: 'person',
  label: 'Person',
  kind: 'collection',
  fields: [
    { id: fieldIds.name, name: 'name', label: 'Name', kind: 'text', unique: true },
    { id: fieldIds.age, name: 'age', label: 'Age', kind: 'integer' },
    { id: fieldIds.teacher, name: 'teacher', label: 'Teacher', kind: 'reference', to: ['0b000000-0000-7000-8000-000000000000'] },
  ],
}

export const colours = ['red', 'green', 'blue']

export const article: ContentType = {
  id: '0a000000-0000-7000-8000-000000000000',
  name: 'article',
  label: 'Article',
  kind: 'collection',
  slugField: fieldIds.slug,
  fields: [
    { id: fieldIds.title, name: 'title', label: 'Title', kind: 'text', localized: true },
    { id: fieldIds.slug, name: 'slug', label: 'Slug', kind: 'slug' },
    { id: fieldIds.rating, name: 'rating', label: 'Rating', kind: 'integer' },
    { id: fieldIds.price, name: 'price', label: 'Price', kind: 'number' },
    { id: fieldIds.isNew, name: 'isNew', label: 'New', kind: 'boolean' },
    { id: fieldIds.day, name: 'day', label: 'Day', kind: 'date' },
    { id: fieldIds.moment, name: 'moment', label: 'Moment', kind: 'datetime' },
    { id: fieldIds.colour, name: 'colour', label: 'Colour', kind: 'enum', options: colours.map((value) => ({ value, label: value })) },
    {
      id: fieldIds.moods,
      name: 'moods',
      label: 'Moods',
      kind: 'enum',
      many: true,
      options: colours.map((value) => ({ value, label: value })),
    },
    { id: fieldIds.author, name: 'author', label: 'Author', kind: 'reference', to: [person.id] },
    { id: fieldIds.editors, name: 'editors', label: 'Editors', kind: 'reference', many: true, to: [person.id] },
    { id: fieldIds.cover, name: 'cover', label: 'Cover', kind: 'media' },
    { id: fieldIds.text, name: 'text', label: 'Text', kind: 'richText' },
    { id: fieldIds.cost, name: 'cost', label: 'Cost', kind: 'decimal' },
    { id: fieldIds.stock, name: 'stock', label: 'Stock', kind: 'integer', bigint: true },
    { id: fieldIds.paint, name: 'paint', label: 'Paint', kind: 'color' },
    { id: fieldIds.place, name: 'place', label: 'Place', kind: 'location' },
  ],
}

export const types = [article, person]
export const readableTypeIds = types.map((type) => type.id)

/** What is to be public of one entry in one language. */
export interface Doc {
  id: string
  type: ContentType
  fields: FlatContent
  locale?: string
  revision?: number
  at?: Date
}

export const systemActor = { byId: null, byKind: 'system' } as const
export const noon = new Date('2026-01-01T12:00:00.000Z')

export const locales = [{ code: 'en', label: 'English', isDefault: true, fallback: null }]

/** Writes the model of the library. */
export async function aLibrary(store: Store): Promise<void> {
  await store.transaction((tx) =>
    tx.log.append({ kind: 'model.changed', ...systemActor, at: noon }, async (seq, at) => {
      await tx.models.replace({ types, locales }, { hash: 'library', seq, byId: null, at, steps: [], restores: null })
      return []
    }),
  )
}

/** Makes entries whose drafts hold the same as is published in the first language that they come in, and publishes them at one `seq`. */
export async function publishNew(store: Store, docs: Doc[]): Promise<bigint> {
  return store.transaction(async (tx) => {
    const first = [...new Map(docs.map((doc) => [doc.id, doc])).values()]
    await tx.entries.createMany(
      first.map((doc) => ({
        entry: { id: doc.id, typeId: doc.type.id, at: noon, byId: null },
        draft: draftOf(doc),
        kind: 'import' as const,
      })),
    )
    return publishIn(tx, docs)
  })
}

export async function publish(store: Store, docs: Doc[]): Promise<bigint> {
  return store.transaction((tx) => publishIn(tx, docs))
}

export async function unpublish(store: Store, entryId: string, locales: string[] | null = null): Promise<bigint> {
  return store.transaction((tx) =>
    tx.log.append({ kind: 'entry.unpublished', ...systemActor, at: noon }, async () => {
      await tx.publications.end(entryId, locales)
      return [{ op: 'unpublish', id: entryId }]
    }),
  )
}

export async function publishIn(tx: Transaction, docs: Doc[]): Promise<bigint> {
  const model = await tx.models.lockShared()
  await tx.entries.lockMany(docs.map((doc) => doc.id))
  return tx.log.append({ kind: 'entry.published', ...systemActor, at: noon }, async (_seq, at) => {
    await tx.publications.replace(docs.map((doc) => publicationOf(doc, { layout: model.version, at: doc.at ?? at })))
    return docs.map(
      (doc): EventItem => ({ op: 'publish', id: doc.id, typeId: doc.type.id, locale: doc.locale ?? 'en', revision: doc.revision ?? 1 }),
    )
  })
}

export function publicationOf(
  { id, type, fields, locale = 'en', revision = 1 }: Doc,
  { layout, at }: { layout: number; at: Date },
): PublicationInput {
  const slug = type.slugField === undefined ? undefined : fields[type.slugField]
  return {
    entryId: id,
    typeId: type.id,
    locale,
    slug: typeof slug === 'string' ? slug : null,
    revision,
    layout,
    pieces: type.fields.map((field) => JSON.stringify(fields[field.id] ?? presentValue(field))),
    values: comparableValues(type, fields),
    origins: {},
    hash: JSON.stringify(fields),
    publishedAt: at,
    updatedAt: at,
    createdAt: noon,
    publishedById: null,
    references: referencesOf(type, fields),
    uniques: type.fields.flatMap((field) => {
      const value = fields[field.id]
      return field.unique === true && typeof value === 'string' ? [{ fieldId: field.id, value }] : []
    }),
  }
}

export function draftOf({ type, fields, locale = 'en' }: Doc) {
  const byLocale = (flat: Content): Content =>
    Object.fromEntries(
      Object.entries(flat).map(([id, value]) => [
        id,
        type.fields.some((field) => field.id === id && field.localized === true) ? { [locale]: value } : value,
      ]),
    )
  return {
    content: byLocale(fields),
    values: byLocale(comparableValues(type, fields)),
    hashes: { [locale]: JSON.stringify(fields) },
    title: { [locale]: String(fields[fieldIds.title] ?? fields[fieldIds.name] ?? '') },
    references: referencesOf(type, fields),
  }
}

interface StoredLink {
  _ref?: string
  _media?: string
}

/** Every link of a content, those inside of rich text too. */
function referencesOf(type: ContentType, fields: FlatContent): ReferenceInput[] {
  return type.fields.flatMap((field) =>
    linksIn(fields[field.id]).map(
      ({ _ref, _media }, position): ReferenceInput => ({
        locale: null,
        fieldId: field.id,
        path: '',
        position,
        ...(_ref === undefined ? {} : { toEntryId: _ref }),
        ...(_media === undefined ? {} : { toMediaId: _media }),
      }),
    ),
  )
}

function linksIn(value: Json | undefined): StoredLink[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(linksIn)
  return '_ref' in value || '_media' in value ? [value as StoredLink] : Object.values(value).flatMap(linksIn)
}

/** A plan that asks for everything of a type; what matters in a test is given. */
export function aPlan(type: ContentType, plan: Partial<ReadPlan> = {}): ReadPlan {
  return {
    typeId: type.id,
    modelVersion: 1,
    locales: ['en'],
    ownOnly: false,
    where: null,
    search: null,
    sort: [],
    selection: { system: ['_id'], fields: type.fields.map((field) => field.id) },
    include: [],
    limit: 250,
    offset: null,
    after: null,
    count: false,
    sourceMap: false,
    dedupe: false,
    asDocument: false,
    richText: null,
    cursorKey: 'test',
    ...plan,
  }
}

/** Loads the people behind a field of theirs or of an article, whole. */
export function includePeople(fieldId: string, include: IncludePlan[] = []): IncludePlan {
  const selection = { [person.id]: { system: ['_id'], fields: person.fields.map((field) => field.id) } }
  return { fieldId, localized: false, many: true, typeIds: [person.id], selection, include: { [person.id]: include }, limit: 100 }
}
