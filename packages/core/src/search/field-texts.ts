import {
  type ContentType,
  type Field,
  type FieldKindName,
  type FlatContent,
  isItemList,
  isNested,
  isPlainObject,
  type Json,
  nestedItems,
} from '@verso/model'
import type { SearchWeight } from '@verso/query'
import { toText } from '@verso/rich-text'

/** One text of a document that is searched. */
export interface FieldText {
  /** Id of the entry's own field that it stands in. */
  fieldId: string
  /** Ids and positions on the way to it, as the origins of values are named. */
  key: string
  /** Names on the way to it, with dots between. */
  path: string
  weight: SearchWeight
  text: string
  /** The file whose name and description are searched with it. */
  file?: { id: string; hasAlt: boolean }
}

const long: readonly FieldKindName[] = ['longText', 'markdown', 'richText']

/** The texts of those fields that are searched, those inside components too. `flat` is the content of one locale. */
export function fieldTexts(type: ContentType, flat: FlatContent): FieldText[] {
  return type.fields.flatMap((field) => {
    const place = { fieldId: field.id, key: field.id, path: field.name }
    const isTitle = field.id === type.titleField
    return textsIn(field, flat[field.id], place).map((text) => (isTitle ? { ...text, weight: 'A' as const } : text))
  })
}

type Place = Pick<FieldText, 'fieldId' | 'key' | 'path'>

function textsIn(field: Field, value: Json | undefined, place: Place): FieldText[] {
  if (value === undefined || value === null) return []
  if (isNested(field)) return textsInside(field, value, place)
  if (field.searchable !== true) return []
  if (field.kind === 'media') return [value].flat().flatMap((use) => usedFile(use, place))
  const text = textOf(field, value)
  return text === '' ? [] : [{ ...place, weight: long.includes(field.kind) ? 'C' : 'B', text }]
}

function textsInside(field: Field, value: Json, { fieldId, key, path }: Place): FieldText[] {
  return nestedItems(field, value).flatMap(({ type, value: members, index }) =>
    type.fields.flatMap((inner) =>
      textsIn(inner, members[inner.id], {
        fieldId,
        key: `${key}${isItemList(field) ? `/${index}` : ''}/${inner.id}`,
        path: field.kind === 'blocks' ? `${path}.${type.name}.${inner.name}` : `${path}.${inner.name}`,
      }),
    ),
  )
}

function usedFile(use: Json, place: Place): FieldText[] {
  if (!isPlainObject(use) || typeof use._media !== 'string') return []
  const alt = typeof use.alt === 'string' ? use.alt : ''
  return [{ ...place, weight: 'D', text: alt, file: { id: use._media, hasAlt: alt !== '' } }]
}

/** As people see it: options by their labels, rich text without its marks. */
function textOf(field: Field, value: Json): string {
  if (field.kind === 'richText') return toText(value)
  const texts = [value].flat().map(String)
  if (field.kind !== 'enum') return texts.join('\n')
  return texts.map((one) => field.options?.find((option) => option.value === one)?.label ?? one).join('\n')
}
