import { type ImportRecord, slugOf } from '@verso/core'
import type { ContentType, Field } from '@verso/model'
import { fromHtml, fromMarkdown, headings, toMarkdown } from '@verso/rich-text'
import type { SourceDocument } from './read-document.ts'

export type DocumentLanguage = 'markdown' | 'html'

export interface DocumentTarget {
  type: ContentType
  language: DocumentLanguage
  /** The field that the words go into. */
  body: Field
  /** The language that localised fields are written in. */
  locale: string
  publish: boolean
}

/** The field for the words of documents: the one that is named, else the first that holds formatted text, else the first long text. */
export function bodyField({ fields }: ContentType, name: string | undefined): Field | undefined {
  if (name !== undefined) return fields.find((field) => field.name === name)
  const kinds = ['richText', 'markdown', 'longText']
  return kinds.flatMap((kind) => fields.filter((field) => field.kind === kind))[0]
}

/**
 * A document as an entry: facts are fields by name, and `parent`, `draft` and `publish` are said of the entry itself. What has no title is
 * called as its first heading or its file, what has no slug is addressed by its file.
 */
export function toRecord(key: string, { facts, text }: SourceDocument, target: DocumentTarget): ImportRecord {
  const { type, body, publish } = target
  const { parent, draft, publish: wish, ...named } = pick(facts, ['parent', 'draft', 'publish'], type)
  const fileName = key.split('/').at(-1) ?? key
  const fields: Record<string, unknown> = { ...named, [body.name]: localised(body, bodyValue(text, target), target) }
  const [title, slug] = [type.titleField, type.slugField].map((id) => type.fields.find((field) => field.id === id))
  if (title !== undefined && fields[title.name] === undefined) fields[title.name] = firstHeading(text, target) ?? fileName
  if (slug !== undefined && fields[slug.name] === undefined)
    fields[slug.name] = slugOf(fileName.replace(/^\d{4}-\d{2}-\d{2}-/, ''), target.locale)
  const all = Object.entries(fields).map(([name, value]) => {
    const field = type.fields.find((candidate) => candidate.name === name)
    return [name, field === undefined ? value : localised(field, value, target)]
  })
  return {
    key,
    type: type.name,
    fields: Object.fromEntries(all),
    publish: typeof wish === 'boolean' ? wish : publish && draft !== true,
    ...(typeof parent === 'string' ? { parent: parent.startsWith('key:') ? parent : `key:${parent}` } : {}),
  }
}

/** A fact that is called like a field is that field's value, whatever else the name could mean. */
function pick(facts: Record<string, unknown>, names: string[], { fields }: ContentType): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      names.includes(name) && fields.some((field) => field.name === name) ? [] : [[name, value]],
    ),
  )
}

function bodyValue(text: string, { body, language }: DocumentTarget): unknown {
  if (body.kind === 'richText') return { [language]: text }
  return body.kind === 'markdown' && language === 'html' ? toMarkdown(fromHtml(text).value) : text
}

/** Front matter says one value; a map of languages stays what it is. */
function localised(field: Field, value: unknown, { locale }: DocumentTarget): unknown {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, locale)
  return field.localized !== true || isMap || value === null ? value : { [locale]: value }
}

function firstHeading(text: string, { language }: DocumentTarget): string | undefined {
  return headings((language === 'html' ? fromHtml(text) : fromMarkdown(text)).value).find((heading) => heading.text !== '')?.text
}
