import type { PublishedRow } from '@verso/data'
import type { Wanted } from './included-entries.ts'
import { mergeSelections } from './merge-selections.ts'
import type { RenderContext } from './render-context.ts'
import { renderEntry, typeOf } from './render-entry.ts'

/**
 * The member of an answer that holds included entries once, by id; nothing where each stands in its place. An entry that several paths lead
 * to shows what any of them shows of it, and its lists hold what any of them chose.
 */
export function renderIncluded(context: RenderContext): string {
  const { included } = context
  if (included === null) return ''
  const entries = new Map<string, { row: PublishedRow; ways: Wanted[]; text: string }>()
  // Rendering an entry by one way leads to further ones, which the list takes up behind it.
  for (const { row, wanted } of included.ways) {
    const text = renderEntry(row, wanted, { context, ancestors: [] })
    const entry = entries.get(row.id)
    if (entry === undefined) entries.set(row.id, { row, ways: [wanted], text })
    else entry.ways.push(wanted)
  }
  const members = [...entries].map(
    ([id, { row, ways, text }]) => `"${id}":${ways.length === 1 ? text : renderTogether(row, ways, context)}`,
  )
  return `,"included":{${members.join(',')}}`
}

function renderTogether(row: PublishedRow, ways: readonly Wanted[], context: RenderContext): string {
  const [include = [], ...alsoInclude] = ways.map((way) => way.include)
  const selection = mergeSelections(
    ways.map((way) => way.selection),
    typeOf(row, context.model),
  )
  return renderEntry(row, { selection, include, alsoInclude }, { context, ancestors: [] })
}
