import { canonicalJson } from './canonical-json.ts'
import type { Locale } from './content-type.ts'
import type { ModelChange } from './conversions/model-change.ts'
import { diffContentType, type Step } from './diff-content-type.ts'

/** What lies between two states of the whole model, told by permanent ids; types that are gone come first, languages last. */
export function diffModels({ before, after, renames }: ModelChange): Step[] {
  const removed = before.types.filter((type) => after.types.every((other) => other.id !== type.id))
  return [
    ...removed.flatMap((type) => diffContentType(type, null)),
    ...after.types.flatMap((type) => diffContentType(before.types.find((other) => other.id === type.id) ?? null, type, renames.options)),
    ...localeSteps({ before, after, renames }),
  ]
}

function localeSteps({ before, after, renames }: ModelChange): Step[] {
  const nowOf = ({ code }: Locale) => after.locales.find((locale) => locale.code === (renames.locales[code] ?? code))
  const steps = before.locales.flatMap((locale) => {
    const now = nowOf(locale)
    return now === undefined ? [localeStep('removeLocale', locale.code, { effect: 'loss' })] : keptLocale(locale, now, renames.locales)
  })
  const known = before.locales.map(nowOf)
  const added = after.locales.filter((locale) => !known.includes(locale))
  const order = after.locales.filter((locale) => known.includes(locale)).map(({ code }) => code)
  const was = known.flatMap((locale) => locale?.code ?? [])
  const isMoved = canonicalJson(order) !== canonicalJson(was)
  return [
    ...steps,
    ...added.map(({ code }) => localeStep('addLocale', code)),
    ...(isMoved ? order.map((code) => localeStep('changeLocale', code, { setting: 'order' })) : []),
  ]
}

function keptLocale(before: Locale, after: Locale, renamed: Record<string, string>): Step[] {
  const fallback = before.fallback === null ? null : (renamed[before.fallback] ?? before.fallback)
  const changed = [
    before.label === after.label ? [] : 'label',
    before.isDefault === after.isDefault ? [] : 'default',
    fallback === after.fallback ? [] : 'fallback',
  ].flat()
  return [
    ...(before.code === after.code ? [] : [localeStep('renameLocale', after.code, { effect: 'convert', from: before.code })]),
    ...changed.map((setting) => localeStep('changeLocale', after.code, { setting })),
  ]
}

type LocaleStepKind = 'addLocale' | 'removeLocale' | 'renameLocale' | 'changeLocale'

function localeStep(
  kind: LocaleStepKind,
  locale: string,
  { effect = 'none', setting, from }: { effect?: Step['effect']; setting?: string; from?: string } = {},
): Step {
  return {
    id: [kind, locale, ...(setting === undefined ? [] : [setting])].join(':'),
    kind,
    typeId: '',
    type: '',
    locale,
    ...(setting === undefined ? {} : { setting }),
    ...(from === undefined ? {} : { from }),
    effect,
  }
}
