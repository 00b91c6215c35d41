import {
  type ComputedResult,
  computedResult,
  type ContentType,
  type ContentTypeKind,
  type Field,
  type FieldGroup,
  type FormerName,
  type Model,
  type Retention,
} from './content-type.ts'
import { type EntryTemplateView, templateView } from './entry-templates.ts'
import { wishesView } from './wishes-view.ts'

/** A field as people read and write it: `to` holds names of types, `from` names of fields. */
export type FieldView = Field

export interface ContentTypeView {
  id: string
  name: string
  label: string
  kind: ContentTypeKind
  description?: string
  titleField?: string
  slugField?: string
  previewUrl?: string
  publicRead: boolean
  tree?: boolean
  retention?: Retention
  templates?: EntryTemplateView[]
  formerNames?: FormerName[]
  groups?: FieldGroup[]
  fields: FieldView[]
}

/** A type as the API gives it, which can be sent back as it is. Types and fields that the model doesn't hold (any more) are left out. */
export function contentTypeView(type: ContentType, model: Pick<Model, 'types'>): ContentTypeView {
  const fieldName = (id: string | undefined) => type.fields.find((field) => field.id === id)?.name
  const { titleField, slugField, publicRead, fields, templates, ...others } = type
  const title = fieldName(titleField)
  const slug = fieldName(slugField)
  return {
    ...others,
    ...(title === undefined ? {} : { titleField: title }),
    ...(slug === undefined ? {} : { slugField: slug }),
    publicRead: publicRead === true,
    ...(templates === undefined ? {} : { templates: templates.map((template) => templateView(type, template)) }),
    fields: fields.map((field) => ({ ...fieldView(field, { model, fieldName }), ...wishesView(field, type, model.types) })),
  }
}

/** A type as readers are told of it: a computed field says what it gives. */
export type ReadableTypeView = Omit<ContentTypeView, 'fields'> & { fields: (Field & { result?: ComputedResult })[] }

/** The same for readers, who are also told what a computed field gives. */
export function readableTypeView(type: ContentType, model: Pick<Model, 'types'>): ReadableTypeView {
  const view = contentTypeView(type, model)
  const results = new Map(type.fields.map((field) => [field.id, field[computedResult]]))
  const fields = view.fields.map((field) => {
    const result = results.get(field.id)
    return field.kind === 'computed' && result !== undefined ? { ...field, result } : field
  })
  return { ...view, fields }
}

function fieldView(
  field: Field,
  { model, fieldName }: { model: Pick<Model, 'types'>; fieldName: (id: string) => string | undefined },
): FieldView {
  const entries = field.toolbar?.entries === undefined ? undefined : namesOf(field.toolbar.entries, model)
  const { expression: _, rules: __, showIf: ___, uniqueWithin: ____, ...own } = field
  return {
    ...own,
    ...(entries === undefined ? {} : { toolbar: { ...field.toolbar, entries } }),
    ...(field.to === undefined ? {} : { to: namesOf(field.to, model) }),
    ...(field.components === undefined ? {} : { components: namesOf(field.components, model) }),
    ...(field.blocks === undefined ? {} : { blocks: namesOf(field.blocks, model) }),
    ...(field.from === undefined ? {} : { from: field.from.flatMap((id) => fieldName(id) ?? []) }),
  }
}

function namesOf(ids: readonly string[], { types }: Pick<Model, 'types'>): string[] {
  return ids.flatMap((id) => types.find((type) => type.id === id)?.name ?? [])
}
