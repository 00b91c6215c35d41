import { intlTag } from '../language/language.ts'

const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const

/** How long something lasts, in its largest unit: "40 sec", "3 min", "2 days". */
export function formatDuration(seconds: number): string {
  const step = steps.find((one) => seconds >= one.seconds)
  const number = new Intl.NumberFormat(intlTag(), { style: 'unit', unit: step?.unit ?? 'second', unitDisplay: 'short' })
  return number.format(Math.round(seconds / (step?.seconds ?? 1)))
}
