import { t } from '@lingui/core/macro'
import type { DeliveryView } from '@verso/contract'
import { eventWords } from './webhook-words.ts'
import { intlTag } from '../../language/language.ts'

type Attempt = DeliveryView['attempts'][number]

/** What a receiver answered: "204 in 35 ms", or why no answer came. */
export function answerWords(attempt: Attempt | undefined): string {
  if (attempt === undefined) return t`not sent yet`
  const answer = attempt.status === null ? (attempt.error ?? t`no answer`) : String(attempt.status)
  return t`${answer} in ${attempt.ms.toLocaleString(intlTag())} ms`
}

export function eventName(event: string): string {
  return otherEvents[event] ?? eventWords[event] ?? event
}

/** What nobody can choose to be told of, or only by name. */
const otherEvents: Record<string, string> = { 'webhook.test': t`Test`, sync_anew: t`Begin anew` }
