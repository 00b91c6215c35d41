import { countBytes, findForbiddenCharacter, forbiddenCharacterMessage } from '../characters.ts'
import type { Field } from '../content-type.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import type { Json, JsonSchema } from '../json.ts'
import { isPlainObject } from '../plain-object.ts'
import { allowedNames, richTextNames } from '../rich-text-names.ts'
import { maxJsonDepth, toJson } from './json-value.ts'
import { parseString, refused } from './shape.ts'

const maxBlocks = 5_000
const maxBytes = 1_048_576
// Reading Markdown and HTML takes time on the server's one thread; this is a book of 80 pages.
const maxSourceBytes = 262_144

/**
 * Portable Text; `{ "html" }` and `{ "markdown" }` are let through as they are. Only the outline is checked here: the room of rich text,
 * which this one can't know, makes blocks of them and checks what the blocks hold.
 */
export const richText: FieldKind = {
  name: 'richText',
  label: 'Rich text',
  settings: ['searchable', 'toolbar', 'onTargetDelete'],
  comparison: 'text',
  resolution: 'none',
  editor: 'richText',
  parse: parseRichText,
  check: () => [],
  comparable: (value) => (isEmptyList(value) ? null : plainText(value)),
  isEmpty: (value) =>
    Array.isArray(value) && value.every((block) => isTextBlock(block) && !hasObjects(block) && plainText([block]).trim() === ''),
  inputSchema: (field) => ({ anyOf: [blocksSchema(field), sourceSchema('html'), sourceSchema('markdown')] }),
  outputSchema: () => ({
    anyOf: [storedBlocks, { type: 'string', description: 'With the parameter "richText": HTML, Markdown or text' }],
  }),
  typescript: () => 'RichText',
}

/** Whatever was stored once is given, also when the field allows less by now. */
const storedBlocks: JsonSchema = {
  type: 'array',
  description: 'Portable Text',
  items: { type: 'object', required: ['_type'], properties: { _type: { type: 'string' }, _key: { type: 'string' } } },
}

/** The blocks that the field allows; what they hold is said as far as a toolbar chooses. */
function blocksSchema({ toolbar }: Field): JsonSchema {
  const children = ['span', ...allowedNames(toolbar, 'blocks', richTextNames.inlineObjects)]
  const text = {
    _type: { const: 'block' },
    style: oneOf(allowedNames(toolbar, 'styles', richTextNames.styles)),
    listItem: oneOf(allowedNames(toolbar, 'lists', richTextNames.lists)),
    level: { type: 'integer', minimum: 1 },
    markDefs: { type: 'array', items: nodeOf(allowedNames(toolbar, 'marks', richTextNames.annotations)) },
    children: { type: 'array', items: nodeOf(children) },
  }
  const items = [
    { type: 'object', required: ['_type', 'children'], properties: text },
    nodeOf(allowedNames(toolbar, 'blocks', richTextNames.blockObjects)),
  ]
  return { type: 'array', description: describe(toolbar), maxItems: maxBlocks, items: { anyOf: items } }
}

function describe(toolbar: Field['toolbar']): string {
  return `Portable Text; decorators: ${allowedNames(toolbar, 'marks', richTextNames.decorators).join(', ') || 'none'}`
}

function nodeOf(types: readonly string[]): JsonSchema {
  return { type: 'object', required: ['_type'], properties: { _type: oneOf(types) } }
}

/** An empty `enum` is no valid schema. */
function oneOf(names: readonly string[]): JsonSchema {
  return names.length === 0 ? { not: {} } : { enum: [...names] }
}

function sourceSchema(language: 'html' | 'markdown'): JsonSchema {
  const properties = { [language]: { type: 'string', maxLength: maxSourceBytes } }
  return { type: 'object', required: [language], properties, additionalProperties: false }
}

function parseRichText(value: unknown): Parsed {
  if (isPlainObject(value)) return parseSource(value)
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

/** What someone wrote in another language, which becomes blocks when it is saved. */
function parseSource(value: Record<string, unknown>): Parsed {
  const [language, ...others] = Object.keys(value)
  if ((language !== 'html' && language !== 'markdown') || others.length > 0)
    return refused('wrong_type', 'Rich text is a list of blocks, { "html": … } or { "markdown": … }')
  const parsed = parseString(value[language], { max: maxSourceBytes, unit: 'bytes', count: countBytes })
  if (parsed.issues === undefined) return { value: { [language]: parsed.value } }
  return { issues: parsed.issues.map((issue) => ({ ...issue, path: `/${language}` })) }
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
