import { t } from '@lingui/core/macro'

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** A browser's long name of itself in two words; anything else as it is. */
export function deviceWords(device: string | null): string {
  if (device === null || device === '') return t`Unknown device`
  const browser = browsers.find(([pattern]) => pattern.test(device))?.[1]
  const system = systems.find(([pattern]) => pattern.test(device))?.[1]
  if (browser === undefined) return device.slice(0, 80)
  return system === undefined ? browser : t`${browser} on ${system}`
}
