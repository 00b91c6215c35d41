import { t } from '@lingui/core/macro'
import { SegmentedControl, Select } from '@mantine/core'
import { useLocale } from './use-locale.ts'

const fitInARow = 4

/** Which language is being written. */
export function LocaleSwitch() {
  const { locale, locales, isChoice, choose } = useLocale()
  if (!isChoice) return null
  if (locales.length <= fitInARow) {
    const data = locales.map(({ code, label }) => ({ value: code, label: <span title={label}>{code}</span> }))
    return <SegmentedControl size="xs" aria-label={t`Language`} data={data} value={locale} onChange={choose} />
  }
  const data = locales.map(({ code, label }) => ({ value: code, label: `${label} (${code})` }))
  return (
    <Select
      size="xs"
      aria-label={t`Language`}
      data={data}
      value={locale}
      onChange={(code) => code !== null && choose(code)}
      searchable
      w={168}
    />
  )
}
