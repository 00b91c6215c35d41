import type { DeliveryView } from '@verso/contract'
import { eventWords } from './webhook-words.ts'

type Attempt = DeliveryView['attempts'][number]

/** What a receiver answered: "204 in 35 ms", or why no answer came. */
export function answerWords(attempt: Attempt | undefined): string {
  if (attempt === undefined) return 'not sent yet'
  const answer = attempt.status === null ? (attempt.error ?? 'no answer') : String(attempt.status)
  return `${answer} in ${attempt.ms.toLocaleString('en')} ms`
}

export function eventName(event: string): string {
  return otherEvents[event] ?? eventWords[event] ?? event
}

/** What nobody can choose to be told of, or only by name. */
const otherEvents: Record<string, string> = { 'webhook.test': 'Test', sync_anew: 'Begin anew' }
