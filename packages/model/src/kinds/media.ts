import { countCharacters } from '../characters.ts'
import type { Field } from '../content-type.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import type { Json, JsonSchema } from '../json.ts'
import { isImageCrop, isImagePoint } from '../image-use.ts'
import type { Issue } from '../issue.ts'
import { isPlainObject } from '../plain-object.ts'
import { isUuid, uuidPattern } from '../uuid.ts'
import { checkCount, manySchema } from './rules.ts'
import { fault, parseString, refused } from './shape.ts'

const maxAltLength = 1_000
const maxFiles = 1_000
const pointExpected = 'A focal point is { "x", "y" } with numbers from 0 to 1'
const cropExpected = 'A crop is a part of the picture: { "x", "y", "width", "height" } in fractions of its sides'

/**
 * A file, with what this place says of it: its own words for those who can't see it, its own point that stays and its own part
 * that is shown. Or several different files in order, with `many`. That a file is there and of a type in `accept` is for who has the data.
 */
export const media: FieldKind = {
  name: 'media',
  label: 'Media',
  settings: ['searchable', 'accept', 'altRequired', 'many', 'min', 'max', 'onTargetDelete'],
  comparison: 'id',
  resolution: 'media',
  editor: 'media',
  parse: (value, field) => (field.many === true ? parseMany(value) : parseOne(value)),
  check: (value, field) => (Array.isArray(value) ? checkCount(value, field) : []),
  comparable: (value) => (Array.isArray(value) ? (value.length === 0 ? null : value.map(fileId)) : fileId(value)),
  inputSchema: (field) => manySchema(use, field),
  outputSchema: listOf,
  typescript: (field) => (field.many === true ? 'Media[]' : 'Media'),
}

function parseMany(value: unknown): Parsed {
  if (!Array.isArray(value)) return refused('wrong_type', 'This must be a list of media')
  if (value.length > maxFiles) return refused('too_long', `This takes at most ${maxFiles.toLocaleString('en')} files`)
  const issues: Issue[] = []
  const values: Json[] = []
  const seen = new Set<Json>()
  for (const [index, item] of value.entries()) {
    const parsed = parseOne(item)
    if (parsed.issues !== undefined) {
      issues.push(...parsed.issues.map((issue) => ({ ...issue, path: `/${index}${issue.path}` })))
      continue
    }
    const id = fileId(parsed.value)
    if (seen.has(id)) issues.push(fault('invalid', 'This file is in the list already', `/${index}`))
    seen.add(id)
    values.push(parsed.value)
  }
  return issues.length > 0 ? { issues } : { value: values }
}

function fileId(value: Json): Json {
  return isPlainObject(value) && typeof value._media === 'string' ? value._media : null
}

function parseOne(value: unknown): Parsed {
  if (!isPlainObject(value)) return refused('wrong_type', 'Media is an object such as { "_media": "<id of a file>" }')
  const { _media: id, alt, focalPoint, crop, ...others } = value
  const issues: Issue[] = Object.keys(others).map((name) => fault('unknown_member', `Media has no member "${name}"`))
  const stored: { [name: string]: Json } = {}
  if (typeof id === 'string' && isUuid(id)) stored._media = id
  else issues.push(fault('wrong_format', 'This must be the id of a file', '/_media'))
  if (alt !== undefined && alt !== null) {
    const parsed = parseString(alt, { max: maxAltLength, unit: 'characters', count: countCharacters })
    if (parsed.issues === undefined) stored.alt = parsed.value
    else issues.push(...parsed.issues.map((issue) => ({ ...issue, path: '/alt' })))
  }
  // `+ 0` makes zero of minus zero.
  if (isImagePoint(focalPoint)) stored.focalPoint = { x: focalPoint.x + 0, y: focalPoint.y + 0 }
  else if (focalPoint != null) issues.push(fault('wrong_format', pointExpected, '/focalPoint'))
  if (isImageCrop(crop)) stored.crop = { x: crop.x + 0, y: crop.y + 0, width: crop.width, height: crop.height }
  else if (crop != null) issues.push(fault('wrong_format', cropExpected, '/crop'))
  return issues.length > 0 ? { issues } : { value: stored }
}

/** Files that are gone are left out, so that a reader may get fewer than `min`. */
function listOf({ many, max }: Field): JsonSchema {
  return many === true
    ? { type: 'array', items: contentMediaSchema, ...(typeof max === 'number' ? { maxItems: max } : {}) }
    : contentMediaSchema
}

function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}

const fraction = { type: 'number', minimum: 0, maximum: 1 }
const point: JsonSchema = { type: 'object', required: ['x', 'y'], properties: { x: fraction, y: fraction }, additionalProperties: false }
const someFraction = { type: 'number', exclusiveMinimum: 0, maximum: 1 }
const crop: JsonSchema = {
  type: 'object',
  required: ['x', 'y', 'width', 'height'],
  properties: { x: fraction, y: fraction, width: someFraction, height: someFraction },
  additionalProperties: false,
}
const textOrNull = { type: ['string', 'null'] }
const sizeOrNull = { type: ['integer', 'null'] }
const members: { [name: string]: JsonSchema } = {
  _id: { type: 'string', pattern: uuidPattern },
  url: { type: 'string' },
  filename: { type: 'string' },
  mimeType: { type: 'string' },
  bytes: { type: 'integer' },
  width: sizeOrNull,
  height: sizeOrNull,
  alt: textOrNull,
  caption: textOrNull,
  focalPoint: nullable(point),
  thumbhash: textOrNull,
  duration: { type: ['number', 'null'] },
}
/** How a file stands in a field: what is written, and what the admin API gives. */
const use: JsonSchema = {
  type: 'object',
  required: ['_media'],
  properties: {
    _media: { type: 'string', pattern: uuidPattern },
    alt: { type: ['string', 'null'], maxLength: maxAltLength },
    focalPoint: nullable(point),
    crop: nullable(crop),
  },
  additionalProperties: false,
}
/** What readers are told of a file. */
export const contentMediaSchema: JsonSchema = {
  type: 'object',
  required: Object.keys(members),
  properties: members,
  additionalProperties: false,
}
