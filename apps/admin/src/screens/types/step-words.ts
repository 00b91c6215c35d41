import { t } from '@lingui/core/macro'
import type { PlanStep } from '@verso/contract'

export type StepNames = Pick<PlanStep, 'kind' | 'type' | 'field' | 'setting' | 'locale' | 'from'>

/** One step of a change of the model, in words. */
export function stepWords(step: StepNames): string {
  const about = step.field === undefined ? step.type : `${step.type}.${step.field}`
  const { from = '', setting = '', locale = '' } = step
  const words: Record<string, string> = {
    addType: t`Add ${about}`,
    removeType: t`Remove ${about} with all its entries`,
    renameType: t`Rename ${from} to ${about}`,
    changeType: t`Change ${settingWords(setting)} of ${about}`,
    addField: t`Add ${about}`,
    removeField: t`Remove ${about}`,
    renameField: t`Rename ${from} to ${about}`,
    moveField: t`Move ${about}`,
    changeKind: t`Change the kind of ${about}`,
    changeMany: t`Change how many values ${about} holds`,
    changeLocalized: t`Change whether ${about} is translated`,
    changeSetting: t`Change ${settingWords(setting)} of ${about}`,
    renameOption: t`Rename the choice ${from} of ${about} to ${setting}`,
    addLocale: t`Add the language ${locale}`,
    removeLocale: t`Remove the language ${locale}`,
    renameLocale: t`Rename the language ${from} to ${locale}`,
    changeLocale: t`Change ${settingWords(setting)} of the language ${locale}`,
  }
  return words[step.kind] ?? `${step.kind} ${about}`.trim()
}

/** What has to be typed before a step may lose something. */
export function nameToType({ field, type, locale = '' }: StepNames): string {
  return field ?? (type === '' ? locale : type)
}

function settingWords(setting: string): string {
  const known: Record<string, string> = {
    min: t`the least`,
    max: t`the most`,
    to: t`where it leads`,
    from: t`what it is made from`,
    options: t`the choices`,
    templates: t`the templates`,
    toolbar: t`the formats`,
    groups: t`the groups`,
    publicRead: t`who may read`,
  }
  return known[setting] ?? (setting === '' ? t`the settings` : `“${setting}”`)
}
