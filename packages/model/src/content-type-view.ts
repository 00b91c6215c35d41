import type { ContentType, ContentTypeKind, Field, FieldGroup, FormerName, Model } from './content-type.ts'

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
  templates?: { name: string; label: string; fields: Record<string, unknown> }[]
  formerNames?: FormerName[]
  groups?: FieldGroup[]
  fields: FieldView[]
}

/** A type as the API gives it, which can be sent back as it is. Types and fields that the model doesn't hold (any more) are left out. */
export function contentTypeView(type: ContentType, model: Pick<Model, 'types'>): ContentTypeView {
  const fieldName = (id: string | undefined) => type.fields.find((field) => field.id === id)?.name
  const { titleField, slugField, publicRead, fields, templates: _, ...others } = type
  const title = fieldName(titleField)
  const slug = fieldName(slugField)
  return {
    ...others,
    ...(title === undefined ? {} : { titleField: title }),
    ...(slug === undefined ? {} : { slugField: slug }),
    publicRead: publicRead === true,
    fields: fields.map((field) => fieldView(field, { model, fieldName })),
  }
}

function fieldView(
  field: Field,
  { model, fieldName }: { model: Pick<Model, 'types'>; fieldName: (id: string) => string | undefined },
): FieldView {
  return {
    ...field,
    ...(field.to === undefined ? {} : { to: field.to.flatMap((id) => model.types.find((type) => type.id === id)?.name ?? []) }),
    ...(field.from === undefined ? {} : { from: field.from.flatMap((id) => fieldName(id) ?? []) }),
  }
}
