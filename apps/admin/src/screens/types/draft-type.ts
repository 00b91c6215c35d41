import { t } from '@lingui/core/macro'
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

/** `was` is the value that the saved model has for it. */
export interface DraftOption {
  value: string
  label: string
  was?: string
}

/** What each part of a field's settings is given. */
export interface SettingsPartProps {
  field: DraftField
  onChange: (change: Partial<Record<keyof FieldSettings, unknown>>) => void
  errorAt: (member: string) => string | undefined
}

export interface DraftType {
  name: string
  isNameOwn: boolean
  label: string
  kind: ContentTypeView['kind']
  description: string
  previewUrl: string
  publicRead: boolean
  tree: boolean
  titleField: string | null
  slugField: string | null
  fields: DraftField[]
  templates: DraftTemplate[]
  /** Somebody changed them here; otherwise the server lets them follow the fields. */
  areTemplatesEdited: boolean
}

/** Values by field name, in the form of a new entry's `fields`. */
export interface DraftTemplate {
  key: string
  name: string
  isNameOwn: boolean
  label: string
  fields: Record<string, unknown>
}

const commonSettings: (keyof FieldSettings)[] = ['required', 'localized', 'private', 'help', 'group', 'rules', 'showIf']

export const titleKinds: FieldKindName[] = ['text', 'longText']

const empty: DraftType = {
  name: '',
  isNameOwn: false,
  label: '',
  kind: 'collection',
  description: '',
  previewUrl: '',
  publicRead: false,
  tree: false,
  titleField: null,
  slugField: null,
  fields: [],
  templates: [],
  areTemplatesEdited: false,
}

/** A type as it is edited; a new one begins with a title and its slug, a component with nothing. */
export function draftOf(type: ContentTypeView | null, newKind: DraftType['kind'] = 'collection'): DraftType {
  if (type === null) {
    if (newKind === 'component') return { ...empty, kind: 'component' }
    const title = newField('text', { label: t`Title`, name: 'title', settings: { required: true } })
    const slug = newField('slug', { label: t`Slug`, name: 'slug', settings: { from: ['title'] } })
    return { ...empty, kind: newKind, titleField: 'title', slugField: 'slug', fields: [title, slug] }
  }
  return {
    name: type.name,
    isNameOwn: true,
    label: type.label,
    kind: type.kind,
    description: type.description ?? '',
    previewUrl: type.previewUrl ?? '',
    publicRead: type.publicRead,
    tree: type.tree === true,
    titleField: type.titleField ?? null,
    slugField: type.slugField ?? null,
    fields: type.fields.map(({ id, name, label, kind, ...settings }) => ({
      key: id,
      id,
      name,
      label,
      kind: kind as FieldKindName,
      isNameOwn: true,
      settings: savedSettings(settings),
    })),
    templates: (type.templates ?? []).map((template) => ({ ...template, key: template.name, isNameOwn: true })),
    areTemplatesEdited: false,
  }
}

/** Each saved choice remembers its value, so that another one in its place is sent as a rename. */
function savedSettings(settings: FieldSettings): FieldSettings {
  if (settings.options === undefined) return settings
  return { ...settings, options: draftOptions(settings).map(({ value, label }) => ({ value, label, was: value })) }
}

export function draftOptions({ options = [] }: FieldSettings): DraftOption[] {
  return options.map((option) => (typeof option === 'string' ? { value: option, label: option } : { ...option, label: option.label ?? '' }))
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
    titleField: draft.titleField,
    ...(draft.kind === 'component' ? {} : entryBody(draft, type)),
    fields: draft.fields.map(fieldBody),
  }
}

/** What only types with entries of their own have. */
function entryBody(draft: DraftType, type: ContentTypeView | null): Partial<CreateTypeBody> {
  const tree = draft.tree && draft.kind === 'collection'
  return {
    ...(draft.previewUrl === '' ? (type?.previewUrl === undefined ? {} : { previewUrl: null }) : { previewUrl: draft.previewUrl }),
    publicRead: draft.publicRead,
    slugField: draft.slugField,
    ...(tree || type?.tree === true ? { tree } : {}),
    ...(draft.areTemplatesEdited ? { templates: draft.templates.map(({ name, label, fields }) => ({ name, label, fields })) } : {}),
  }
}

export function takes(kind: FieldKindName, setting: keyof FieldSettings): boolean {
  // Where a value may have to be unique, it may be among some entries only.
  if (setting === 'uniqueWithin') return takes(kind, 'unique')
  return commonSettings.includes(setting) || fieldKinds[kind].settings.some((one) => one === setting)
}

function fieldBody({ id, name, label, kind, settings }: DraftField): FieldInput {
  const taken = Object.entries(settings).filter(
    ([setting, value]) => takes(kind, setting as keyof FieldSettings) && value !== undefined && value !== '',
  )
  return { ...(id === undefined ? {} : { id }), name, label, kind, ...Object.fromEntries(taken), ...optionsBody(kind, settings) }
}

function optionsBody(kind: FieldKindName, settings: FieldSettings): Pick<FieldInput, 'options'> {
  if (settings.options === undefined || !takes(kind, 'options')) return {}
  return {
    options: draftOptions(settings).map(({ was, ...option }) => (was === undefined || was === option.value ? option : { ...option, was })),
  }
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

/** Kinds that a field of this sort of type can't have: a component has no entry whose fields could be put together. */
export function kindsNotIn({ kind }: Pick<DraftType, 'kind'>): FieldKindName[] {
  return kind === 'component' ? ['computed'] : []
}
