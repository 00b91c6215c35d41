import type { LocaleView } from '@verso/contract'
import type { listLocales } from '@verso/core'

export function toLocaleView({
  code,
  label,
  isDefault,
  fallback,
  formerCodes,
}: Awaited<ReturnType<typeof listLocales>>[number]): LocaleView {
  return { code, label, default: isDefault, fallback, ...(formerCodes === undefined ? {} : { formerCodes }) }
}
