import type { PlanStep } from '@verso/contract'

export type StepNames = Pick<PlanStep, 'kind' | 'type' | 'field' | 'setting' | 'locale' | 'from'>

/** One step of a change of the model, in words. */
export function stepWords(step: StepNames): string {
  const about = step.field === undefined ? step.type : `${step.type}.${step.field}`
  const { from = '', setting = '', locale = '' } = step
  const words: Record<string, string> = {
    addType: `Add ${about}`,
    removeType: `Remove ${about} with all its entries`,
    renameType: `Rename ${from} to ${about}`,
    changeType: `Change ${settingWords(setting)} of ${about}`,
    addField: `Add ${about}`,
    removeField: `Remove ${about}`,
    renameField: `Rename ${from} to ${about}`,
    moveField: `Move ${about}`,
    changeKind: `Change the kind of ${about}`,
    changeMany: `Change how many values ${about} holds`,
    changeLocalized: `Change whether ${about} is translated`,
    changeSetting: `Change ${settingWords(setting)} of ${about}`,
    renameOption: `Rename the choice ${from} of ${about} to ${setting}`,
    addLocale: `Add the language ${locale}`,
    removeLocale: `Remove the language ${locale}`,
    renameLocale: `Rename the language ${from} to ${locale}`,
    changeLocale: `Change ${settingWords(setting)} of the language ${locale}`,
  }
  return words[step.kind] ?? `${step.kind} ${about}`.trim()
}

/** What has to be typed before a step may lose something. */
export function nameToType({ field, type, locale = '' }: StepNames): string {
  return field ?? (type === '' ? locale : type)
}

function settingWords(setting: string): string {
  const known: Record<string, string> = {
    min: 'the least',
    max: 'the most',
    to: 'where it leads',
    from: 'what it is made from',
    options: 'the choices',
    templates: 'the templates',
    toolbar: 'the formats',
    groups: 'the groups',
    publicRead: 'who may read',
  }
  return known[setting] ?? (setting === '' ? 'the settings' : `“${setting}”`)
}
