import { applyContent } from './apply-content.ts'
import type { Content } from './content.ts'
import type { ContentType, EntryTemplate, Locale } from './content-type.ts'
import { convertFieldValue } from './convert-field-value.ts'
import { fieldsView } from './fields-view.ts'
import type { IssueList } from './issue-list.ts'
import { jsonPointer } from './json-pointer.ts'
import { labelOf } from './names.ts'
import { parseFields } from './parse-fields.ts'
import { parseName, parseText, refuseUnknownMembers } from './parse-members.ts'
import { isPlainObject } from './plain-object.ts'

/** A template as people write it: values by name, in the form of a new entry's `fields`. */
export interface EntryTemplateView {
  name: string
  label: string
  fields: Record<string, unknown>
}

const maxTemplates = 50

/** What new entries may begin from; only shapes are checked, as of drafts. The type is linked. None is undefined. */
export function parseTemplates(
  value: unknown,
  { type, locales }: { type: ContentType; locales: readonly Locale[] },
  list: IssueList,
): EntryTemplate[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.length > maxTemplates)
    return list.add('/templates', 'wrong_type', `Templates are a list of at most ${maxTemplates}`)
  const templates: EntryTemplate[] = []
  for (const [index, item] of value.entries()) {
    const taken = templates.map(({ name }) => name)
    const template = parseTemplate(item, { type, locales, taken }, list.at(`/templates/${index}`))
    if (template !== undefined) templates.push(template)
  }
  return templates.length === 0 ? undefined : templates
}

/** The templates of a type that was changed: values that the fields can't hold any more are left out. */
export function keptTemplates(before: ContentType, after: ContentType, defaultLocale: string): EntryTemplate[] | undefined {
  return before.templates?.map((template) => {
    const content: Content = {}
    for (const field of after.fields) {
      const [old, value] = [before.fields.find(({ id }) => id === field.id), template.content[field.id]]
      const kept =
        old === undefined || value === undefined ? null : convertFieldValue(value, { before: old, after: field, defaultLocale }).value
      if (kept !== null) content[field.id] = kept
    }
    return { ...template, content }
  })
}

/** A template with the names of its fields; those that the type doesn't have (any more) are left out. */
export function templateView(type: ContentType, { name, label, content }: EntryTemplate): EntryTemplateView {
  const view = fieldsView(type, content)
  const present = type.fields.filter(({ id }) => content[id] !== undefined)
  return { name, label, fields: Object.fromEntries(present.map((field) => [field.name, view[field.name]])) }
}

interface TemplateContext {
  type: ContentType
  locales: readonly Locale[]
  taken: readonly string[]
}

function parseTemplate(item: unknown, { type, locales, taken }: TemplateContext, list: IssueList): EntryTemplate | undefined {
  if (!isPlainObject(item)) return list.add('', 'wrong_type', 'A template is an object with a name and fields')
  refuseUnknownMembers(item, ['name', 'label', 'fields'], list)
  const name = parseName(item.name, taken, list)
  const label = parseText(item.label, { path: '/label', max: 200 }, list)
  const parsed = parseFields(type, item.fields ?? {}, { locales })
  for (const issue of parsed.issues ?? []) list.add(issue.path, issue.code, issue.message)
  for (const path of richTextSources(type, parsed.content)) list.add(path, 'wrong_type', 'In a template, rich text is a list of blocks')
  if (name === undefined || parsed.content === undefined) return undefined
  return { name, label: label === undefined || label === '' ? labelOf(name) : label, content: applyContent(type, {}, parsed.content) }
}

/** Rich text in another language (`{ "html" }`) becomes blocks in the room that knows both, when an entry is saved; not here. */
function richTextSources(type: ContentType, content: Content = {}): string[] {
  return type.fields
    .filter((field) => field.kind === 'richText')
    .flatMap((field) => {
      const value = content[field.id]
      const values = field.localized === true && isPlainObject(value) ? Object.values(value) : [value]
      return values.some((one) => isPlainObject(one)) ? [jsonPointer('fields', field.name)] : []
    })
}
