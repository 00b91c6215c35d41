import { createHash } from 'node:crypto'
import {
  canonicalJson,
  type ContentType,
  type Field,
  fieldKinds,
  type Issue,
  isPlainObject,
  type Json,
  mapLeaves,
  type PartialContent,
} from '@verso/model'
import { allowedSchema, fillKeys, fromHtml, fromMarkdown, keySequence, type RichTextSchema, validateRichText } from '@verso/rich-text'

/**
 * Looks into the rich text of a change, wherever it stands: every fault with its path, a key for each block and span that has none, and
 * blocks in place of HTML and Markdown. Of those, formatting that the field doesn't allow becomes plain text; blocks with it are refused.
 */
export function completeRichText(type: ContentType, change: PartialContent): { content: PartialContent; issues: Issue[] } {
  const issues: Issue[] = []
  const content = mapLeaves(type, change, (field, value, path) => {
    if (field.kind !== 'richText') return value
    const blocks = blocksOf(field, value)
    issues.push(...blocks.issues.map((issue) => ({ ...issue, path: path + issue.path })))
    return blocks.value
  })
  return { content, issues }
}

function blocksOf(field: Field, value: Json): { value: Json; issues: Issue[] } {
  const schema = allowedSchema(field.toolbar)
  if (!isPlainObject(value)) return { value: withKeys(value), issues: validateRichText(value, schema) }
  const blocks = fromSource(value, schema)
  // What was short as HTML may be long as blocks.
  const { issues = [] } = fieldKinds.richText.parse(blocks, field)
  return { value: blocks, issues: issues.map(({ code, message }) => ({ code, message, path: '' })) }
}

function fromSource({ html, markdown }: Record<string, unknown>, schema: RichTextSchema): Json {
  const { value } = typeof html === 'string' ? fromHtml(html, { schema }) : fromMarkdown(String(markdown), { schema })
  return value as unknown as Json
}

/**
 * Keys come from what was sent: the same text sent again gets the same keys and is no change, and two people who add
 * different blocks at once don't give them one key.
 */
function withKeys(value: unknown): Json {
  if (!Array.isArray(value)) return value as Json
  const prefix = createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 8)
  return fillKeys(value as Json[], keySequence(`${prefix}-`))
}
