import { type ContentType, type Locale, type PartialContent, parseFields } from '@verso/model'
import type { Owned } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { completeRichText } from './complete-rich-text.ts'

/** Fields as they were sent, in the stored form; every wrong shape is listed. What the actor can't see is an unknown field. */
export function readFields(
  actor: Actor,
  { type, locales, entry }: { type: ContentType; locales: Locale[]; entry?: Owned | undefined },
  fields: unknown,
): PartialContent {
  const parsed = parseFields(readableFields(actor, type, entry), fields, { locales })
  const { content, issues } = parsed.issues === undefined ? completeRichText(type, parsed.content) : parsed
  if (content === undefined || issues.length > 0) throw new Refusal('invalid_entry', 'Some fields can not be saved as they are', { issues })
  return content
}
