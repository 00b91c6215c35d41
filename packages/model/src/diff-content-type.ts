import { canonicalJson } from './canonical-json.ts'
import type { ContentType, Field, FieldSettings } from './content-type.ts'
import { type Effect, kindChangeEffect } from './kind-changes.ts'

export type StepKind =
  | 'addType'
  | 'removeType'
  | 'renameType'
  | 'changeType'
  | 'addField'
  | 'removeField'
  | 'renameField'
  | 'moveField'
  | 'changeKind'
  | 'changeMany'
  | 'changeLocalized'
  | 'changeSetting'

/** One step of a change of a type, and what it does to the values that are there, if there are any. */
export interface Step {
  /** The same for the same step of the same change. */
  id: string
  kind: StepKind
  typeId: string
  /** Name of the type, after the change where it still is. */
  type: string
  fieldId?: string
  field?: string
  /** Which setting of a type or field is another. */
  setting?: string
  effect: Effect
}

const typeSettings = [
  'label',
  'kind',
  'description',
  'titleField',
  'slugField',
  'previewUrl',
  'publicRead',
  'tree',
  'templates',
  'groups',
] as const
const fieldSettings: readonly (keyof FieldSettings | 'label')[] = [
  'label',
  'required',
  'unique',
  'indexed',
  'searchable',
  'private',
  'default',
  'help',
  'group',
  'min',
  'max',
  'pattern',
  'options',
  'to',
  'accept',
  'from',
  'onMissingTarget',
  'bigint',
  'components',
  'blocks',
  'schema',
  'toolbar',
  'expression',
  'rules',
  'uniqueWithin',
  'showIf',
]

/** What lies between two states of a type, told by permanent ids; null stands for a type that isn't there. Without a difference there is no step. */
export function diffContentType(before: ContentType | null, after: ContentType | null): Step[] {
  const type = after ?? before
  if (type === null) return []
  const step = stepOf(type)
  if (before === null) return [step('addType', 'none')]
  if (after === null) return [step('removeType', 'loss')]
  return [
    ...(before.name === after.name ? [] : [step('renameType', 'none')]),
    ...typeSettings.filter((setting) => differs(before[setting], after[setting])).map((setting) => step('changeType', 'none', { setting })),
    ...before.fields.filter((field) => find(after, field) === undefined).map((field) => step('removeField', 'loss', { field })),
    ...after.fields.flatMap((field) => fieldSteps(find(before, field), field, step)),
    ...movedFields(before, after).map((field) => step('moveField', 'none', { field })),
  ]
}

type MakeStep = (kind: StepKind, effect: Effect, about?: { field?: Field; setting?: string }) => Step

function stepOf(type: ContentType): MakeStep {
  return (kind, effect, { field, setting } = {}) => ({
    id: [kind, field?.id ?? type.id, ...(setting === undefined ? [] : [setting])].join(':'),
    kind,
    typeId: type.id,
    type: type.name,
    ...(field === undefined ? {} : { fieldId: field.id, field: field.name }),
    ...(setting === undefined ? {} : { setting }),
    effect,
  })
}

function fieldSteps(before: Field | undefined, field: Field, step: MakeStep): Step[] {
  if (before === undefined) return [step('addField', 'none', { field })]
  const manyEffect: Effect = field.many === true ? 'convert' : 'loss'
  // Many languages become one: those beside the default are lost.
  const localizedEffect: Effect = field.localized === true ? 'convert' : 'loss'
  return [
    ...(before.name === field.name ? [] : [step('renameField', 'none', { field })]),
    ...(before.kind === field.kind ? [] : [step('changeKind', kindChangeEffect({ before, after: field }), { field })]),
    ...(before.kind !== field.kind || (before.many === true) === (field.many === true) ? [] : [step('changeMany', manyEffect, { field })]),
    ...((before.localized === true) === (field.localized === true) ? [] : [step('changeLocalized', localizedEffect, { field })]),
    ...fieldSettings
      .filter((setting) => differs(before[setting], field[setting]))
      .map((setting) => step('changeSetting', 'none', { field, setting })),
  ]
}

/** Fields whose order among those that stay is another; one that only makes room for a new one hasn't moved. */
function movedFields(before: ContentType, after: ContentType): Field[] {
  const stayed = after.fields.filter((field) => find(before, field) !== undefined)
  const old = before.fields.filter((field) => find(after, field) !== undefined)
  return stayed.filter((field, index) => old[index]?.id !== field.id)
}

function find(type: ContentType, { id }: Field): Field | undefined {
  return type.fields.find((field) => field.id === id)
}

function differs(one: unknown, other: unknown): boolean {
  return canonicalJson(one) !== canonicalJson(other)
}
