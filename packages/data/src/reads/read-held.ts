import type { ReadPlan } from '@verso/query'
import { languagesOf } from './languages.ts'
import { prepareRead } from './prepared-read.ts'
import { firstStatement, placesIn } from './read-published.ts'
import type { HeldRows, PublishedOptions, PublishedRead, PublishedRow, WhichRows } from './reads.ts'
import { resolvableFields } from './resolvable-fields.ts'
import { resolveReferences } from './resolve-references.ts'
import type { Source } from './source.ts'

/** What only says which one is meant. */
type WhichRow = { id: string; publicationId: string } & Record<string, unknown>

/** Says which rows a list of what is public now has, and nothing more of them. */
export async function readWhich(
  source: Source,
  plan: ReadPlan,
  { readableTypeIds, address }: Pick<PublishedOptions, 'readableTypeIds' | 'address'>,
): Promise<WhichRows> {
  const model = source.models.known() ?? (await source.models.current())
  const { which } = prepareRead(plan, model, { readableTypeIds, at: null, previewed: undefined, address, search: null })
  const { rows, seq, version, total, sizes } = await firstStatement<WhichRow>(source, which(), 'publicationId')
  return {
    seq,
    newestSeq: seq,
    modelVersion: version,
    page: rows.slice(0, plan.limit),
    ...placesIn(rows, plan),
    ...(total === undefined ? {} : { total }),
    ...(sizes === undefined ? {} : { sizes }),
  }
}

/** The same list from rows that are held; null where that can't be. */
export async function readHeld(
  source: Source,
  plan: ReadPlan,
  { which, readableTypeIds, held }: { which: WhichRows; readableTypeIds: string[]; held: HeldRows },
): Promise<PublishedRead | null> {
  const { page, ...state } = which
  const { seq, modelVersion } = state
  // From here to the last of the targets nothing is waited for, so that nothing can be dropped in between.
  const model = source.models.known()
  if (modelVersion !== plan.modelVersion || model === null || !held.isOf(seq)) return null
  const rows = page.flatMap(({ publicationId }) => wholeRow(held.row(publicationId)))
  if (rows.length < page.length) return null
  const shown = rows.map((row) => ({ row, selection: plan.selection, include: plan.include }))
  const resolving = { found: null, held, isNamed: plan.richText !== null, languages: languagesOf(model, plan), seq, previewed: undefined }
  const resolved = await resolveReferences(source, shown, { ...resolving, fields: resolvableFields(model), readableTypeIds })
  return resolved === null ? null : { ...state, rows, ...resolved }
}

/** One that was only asked for as a target is held without its body. */
function wholeRow(row: PublishedRow | undefined): PublishedRow[] {
  return row === undefined || row.pieces.length < row.layout.length ? [] : [row]
}
