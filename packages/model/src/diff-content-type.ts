import { canonicalJson } from './canonical-json.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Renames } from './conversions/model-change.ts'
import { type Effect, kindChangeEffect } from './kind-changes.ts'
import { settingNames, typeSettingNames } from './setting-names.ts'

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
  | 'renameOption'
  | 'addLocale'
  | 'removeLocale'
  | 'renameLocale'
  | 'changeLocale'

/** One step of a change of the model, and what it does to the values that are there, if there are any. */
export interface Step {
  /** The same for the same step of the same change. */
  id: string
  kind: StepKind
  /** Empty where the step is about a locale. */
  typeId: string
  /** Name of the type, after the change where it still is. */
  type: string
  fieldId?: string
  field?: string
  /** Code of the locale, after the change where it still is. */
  locale?: string
  /** The name before a rename. */
  from?: string
  /** Which setting of a type or field is another. */
  setting?: string
  effect: Effect
}

/** Many values and languages are steps of their own. */
const fieldSettings = ['label', ...settingNames.filter((name) => name !== 'many' && name !== 'localized')] as const

/** What lies between two states of a type, told by permanent ids; null stands for a type that isn't there. Without a difference there is no step. */
export function diffContentType(before: ContentType | null, after: ContentType | null, options: Renames['options'] = {}): Step[] {
  const type = after ?? before
  if (type === null) return []
  const step = stepOf(type)
  if (before === null) return [step('addType', 'none')]
  if (after === null) return [step('removeType', type.kind === 'component' ? 'none' : 'loss')]
  return [
    ...(before.name === after.name ? [] : [step('renameType', 'none', { from: before.name })]),
    ...typeSettingNames
      .filter((setting) => differs(before[setting], after[setting]))
      .map((setting) => step('changeType', 'none', { setting })),
    ...before.fields.filter((field) => find(after, field) === undefined).map((field) => step('removeField', 'loss', { field })),
    ...after.fields.flatMap((field) => [...fieldSteps(find(before, field), field, step), ...optionSteps(field, options, step)]),
    ...movedFields(before, after).map((field) => step('moveField', 'none', { field })),
  ]
}

interface About {
  field?: Field
  setting?: string
  from?: string
}

type MakeStep = (kind: StepKind, effect: Effect, about?: About) => Step

function stepOf(type: ContentType): MakeStep {
  return (kind, effect, { field, setting, from } = {}) => ({
    id: [kind, field?.id ?? type.id, kind === 'renameOption' ? from : setting].filter((part) => part !== undefined).join(':'),
    kind,
    typeId: type.id,
    type: type.name,
    ...(field === undefined ? {} : { fieldId: field.id, field: field.name }),
    ...(setting === undefined ? {} : { setting }),
    ...(from === undefined ? {} : { from }),
    effect,
  })
}

function optionSteps(field: Field, options: Renames['options'], step: MakeStep): Step[] {
  return Object.entries(options[field.id] ?? {}).map(([from, to]) => step('renameOption', 'convert', { field, from, setting: to }))
}

function fieldSteps(before: Field | undefined, field: Field, step: MakeStep): Step[] {
  if (before === undefined) return [step('addField', 'none', { field })]
  const manyEffect: Effect = field.many === true ? 'convert' : 'loss'
  // Many languages become one: those beside the default are lost.
  const localizedEffect: Effect = field.localized === true ? 'convert' : 'loss'
  return [
    ...(before.name === field.name ? [] : [step('renameField', 'none', { field, from: before.name })]),
    ...(before.kind === field.kind
      ? []
      : [
          step('changeKind', kindChangeEffect({ before, after: field }), {
            field,
          }),
        ]),
    ...(before.kind !== field.kind || (before.many === true) === (field.many === true) ? [] : [step('changeMany', manyEffect, { field })]),
    ...((before.localized === true) === (field.localized === true) ? [] : [step('changeLocalized', localizedEffect, { field })]),
    ...fieldSettings
      .filter((setting) => differs(before[setting], field[setting]))
      .map((setting) =>
        step('changeSetting', setting === 'bigint' ? 'convert' : 'none', {
          field,
          setting,
        }),
      ),
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
