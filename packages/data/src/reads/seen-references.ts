import type { Languages } from './languages.ts'
import { idLiteral } from './parameters.ts'
import { grantOf, type View } from './published-scope.ts'
import { type RowRights, seenField, seenRows } from './row-rights.ts'

/** True for documents `p` that a reader may see, and for references `r` of these in fields that are seen there. */
export function seenReferences(view: View, typeIds: readonly string[], { hasFields = true } = {}): string[] {
  const holds = grantOf(view, 'p')
  const seen = seenRows(view.rights, typeIds, { type: 'p."typeId"', holds })
  const masked = hasFields ? typeIds.flatMap((id) => Object.keys(view.rights?.ofType[id]?.fields ?? {})) : []
  const cases = masked.flatMap((fieldId) => {
    const test = seenField(view.rights, { fieldId }, holds)
    return test === null ? [] : [`when ${idLiteral(fieldId)}::uuid then ${test}`]
  })
  return [...(seen === null ? [] : [seen]), ...(cases.length === 0 ? [] : [`(case r."fieldId" ${cases.join(' ')} else true end)`])]
}

/** The languages of who is told of documents without reading them: conditions that cross references look at these in the language of the house. */
export function languagesOfHouse(rights: RowRights | undefined): Languages {
  return { locales: rights?.locales ?? [], ownOnly: false, alike: { typeIds: [], locales: [] } }
}
