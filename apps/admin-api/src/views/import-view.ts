import type { ImportedLine } from '@verso/contract'
import type { LineOutcome } from '@verso/core'

export function toImportedLine({ line, id, outcome, issues, seq }: LineOutcome): ImportedLine {
  return {
    line,
    id,
    outcome: outcome === 'made' ? 'created' : outcome,
    ...(seq === null ? {} : { seq: Number(seq) }),
    ...(issues.length === 0 ? {} : { issues: issues.map((issue) => ({ ...issue })) as ImportedLine['issues'] & object }),
  }
}
