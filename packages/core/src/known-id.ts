import { isUuid } from '@verso/model'
import { Refusal } from './refusal.ts'

/** An id as it stands in an address; spelled in any other way it names nothing. */
export function knownId(id: string, sentence: string): string {
  if (!isUuid(id)) throw new Refusal('not_found', sentence)
  return id
}
