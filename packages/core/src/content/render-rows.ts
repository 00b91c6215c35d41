import type { EntryText, FinishedEntry } from './answer-body.ts'
import { finishEntry } from './finished-entry.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { includedEntries } from './included-entries.ts'
import type { RenderContext } from './render-context.ts'
import { highlightsOf } from './highlights.ts'
import { renderEntry } from './render-entry.ts'
import { renderIncluded } from './render-included.ts'
import type { PlannedRead } from './run-read.ts'
import { typeNames, typesLookedAt } from './types-looked-at.ts'

interface Rendered {
  texts: EntryText[]
  beside: string
  shown: PublishedAnswer['shown']
  typeIds: string[]
}

type Rendering = Pick<PlannedRead, 'plan' | 'read' | 'model'> & Partial<Pick<PlannedRead, 'fragments' | 'finished'>>

/** The JSON text of each row, the members that stand beside them in the answer, and what it all shows. */
export function renderRows(ctx: ReaderContext, { plan, read, model, fragments = null, finished = null }: Rendering): Rendered {
  const typeIds = typesLookedAt(plan)
  const types = typeNames(typeIds, model)
  if (finished !== null) {
    const entries = read.rows.flatMap((row) => finished.get(row) ?? [])
    return { ...togetherOf(entries, types), typeIds }
  }
  const context: RenderContext = {
    model,
    read,
    now: ctx.now(),
    locales: plan.locales,
    mediaBase: ctx.mediaBase,
    partKey: ctx.partKey,
    richText: plan.richText,
    sources: plan.sourceMap ? new Map() : null,
    highlights: plan.search?.highlight === true ? highlightsOf(plan.search, read) : null,
    leaves: new Map(),
    included: plan.dedupe ? includedEntries() : null,
    asDocument: plan.asDocument,
    fragments: plan.sourceMap || plan.dedupe ? null : fragments,
    shown: { entries: new Set(), media: new Set() },
  }
  if (fragments?.keepsFinished === true) {
    const entries = read.rows.map((row) => finishEntry(row, plan, context))
    fragments.keepFinished(entries, read.newestSeq)
    return { ...togetherOf(entries, types), typeIds }
  }
  const texts = read.rows.map((row) => renderEntry(row, plan, { context, ancestors: [] }))
  const included = renderIncluded(context)
  return {
    texts,
    beside: included + sourceMapOf(context),
    shown: { entries: [...context.shown.entries], media: [...context.shown.media], types },
    typeIds,
  }
}

function togetherOf(entries: readonly FinishedEntry[], types: string[]): Omit<Rendered, 'typeIds'> {
  const [shownEntries, shownMedia] = [new Set<string>(), new Set<string>()]
  for (const { shown } of entries) {
    for (const id of shown.entries) shownEntries.add(id)
    for (const id of shown.media) shownMedia.add(id)
  }
  return { texts: [...entries], beside: '', shown: { entries: [...shownEntries], media: [...shownMedia], types } }
}

/** The member of an answer that says where its localised values come from, where somebody asked. */
export function sourceMapOf({ sources }: RenderContext): string {
  return sources === null ? '' : `,"sourceMap":${JSON.stringify(Object.fromEntries(sources))}`
}
