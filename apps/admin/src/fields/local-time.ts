import { t } from '@lingui/core/macro'
import { intlTag } from '../language/language.ts'

/** "2026-11-22T09:00" in this device's zone, as a field for date and time wants it. */
export function toLocalInput(moment: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return ''
  const day = [pad(date.getFullYear(), 4), pad(date.getMonth() + 1), pad(date.getDate())].join('-')
  const seconds = date.getSeconds() === 0 && date.getMilliseconds() === 0 ? '' : `:${pad(date.getSeconds())}`
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}${seconds}`
}

export function fromLocalInput(text: string): string | null {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** "Berlin time = 08:00 UTC, 22 Nov". */
export function formatInZone(moment: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return ''
  const zone = localZone()
  if (zone === 'UTC') return 'UTC'
  const inUtc = new Intl.DateTimeFormat(intlTag(), {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(date)
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  return t`${city} time = ${inUtc} UTC`
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0')
}
