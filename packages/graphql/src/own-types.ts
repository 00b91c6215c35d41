import type { Comparison } from '@verso/model'
import { richTextForms } from '@verso/model'
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
} from 'graphql'
import type { Names } from './names.ts'
import { resolveEntry, type Shown } from './shown.ts'

/** The types that are the same for every model. */
export type OwnTypes = ReturnType<typeof createOwnTypes>

export function createOwnTypes(names: Names, typeNamed: (contentType: string) => string | undefined) {
  const text = (name: string, description: string) => new GraphQLScalarType({ name: names.own(name), description })
  const date = text('Date', 'A day, such as 2026-11-22; in conditions also now-7d')
  const dateTime = text('DateTime', 'A moment in UTC, such as 2026-11-22T08:00:00.000Z; in conditions with any offset, or now-7d')
  const json = text('JSON', 'Any JSON')
  const richText = text('RichText', 'Portable Text, or a text where another form is asked for')
  const richTextForm = new GraphQLEnumType({
    name: names.own('RichTextFormat'),
    description: 'Forms of rich text beside its blocks',
    values: Object.fromEntries(richTextForms.map((form) => [form, { value: form }])),
  })
  const place = new GraphQLObjectType({
    name: names.own('Location'),
    fields: { lat: { type: new GraphQLNonNull(GraphQLFloat) }, lng: { type: new GraphQLNonNull(GraphQLFloat) } },
  })
  const pageInfo = new GraphQLObjectType({
    name: names.own('PageInfo'),
    fields: {
      hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
      hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean), description: 'Whether the list was asked for from a place on' },
      startCursor: { type: GraphQLString },
      endCursor: { type: GraphQLString, description: 'What `after` takes for the next page' },
    },
  })
  const entry = new GraphQLInterfaceType({
    name: names.own('Entry'),
    description: 'What every entry has',
    resolveType: (shown: Shown) => typeNamed(String(resolveEntry(shown))),
    fields: systemFields(dateTime),
  })
  const facetValue = new GraphQLObjectType({
    name: names.own('FacetValue'),
    fields: { value: { type: json, description: 'Null for entries without one' }, count: { type: new GraphQLNonNull(GraphQLInt) } },
  })
  const facet = new GraphQLObjectType({
    name: names.own('Facet'),
    description: 'How many entries have each of the values at a path, at most 100 of them, the most frequent first',
    fields: { path: { type: new GraphQLNonNull(GraphQLString) }, values: { type: listOf(facetValue) } },
  })
  return { facetValue, facet, date, dateTime, json, richText, richTextForm, place, pageInfo, entry, media: mediaType(names) }
}

/** The members that are Verso's, of every entry. */
function systemFields(dateTime: GraphQLScalarType) {
  const required = (type: GraphQLScalarType) => ({ type: new GraphQLNonNull(type) })
  return {
    _id: required(GraphQLID),
    _type: { ...required(GraphQLString), description: 'The name of the content type' },
    _locale: { ...required(GraphQLString), description: 'The language that it is published in' },
    _revision: required(GraphQLInt),
    _publishedAt: required(dateTime),
    _firstPublishedAt: required(dateTime),
    _updatedAt: required(dateTime),
  }
}

function mediaType(names: Names): GraphQLObjectType {
  const focalPoint = new GraphQLObjectType({
    name: names.own('FocalPoint'),
    fields: { x: { type: new GraphQLNonNull(GraphQLFloat) }, y: { type: new GraphQLNonNull(GraphQLFloat) } },
  })
  return new GraphQLObjectType({
    name: names.own('Media'),
    description: 'A file',
    fields: {
      _id: { type: new GraphQLNonNull(GraphQLID) },
      url: { type: new GraphQLNonNull(GraphQLString) },
      filename: { type: new GraphQLNonNull(GraphQLString) },
      mimeType: { type: new GraphQLNonNull(GraphQLString) },
      bytes: { type: new GraphQLNonNull(GraphQLFloat) },
      width: { type: GraphQLInt },
      height: { type: GraphQLInt },
      alt: { type: GraphQLString },
      caption: { type: GraphQLString },
      focalPoint: { type: focalPoint },
      thumbhash: { type: GraphQLString },
      duration: { type: GraphQLFloat },
    },
  })
}

/** The scalar that a comparable value is. Whole numbers may be longer than `Int`; exact ones are texts. */
export function scalarsOf({ date, dateTime, json }: Pick<OwnTypes, 'date' | 'dateTime' | 'json'>): Record<Comparison, GraphQLScalarType> {
  return {
    text: GraphQLString,
    option: GraphQLString,
    color: GraphQLString,
    bigint: GraphQLString,
    decimal: GraphQLString,
    integer: GraphQLFloat,
    number: GraphQLFloat,
    boolean: GraphQLBoolean,
    date,
    datetime: dateTime,
    id: GraphQLID,
    location: json,
    none: json,
  }
}

/** A list that is always there, of things that are. */
export function listOf<T extends GraphQLObjectType | GraphQLScalarType>(type: T): GraphQLNonNull<GraphQLList<GraphQLNonNull<T>>> {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)))
}
