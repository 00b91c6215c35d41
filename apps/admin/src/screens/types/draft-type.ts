import type { ContentTypeView, CreateTypeBody, FieldInput } from '@verso/contract'
import { type FieldKindName, fieldKinds } from '@verso/model'

export type FieldSettings = Omit<FieldInput, 'id' | 'name' | 'label' | 'kind'>

export interface DraftField {
  /** Stays the same while the field is edited and moved. */
  key: string
  id?: string
  name: string
  label: string
  kind: FieldKindName
  /** False while the name still follows the label. */
  isNameOwn: boolean
  settings: FieldSettings
}

export interface DraftType {
  name: string
  isNameOwn: boolean
  label: string
  kind: 'collection' | 'single'
  description: string
  previewUrl: string
  publicRead: boolean
  titleField: string | null
  slugField: string | null
  fields: DraftField[]
}

const commonSettings: (keyof FieldSettings)[] = ['required', 'localized', 'private', 'help', 'group']

export const titleKinds: FieldKindName[] = ['text', 'longText']

/** A type as it is edited; a new one begins with a title and its slug. */
export function draftOf(type: ContentTypeView | null): DraftType {
  if (type === null) {
    const title = newField('text', { label: 'Title', name: 'title', settings: { required: true } })
    const slug = newField('slug', { label: 'Slug', name: 'slug', settings: { from: ['title'] } })
    return {
      name: '',
      isNameOwn: false,
      label: '',
      kind: 'collection',
      description: '',
      previewUrl: '',
      publicRead: false,
      titleField: 'title',
      slugField: 'slug',
      fields: [title, slug],
    }
  }
  return {
    name: type.name,
    isNameOwn: true,
    label: type.label,
    kind: type.kind,
    description: type.description ?? '',
    previewUrl: type.previewUrl ?? '',
    publicRead: type.publicRead,
    titleField: type.titleField ?? null,
    slugField: type.slugField ?? null,
    fields: type.fields.map(({ id, name, label, kind, ...settings }) => ({
      key: id,
      id,
      name,
      label,
      kind: kind as FieldKindName,
      isNameOwn: true,
      settings,
    })),
  }
}

export function newField(kind: FieldKindName, given: Partial<DraftField> = {}): DraftField {
  lastKey += 1
  return { key: `new-${lastKey}`, name: '', label: '', kind, isNameOwn: false, settings: {}, ...given }
}

let lastKey = 0

/** The type as the API takes it: `fields` is the whole list, and only settings that the kind takes are sent. */
export function bodyOf(draft: DraftType, type: ContentTypeView | null): CreateTypeBody {
  return {
    name: draft.name,
    label: draft.label,
    kind: draft.kind,
    ...(draft.description === '' && type?.description === undefined ? {} : { description: draft.description }),
    ...(draft.previewUrl === '' ? (type?.previewUrl === undefined ? {} : { previewUrl: null }) : { previewUrl: draft.previewUrl }),
    publicRead: draft.publicRead,
    titleField: draft.titleField,
    slugField: draft.slugField,
    fields: draft.fields.map(fieldBody),
  }
}

export function takes(kind: FieldKindName, setting: keyof FieldSettings): boolean {
  return commonSettings.includes(setting) || fieldKinds[kind].settings.some((one) => one === setting)
}

function fieldBody({ id, name, label, kind, settings }: DraftField): FieldInput {
  const taken = Object.entries(settings).filter(
    ([setting, value]) => takes(kind, setting as keyof FieldSettings) && value !== undefined && value !== '',
  )
  return { ...(id === undefined ? {} : { id }), name, label, kind, ...Object.fromEntries(taken) }
}

/** A name for machines from a label for people: "Publication date" → `publicationDate`. */
export function nameOf(label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+|[\u0300-\u036f]/gu, (match) => (/^[\u0300-\u036f]/.test(match) ? '' : ' '))
    .replace(/[^A-Za-z0-9 ]/g, '')
    .trim()
    .split(/\s+/)
  const joined = words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('')
  return joined.replace(/^[0-9]+/, '').slice(0, 63)
}
