import { nextNameEnd } from '@verso/model'
import type { PublishedAnswer, ReaderContext } from '../published-answer.ts'
import { readsByConditions } from '../readable-model.ts'
import type { PlannedRead } from '../run-read.ts'
import type { Tags } from './event-tags.ts'

/** What figures are kept by: the types that they are of. */
export function keptUntilMoved(
  { now, actor }: Pick<ReaderContext, 'now' | 'actor'>,
  { newestSeq, model, tags }: { newestSeq: bigint; model: PlannedRead['model']; tags: Tags | null },
): PublishedAnswer['kept'] {
  return tags === null || readsByConditions(actor)
    ? undefined
    : { seq: newestSeq, modelVersion: model.version, until: nextNameEnd(model, now()), tags }
}

/** What the answer of a read is kept by: all entries and files it led to, there or not, and what else the caller looked through. */
export function keptBy(
  { now, actor }: Pick<ReaderContext, 'now' | 'actor'>,
  { read, model, mayBeKept }: Pick<PlannedRead, 'read' | 'model' | 'mayBeKept'>,
  others: Tags,
): PublishedAnswer['kept'] {
  // Rows of a newer model than the one that they are shown by are a passing moment. What conditions of rights look at no tag names.
  if (!mayBeKept || readsByConditions(actor) || read.modelVersion !== model.version) return undefined
  return {
    seq: read.newestSeq,
    modelVersion: model.version,
    until: nextNameEnd(model, now()),
    tags: [...read.rows.map((row) => row.id), ...read.lookedFor, ...others],
  }
}
