import { countBytes, findForbiddenCharacter, forbiddenCharacterMessage } from '../characters.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import type { Json } from '../json.ts'
import { isPlainObject } from '../plain-object.ts'
import { maxJsonDepth, toJson } from './json-value.ts'
import { refused } from './shape.ts'

const maxBlocks = 5_000
const maxBytes = 1_048_576

/** Portable Text. Only the outline is checked here; the room of rich text, which this one can't know, checks what the blocks hold. */
export const richText: FieldKind = {
  name: 'richText',
  label: 'Rich text',
  settings: ['searchable'],
  comparison: 'text',
  resolution: 'none',
  editor: 'richText',
  parse: parseRichText,
  check: () => [],
  comparable: (value) => (isEmptyList(value) ? null : plainText(value)),
  isEmpty: (value) =>
    Array.isArray(value) && value.every((block) => isTextBlock(block) && !hasObjects(block) && plainText([block]).trim() === ''),
  inputSchema: () => blocks,
  outputSchema: () => blocks,
  typescript: () => 'RichText',
}

const blocks = {
  type: 'array',
  description: 'Portable Text',
  items: { type: 'object', required: ['_type'], properties: { _type: { type: 'string' }, _key: { type: 'string' } } },
}

function parseRichText(value: unknown): Parsed {
  if (!Array.isArray(value)) return refused('wrong_type', 'Rich text is a list of blocks')
  if (value.length > maxBlocks) return refused('too_long', `Rich text has at most ${maxBlocks.toLocaleString('en')} blocks`)
  const index = value.findIndex((block) => !isPlainObject(block))
  if (index !== -1) return refused('wrong_type', 'A block of rich text is an object', `/${index}`)
  const json = toJson(value)
  if (json === undefined) return refused('too_large', `Rich text is JSON of at most ${maxJsonDepth} levels`)
  const forbidden = findForbiddenCharacter(json)
  if (forbidden !== null) return refused('forbidden_character', forbiddenCharacterMessage, forbidden)
  if (countBytes(JSON.stringify(json)) > maxBytes) return refused('too_long', 'This rich text is too long: at most 1 MiB')
  return { value: json }
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0
}

function isTextBlock(block: Json): boolean {
  return isPlainObject(block) && Array.isArray(block.children)
}

/** Whether a block holds something beside spans of text, such as a picture in a line. */
function hasObjects(block: Json): boolean {
  return (
    isPlainObject(block) &&
    Array.isArray(block.children) &&
    block.children.some((child) => isPlainObject(child) && typeof child.text !== 'string')
  )
}

/** The words, a line for each block; blocks inside objects (cells of a table) count as well. */
function plainText(value: Json): string {
  if (Array.isArray(value))
    return value
      .map((item) => plainText(item))
      .filter((line) => line !== '')
      .join('\n')
  if (typeof value !== 'object' || value === null) return ''
  if (Array.isArray(value.children)) return value.children.map((child) => spanText(child)).join('')
  return plainText(Object.values(value).filter((member) => Array.isArray(member)))
}

function spanText(child: Json): string {
  return isPlainObject(child) && typeof child.text === 'string' ? child.text : ''
}
