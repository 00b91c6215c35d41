import { type ContentType, type Locale, type PartialContent, parseFields } from '@verso/model'
import type { Actor } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { completeRichText } from './complete-rich-text.ts'

/** Fields as they were sent, in the stored form; every wrong shape is listed. What the actor can't see is an unknown field. */
export function readFields(actor: Actor, { type, locales }: { type: ContentType; locales: Locale[] }, fields: unknown): PartialContent {
  const parsed = parseFields(readableFields(actor, type), fields, { locales })
  const { content, issues } = parsed.issues === undefined ? completeRichText(type, parsed.content) : parsed
  if (content === undefined || issues.length > 0) throw new Refusal('invalid_entry', 'Some fields can not be saved as they are', { issues })
  return content
}
