import type { ModelVersionView } from '@verso/contract'
import type { ModelVersionSummary } from '@verso/core'

export function toModelVersionView({ seq, at, undo, ...version }: ModelVersionSummary): ModelVersionView {
  return {
    ...version,
    seq: seq === null ? null : Number(seq),
    at: at.toISOString(),
    undo: undo === null ? null : { until: undo.until.toISOString(), blockedBy: undo.blockedBy },
  }
}
