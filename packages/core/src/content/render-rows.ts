import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { includedEntries } from './included-entries.ts'
import type { RenderedTexts } from './kept/fragments.ts'
import type { RenderContext } from './render-context.ts'
import { highlightsOf } from './highlights.ts'
import { renderEntry } from './render-entry.ts'
import { renderIncluded } from './render-included.ts'
import type { PlannedRead } from './run-read.ts'
import { typeNames, typesLookedAt } from './types-looked-at.ts'

/** The JSON text of each row, the members that stand beside them in the answer, and what it all shows. */
export function renderRows(
  ctx: ReaderContext,
  { plan, read, model, fragments = null }: Pick<PlannedRead, 'plan' | 'read' | 'model'> & { fragments?: RenderedTexts | null },
): { texts: string[]; beside: string; shown: PublishedAnswer['shown']; typeIds: string[] } {
  const context: RenderContext = {
    model,
    read,
    now: ctx.now(),
    locales: plan.locales,
    mediaBase: ctx.mediaBase,
    richText: plan.richText,
    sources: plan.sourceMap ? new Map() : null,
    highlights: plan.search?.highlight === true ? highlightsOf(plan.search, read) : null,
    leaves: new Map(),
    included: plan.dedupe ? includedEntries() : null,
    asDocument: plan.asDocument,
    fragments: plan.sourceMap || plan.dedupe ? null : fragments,
    shown: { entries: new Set(), media: new Set() },
  }
  const texts = read.rows.map((row) => renderEntry(row, plan, { context, ancestors: [] }))
  const included = renderIncluded(context)
  const typeIds = typesLookedAt(plan)
  return {
    texts,
    beside: included + sourceMapOf(context),
    shown: { entries: [...context.shown.entries], media: [...context.shown.media], types: typeNames(typeIds, model) },
    typeIds,
  }
}

/** The member of an answer that says where its localised values come from, where somebody asked. */
export function sourceMapOf({ sources }: RenderContext): string {
  return sources === null ? '' : `,"sourceMap":${JSON.stringify(Object.fromEntries(sources))}`
}
