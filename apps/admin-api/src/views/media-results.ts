import type { BulkResults } from '@verso/contract'
import type { MediaOutcome } from '@verso/core'
import { problemStatuses } from '@verso/http'

export function toMediaResults(outcomes: readonly MediaOutcome[]): BulkResults {
  return {
    total: outcomes.length,
    done: outcomes.length,
    failed: outcomes.filter(({ outcome }) => outcome === 'failed').length,
    results: outcomes.map(({ id, outcome, refusal }) => ({
      id,
      outcome,
      ...(refusal === null ? {} : { status: problemStatuses[refusal.code], code: refusal.code, detail: refusal.message }),
    })),
  }
}
