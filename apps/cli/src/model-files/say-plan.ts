import type { ModelPlan } from '@verso/core'
import type { Output } from '../output.ts'

const shownSamples = 5

/** A plan for people: each step with what it does to content, and some of the values that it changes. */
export function sayPlan(output: Output, { steps }: ModelPlan): void {
  if (steps.length === 0) output.say('Nothing to do: the model is what the files say.')
  for (const { kind, type, field, from, setting, locale, counts, samples, breaks } of steps) {
    const where = [type, field].filter((name) => name !== undefined && name !== '').join('.')
    const about = [setting, locale, from === undefined ? undefined : `was ${from}`].filter((word) => word !== undefined).join(', ')
    output.say(`${kind}  ${where}${about === '' ? '' : ` (${about})`}${effectOf(counts)}`)
    for (const { id, title, before, after } of samples.slice(0, shownSamples))
      output.say(`    ${title === '' ? id : title}: ${inShort(before)} → ${inShort(after)}`)
    if (breaks !== undefined && breaks.count > 0) {
      output.say(`    ${breaks.count} published ${breaks.count === 1 ? 'entry breaks' : 'entries break'} the new rule:`)
      for (const { id, title, message } of breaks.samples.slice(0, shownSamples)) output.say(`    ${title === '' ? id : title}: ${message}`)
    }
  }
}

function effectOf({ kept, converted, convertedWithLoss, lost }: ModelPlan['steps'][number]['counts']): string {
  const parts = [
    [kept, 'kept'],
    [converted, 'converted'],
    [convertedWithLoss, 'converted with loss'],
    [lost, 'lost'],
  ] as const
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return words.length === 0 ? '' : `: ${words.join(', ')}`
}

function inShort(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
