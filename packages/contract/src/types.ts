import { fieldKindNames } from '@verso/model'
import { type Static, Type } from 'typebox'
import { Id, ListOf } from './shared.ts'

const option = Type.Object({ value: Type.String(), label: Type.String() }, { additionalProperties: false })

/** One field as the API takes it. The rules of each kind are checked by the model, with a path for each fault. */
export const FieldInput = Type.Object(
  {
    id: Type.Optional(Id),
    name: Type.String(),
    label: Type.Optional(Type.String()),
    kind: Type.Enum([...fieldKindNames]),
    required: Type.Optional(Type.Boolean()),
    localized: Type.Optional(Type.Boolean()),
    unique: Type.Optional(Type.Boolean()),
    indexed: Type.Optional(Type.Boolean()),
    searchable: Type.Optional(Type.Boolean()),
    private: Type.Optional(Type.Boolean()),
    many: Type.Optional(Type.Boolean()),
    default: Type.Optional(Type.Unknown()),
    help: Type.Optional(Type.String()),
    group: Type.Optional(Type.String()),
    min: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    max: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    pattern: Type.Optional(Type.String()),
    options: Type.Optional(Type.Array(Type.Union([Type.String(), option]))),
    to: Type.Optional(Type.Array(Type.String())),
    accept: Type.Optional(Type.Array(Type.String())),
    from: Type.Optional(Type.Array(Type.String())),
    onMissingTarget: Type.Optional(Type.Union([Type.Literal('refuse'), Type.Literal('publish'), Type.Literal('absent')])),
  },
  { additionalProperties: false },
)
export type FieldInput = Static<typeof FieldInput>

const group = Type.Object(
  { name: Type.String(), label: Type.String(), kind: Type.Union([Type.Literal('tab'), Type.Literal('section')]) },
  { additionalProperties: false },
)

const typeMembers = {
  name: Type.String(),
  label: Type.Optional(Type.String()),
  kind: Type.Optional(Type.Union([Type.Literal('collection'), Type.Literal('single')])),
  description: Type.Optional(Type.String()),
  titleField: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  slugField: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  previewUrl: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  publicRead: Type.Optional(Type.Boolean()),
  groups: Type.Optional(Type.Array(group)),
  fields: Type.Optional(Type.Array(FieldInput)),
}

export const CreateTypeBody = Type.Object(typeMembers, { additionalProperties: false })
export type CreateTypeBody = Static<typeof CreateTypeBody>

/** `fields`, when it is sent, is the whole list in its new order. */
export const PatchTypeBody = Type.Partial(Type.Object({ id: Id, ...typeMembers }), { additionalProperties: false })
export type PatchTypeBody = Static<typeof PatchTypeBody>

export const FieldView = Type.Object(
  { ...FieldInput.properties, id: Id, label: Type.String(), options: Type.Optional(Type.Array(option)) },
  { additionalProperties: false },
)
export type FieldView = Static<typeof FieldView>

export const ContentTypeView = Type.Object(
  {
    id: Id,
    name: Type.String(),
    label: Type.String(),
    kind: Type.Union([Type.Literal('collection'), Type.Literal('single')]),
    description: Type.Optional(Type.String()),
    titleField: Type.Optional(Type.String()),
    slugField: Type.Optional(Type.String()),
    previewUrl: Type.Optional(Type.String()),
    publicRead: Type.Boolean(),
    groups: Type.Optional(Type.Array(group)),
    fields: Type.Array(FieldView),
  },
  { additionalProperties: false },
)
export type ContentTypeView = Static<typeof ContentTypeView>

export const TypeParams = Type.Object({ name: Type.String() }, { additionalProperties: false })
export const Types = ListOf(ContentTypeView)

export const ModelView = Type.Object(
  { modelVersion: Type.Integer(), modelHash: Type.String(), types: Type.Array(ContentTypeView) },
  { additionalProperties: false },
)
export type ModelView = Static<typeof ModelView>

/** One step of a change of the model, and what it does to the values that are there. */
export const PlanStep = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    type: Type.String(),
    field: Type.Optional(Type.String()),
    effect: Type.Union([Type.Literal('none'), Type.Literal('convert'), Type.Literal('loss')]),
    counts: Type.Object(
      { kept: Type.Integer(), converted: Type.Integer(), convertedWithLoss: Type.Integer(), lost: Type.Integer() },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type PlanStep = Static<typeof PlanStep>

export const LocaleView = Type.Object(
  { code: Type.String(), label: Type.String(), default: Type.Boolean(), fallback: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
)
export type LocaleView = Static<typeof LocaleView>

export const Locales = ListOf(LocaleView)
