import type { LocaleView } from '@verso/contract'
import type { LocaleList } from '@verso/core'

export function toLocaleView({ code, label, isDefault, fallback, formerCodes }: LocaleList['locales'][number]): LocaleView {
  return { code, label, default: isDefault, fallback, ...(formerCodes === undefined ? {} : { formerCodes }) }
}
