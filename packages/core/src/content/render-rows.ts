import type { Condition, ReadPlan } from '@verso/query'
import type { Model } from '@verso/model'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import type { RenderContext } from './render-context.ts'
import { renderEntry } from './render-entry.ts'
import type { PlannedRead } from './run-read.ts'

/** The JSON text of each row, and what it shows. */
export function renderRows(
  ctx: ReaderContext,
  { plan, read, model }: Pick<PlannedRead, 'plan' | 'read' | 'model'>,
): { texts: string[]; sourceMap: string; shown: PublishedAnswer['shown'] } {
  const context: RenderContext = {
    model,
    read,
    now: ctx.now(),
    locales: plan.locales,
    mediaBase: ctx.mediaBase,
    richText: plan.richText,
    sources: plan.sourceMap ? new Map() : null,
    leaves: new Map(),
    shown: { entries: new Set(), media: new Set() },
  }
  const texts = read.rows.map((row) => renderEntry(row, plan, { context, ancestors: [] }))
  return {
    texts,
    sourceMap: sourceMapOf(context),
    shown: { entries: [...context.shown.entries], media: [...context.shown.media], types: typesLookedAt(plan, model) },
  }
}

/** The member of an answer that says where its localised values come from, where somebody asked. */
export function sourceMapOf({ sources }: RenderContext): string {
  return sources === null ? '' : `,"sourceMap":${JSON.stringify(Object.fromEntries(sources))}`
}

/** The names of the listed type and of every type that a condition or sort went through. */
function typesLookedAt(plan: ReadPlan, model: Model): string[] {
  const ids = new Set([plan.typeId, ...plan.sort.flatMap((key) => key.through.flatMap((step) => step.typeIds))])
  if (plan.where !== null) addTypes(plan.where, ids)
  return model.types.filter((type) => ids.has(type.id)).map((type) => type.name)
}

function addTypes(condition: Condition, ids: Set<string>): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const part of condition.of) addTypes(part, ids)
      return
    case 'not':
      addTypes(condition.of, ids)
      return
    case 'related':
      for (const id of condition.typeIds) ids.add(id)
      if (condition.where !== null) addTypes(condition.where, ids)
      return
    case 'items':
      addTypes(condition.where, ids)
      return
    case 'compare':
      return
  }
}
