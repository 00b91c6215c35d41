import { fieldKindNames } from '@verso/model'
import { type Static, Type } from 'typebox'
import { ActorRef, Id, ListOf, Time } from './shared.ts'

const option = Type.Object({ value: Type.String(), label: Type.String() }, { additionalProperties: false })
/** `was` names the value that this one was until now: a rename. */
const optionInput = Type.Object(
  { value: Type.String(), label: Type.Optional(Type.String()), was: Type.Optional(Type.String()) },
  { additionalProperties: false },
)
const rule = Type.Object({ expression: Type.String(), message: Type.Optional(Type.String()) }, { additionalProperties: false })
const names = Type.Optional(Type.Array(Type.String()))
const toolbar = Type.Object({ styles: names, marks: names, lists: names, blocks: names, entries: names }, { additionalProperties: false })
const formerName = Type.Object({ name: Type.String(), until: Type.String() }, { additionalProperties: false })
const template = Type.Object(
  { name: Type.String(), label: Type.Optional(Type.String()), fields: Type.Record(Type.String(), Type.Unknown()) },
  { additionalProperties: false },
)
/** What any of the two keeps stays, and so does what is current, was published or has a name. Without it all history is kept. */
const retention = Type.Object(
  {
    revisions: Type.Optional(Type.Integer({ description: 'As many of the newest revisions of an entry' })),
    days: Type.Optional(Type.Integer({ description: 'Revisions saved in as many last days' })),
  },
  { additionalProperties: false },
)
const typeKind = Type.Union([Type.Literal('collection'), Type.Literal('single'), Type.Literal('component')])

/** One field as the API takes it. The rules of each kind are checked by the model, with a path for each fault. */
export const FieldInput = Type.Object(
  {
    id: Type.Optional(Id),
    name: Type.String(),
    label: Type.Optional(Type.String()),
    kind: Type.Enum([...fieldKindNames]),
    required: Type.Optional(Type.Boolean()),
    localized: Type.Optional(Type.Boolean()),
    unique: Type.Optional(Type.Union([Type.Boolean(), Type.Literal('type')])),
    uniqueWithin: Type.Optional(Type.String()),
    indexed: Type.Optional(Type.Boolean()),
    searchable: Type.Optional(Type.Boolean()),
    altRequired: Type.Optional(Type.Boolean({ description: 'A picture without alternative text can not be published here' })),
    private: Type.Optional(Type.Boolean()),
    many: Type.Optional(Type.Boolean()),
    default: Type.Optional(Type.Unknown()),
    help: Type.Optional(Type.String()),
    group: Type.Optional(Type.String()),
    min: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    max: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    pattern: Type.Optional(Type.String()),
    options: Type.Optional(Type.Array(Type.Union([Type.String(), optionInput]))),
    to: Type.Optional(Type.Array(Type.String())),
    accept: Type.Optional(Type.Array(Type.String())),
    from: Type.Optional(Type.Array(Type.String())),
    onMissingTarget: Type.Optional(Type.Union([Type.Literal('refuse'), Type.Literal('publish'), Type.Literal('absent')])),
    onTargetDelete: Type.Optional(
      Type.Union([Type.Literal('refuse'), Type.Literal('clear'), Type.Literal('leave')], {
        description:
          'What happens when the target is deleted or unpublished: refused, the link taken out of drafts (not in rich text), or left. Without it links to entries are left and files that are used can not be deleted',
      }),
    ),
    bigint: Type.Optional(Type.Boolean()),
    components: names,
    blocks: names,
    schema: Type.Optional(Type.Unknown()),
    toolbar: Type.Optional(toolbar),
    expression: Type.Optional(Type.String()),
    rules: Type.Optional(Type.Array(rule)),
    showIf: Type.Optional(Type.String()),
    formerNames: Type.Optional(Type.Array(formerName)),
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
  kind: Type.Optional(typeKind),
  description: Type.Optional(Type.String()),
  titleField: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  slugField: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  previewUrl: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  publicRead: Type.Optional(Type.Boolean()),
  tree: Type.Optional(Type.Boolean()),
  retention: Type.Optional(Type.Union([retention, Type.Null()])),
  templates: Type.Optional(Type.Array(template)),
  formerNames: Type.Optional(Type.Array(formerName)),
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
    kind: typeKind,
    description: Type.Optional(Type.String()),
    titleField: Type.Optional(Type.String()),
    slugField: Type.Optional(Type.String()),
    previewUrl: Type.Optional(Type.String()),
    publicRead: Type.Boolean(),
    tree: Type.Optional(Type.Boolean()),
    retention: Type.Optional(retention),
    templates: Type.Optional(Type.Array(Type.Required(template))),
    formerNames: Type.Optional(Type.Array(formerName)),
    groups: Type.Optional(Type.Array(group)),
    fields: Type.Array(FieldView),
  },
  { additionalProperties: false },
)
export type ContentTypeView = Static<typeof ContentTypeView>

export const TypeParams = Type.Object({ name: Type.String() }, { additionalProperties: false })
export const Types = ListOf(ContentTypeView)

/** A language of content. `was` names the code that it had until now: a rename. */
const localeMembers = {
  code: Type.String({ description: 'BCP 47' }),
  label: Type.String(),
  fallback: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  default: Type.Optional(Type.Boolean()),
}

export const CreateLocaleBody = Type.Object(localeMembers, { additionalProperties: false })
export type CreateLocaleBody = Static<typeof CreateLocaleBody>

export const PatchLocaleBody = Type.Partial(Type.Object(localeMembers), { additionalProperties: false })
export type PatchLocaleBody = Static<typeof PatchLocaleBody>

export const LocaleParams = Type.Object({ code: Type.String() }, { additionalProperties: false })

export const LocaleView = Type.Object(
  {
    code: Type.String(),
    label: Type.String(),
    default: Type.Boolean(),
    fallback: Type.Union([Type.String(), Type.Null()]),
    formerCodes: Type.Optional(Type.Array(formerName)),
  },
  { additionalProperties: false },
)
export type LocaleView = Static<typeof LocaleView>

export const Locales = ListOf(LocaleView)

export const ModelView = Type.Object(
  { modelVersion: Type.Integer(), modelHash: Type.String(), locales: Type.Array(LocaleView), types: Type.Array(ContentTypeView) },
  { additionalProperties: false },
)
export type ModelView = Static<typeof ModelView>

const count = Type.Integer({ minimum: 0 })
const PlanCounts = Type.Object(
  { kept: count, converted: count, convertedWithLoss: count, lost: count },
  { additionalProperties: false, description: 'Values, of which a localised field has one for each language' },
)

export const PlanSample = Type.Object(
  { id: Id, title: Type.String(), locale: Type.Optional(Type.String()), before: Type.Unknown(), after: Type.Unknown() },
  { additionalProperties: false },
)
export type PlanSample = Static<typeof PlanSample>

/** One step of a change of the model, and what it does to the values that are there. */
export const PlanStep = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    type: Type.String(),
    field: Type.Optional(Type.String()),
    setting: Type.Optional(Type.String()),
    locale: Type.Optional(Type.String()),
    from: Type.Optional(Type.String({ description: 'The name before a rename' })),
    effect: Type.Union([Type.Literal('none'), Type.Literal('convert'), Type.Literal('loss')]),
    counts: PlanCounts,
    places: Type.Optional(
      Type.Object(
        { drafts: PlanCounts, published: PlanCounts, history: PlanCounts },
        { additionalProperties: false, description: '`counts` are those of drafts' },
      ),
    ),
    samples: Type.Array(PlanSample, { maxItems: 20 }),
    breaks: Type.Optional(
      Type.Object(
        {
          count,
          samples: Type.Array(Type.Object({ id: Id, title: Type.String(), message: Type.String() }, { additionalProperties: false })),
        },
        { additionalProperties: false, description: 'Published entries that break the new rule' },
      ),
    ),
    needs: Type.Optional(Type.String({ description: '`acceptLoss` where the step loses values' })),
  },
  { additionalProperties: false },
)
export type PlanStep = Static<typeof PlanStep>

export const ModelPlan = Type.Object({ planHash: Type.String(), steps: Type.Array(PlanStep) }, { additionalProperties: false })
export type ModelPlan = Static<typeof ModelPlan>

export const ApplyModelBody = Type.Object(
  { planHash: Type.String(), acceptLoss: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type ApplyModelBody = Static<typeof ApplyModelBody>

export const AppliedModel = Type.Object(
  { modelVersion: Type.Integer(), seq: Type.Union([Type.Integer(), Type.Null()]) },
  { additionalProperties: false, description: '`seq` is null where there was nothing to do' },
)
export type AppliedModel = Static<typeof AppliedModel>

export const UndoModelBody = Type.Object(
  { modelVersion: Type.Integer({ minimum: 1 }), acceptLoss: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type UndoModelBody = Static<typeof UndoModelBody>

/** The document of `GET /model`, changed or not. Its rules are checked by the model, with a path into the document for each fault. */
export const ModelDocument = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    modelVersion: Type.Optional(Type.Integer()),
    modelHash: Type.Optional(Type.String()),
    locales: Type.Optional(Type.Unknown()),
    types: Type.Unknown(),
  },
  { additionalProperties: false },
)
export type ModelDocument = Static<typeof ModelDocument>

export const ModelVersionView = Type.Object(
  {
    version: Type.Integer(),
    hash: Type.String(),
    seq: Type.Union([Type.Integer(), Type.Null()]),
    at: Time,
    by: ActorRef,
    steps: Type.Array(Type.Unknown({ description: 'As its plan said them' })),
    restores: Type.Union([Type.Integer(), Type.Null()], { description: 'For an undo: the version whose model came back' }),
    undo: Type.Union([Type.Object({ until: Time, blockedBy: Type.Array(Type.Integer()) }, { additionalProperties: false }), Type.Null()], {
      description: 'Null where the change is undone, is an undo, or is too old; `blockedBy` are newer changes to undo first',
    }),
  },
  { additionalProperties: false },
)
export type ModelVersionView = Static<typeof ModelVersionView>

export const ModelVersions = ListOf(ModelVersionView)

/** A field that the model marks as indexed or unique, and how far its indexes are: until they are ready, filters and sorts are as slow as without. */
export const IndexView = Type.Object(
  {
    type: Type.String(),
    field: Type.String({
      description: 'Names on the way to it, joined by `.`',
    }),
    state: Type.Union([Type.Literal('pending'), Type.Literal('building'), Type.Literal('ready')]),
    progress: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description: 'Of the index that is being built' }),
    bytes: Type.Integer({ minimum: 0 }),
    lacks: Type.Optional(
      Type.Literal('pg_trgm', {
        description: 'An extension that the database would need for an index of parts of texts (`contains`, `ieq` …): these go through all',
      }),
    ),
  },
  { additionalProperties: false },
)

export const Indexes = ListOf(IndexView)
