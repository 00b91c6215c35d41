import { plural, t } from '@lingui/core/macro'
import type { FieldView } from '@verso/contract'
import type { Json } from '@verso/model'
import { itemsOf, memberOf } from '../../fields/nested/items.ts'

/** A value in words, for places where two are compared. */
export function valueWords(value: Json | undefined, field: FieldView): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return t`Nothing`
  if (typeof value === 'string') return field.kind === 'enum' ? optionLabel(value, field) : value
  if (typeof value === 'boolean') return value ? t`Yes` : t`No`
  if (typeof value === 'number') return String(value)
  if (field.kind === 'richText') return blockText(value)
  if (field.kind === 'enum' && Array.isArray(value)) return value.map((item) => optionLabel(String(item), field)).join(', ')
  if (field.kind === 'reference') return Array.isArray(value) ? plural(value.length, { one: '# entry', other: '# entries' }) : t`One entry`
  if (field.kind === 'media') return Array.isArray(value) ? plural(value.length, { one: '# file', other: '# files' }) : t`A file`
  if (field.kind === 'location') return `${String(memberOf(value, 'lat'))}, ${String(memberOf(value, 'lng'))}`
  if (field.kind === 'blocks' && Array.isArray(value))
    return `${plural(itemsOf(value).length, { one: '# block', other: '# blocks' })}: ${textsIn(value)}`
  if (field.kind === 'component' || field.kind === 'blocks') return textsIn(value)
  return JSON.stringify(value, null, 2)
}

function optionLabel(value: string, { options = [] }: FieldView): string {
  return options.find((option) => option.value === value)?.label ?? value
}

/** What is written inside, in its order, for those who have to tell two of them apart. */
function textsIn(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  if (Array.isArray(value)) return value.map(textsIn).filter(Boolean).join(' · ')
  const members = Object.entries(value).filter(([name]) => !name.startsWith('_'))
  return members
    .map(([, member]) => textsIn(member))
    .filter(Boolean)
    .join(' · ')
}

/** The words of rich text, a line for each block. */
function blockText(value: Json): string {
  if (Array.isArray(value))
    return value
      .map(blockText)
      .filter((line) => line !== '')
      .join('\n')
  if (typeof value !== 'object' || value === null) return ''
  if (isSpan(value)) return value.text
  if (Array.isArray(value['children'])) return value['children'].map((child) => (isSpan(child) ? child.text : '')).join('')
  const inner = Object.values(value)
    .filter((member) => Array.isArray(member))
    .map(blockText)
    .join('\n')
  return inner === '' ? `[${String(value['_type'] ?? 'object')}]` : inner
}

function isSpan(value: Json): value is { text: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['text'] === 'string'
}
