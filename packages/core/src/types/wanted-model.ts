import { createHash } from 'node:crypto'
import type { Tables } from '@verso/data'
import {
  canonicalJson,
  type ContentStep,
  contentStep,
  type ContentType,
  diffModels,
  isTouched,
  linkTypes,
  type Locale,
  type Model,
  type ModelChange,
  type Renames,
  reverseChange,
  type Step,
} from '@verso/model'
import { componentIdsIn } from './derived-form.ts'

/** A model that is to become the present one. */
export interface WantedModel {
  types: ContentType[]
  locales: Locale[]
  renames: Renames
}

/** The way from the present model to a wanted one. */
export interface PreparedChange {
  present: Model
  wanted: WantedModel
  /** What differs, before anything is known of the values. */
  steps: Step[]
  /** What happens to content. */
  walk: ContentStep
  /** Ids of the types whose entries have to be looked at to say what the change does. */
  typeIds: string[]
  /** For an undo: the version whose model comes back. */
  restores: number | null
}

export function prepareChange(present: Model, wanted: WantedModel): PreparedChange {
  const change = { before: present, after: { ...wanted, types: linkTypes(wanted.types) }, renames: wanted.renames }
  const walk = contentStep(change, { version: present.version + 1, isBack: false })
  return prepared({ present, wanted, walk, restores: null }, change)
}

/** The way back over the change that a version made. */
export function prepareUndo(
  present: Model,
  { change, version, restores }: { change: ModelChange; version: number; restores: number },
): PreparedChange {
  const back = reverseChange(change)
  const wanted = { types: [...back.after.types], locales: [...back.after.locales], renames: back.renames }
  return prepared({ present, wanted, walk: contentStep(change, { version, isBack: true }), restores }, { ...back, before: present })
}

function prepared(found: Omit<PreparedChange, 'steps' | 'typeIds'>, change: ModelChange): PreparedChange {
  const steps = diffModels(change)
  const touching = new Set(steps.filter(mayTouchValues).flatMap((step) => (step.typeId === '' ? [] : [step.typeId])))
  const typeIds = found.present.types
    .filter((type) => type.kind !== 'component')
    .filter((type) => isTouched(found.walk, type.id) || touching.has(type.id) || componentIdsIn(type).some((id) => touching.has(id)))
    .map((type) => type.id)
  return { ...found, steps, typeIds }
}

const rules = [
  'required',
  'altRequired',
  'min',
  'max',
  'pattern',
  'options',
  'accept',
  'to',
  'toolbar',
  'schema',
  'rules',
  'unique',
  'uniqueWithin',
]

/** Whether published entries may break what the step asks for. */
export function isRule({ kind, setting }: Pick<Step, 'kind' | 'setting'>): boolean {
  return kind === 'changeSetting' && setting !== undefined && rules.includes(setting)
}

function mayTouchValues(step: Step): boolean {
  return step.effect !== 'none' || step.kind === 'removeField' || step.kind === 'removeType' || step.kind === 'changeKind' || isRule(step)
}

/**
 * Names a plan: the present model, the wanted one, and a fingerprint of the entries that the change is about. The ids of what is new are
 * left out of it, so that the same wish on the same state has the same name.
 */
export async function planHashOf(tables: Pick<Tables, 'scan'>, { present, wanted, typeIds, restores }: PreparedChange): Promise<string> {
  const print = typeIds.length === 0 ? '' : await tables.scan.fingerprint(typeIds)
  const known = new Set(present.types.flatMap((type) => [type.id, ...type.fields.map((field) => field.id)]))
  const fresh = wanted.types.flatMap((type) => [
    [type.id, `new ${type.name}`],
    ...type.fields.map((field) => [field.id, `new ${type.name}.${field.name}`]),
  ])
  let types = canonicalJson(wanted.types)
  for (const [id = '', name = ''] of fresh) if (!known.has(id)) types = types.replaceAll(id, name)
  const { locales, renames } = wanted
  const whole = canonicalJson({ version: present.version, hash: present.hash, types, locales, renames, restores, print })
  return createHash('sha256').update(whole).digest('hex')
}
