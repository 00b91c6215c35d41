import type { EntryRow } from '@verso/data'
import { Refusal } from '../refusal.ts'

/** Why there is no such revision: it was pruned, or it never was. */
export function missingRevision({ revision }: Pick<EntryRow, 'revision'>, number: number): Refusal {
  return number < revision
    ? new Refusal('gone', `Revision ${number} is no longer kept`, { facts: { revision } })
    : new Refusal('not_found', 'There is no such revision')
}
