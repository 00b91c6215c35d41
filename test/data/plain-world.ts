import { comparableValues, type FlatContent, type Json } from '@verso/model'
import type { WorldEntry } from './arbitraries.ts'
import type { Doc } from './library.ts'
import type { PlainRow } from './plain-loop.ts'

/** What readers see of a world along a chain of languages, by type. */
export function publishedRows(
  world: WorldEntry[],
  { chain, readableTypeIds, publishedAt }: { chain: string[]; readableTypeIds: string[]; publishedAt: string },
): (typeId: string) => PlainRow[] {
  const shown = new Map<string, Doc>()
  for (const { id, published } of world) {
    const doc = chain.flatMap((locale) => published.filter((one) => one.locale === locale))[0]
    if (doc !== undefined && readableTypeIds.includes(doc.type.id)) shown.set(id, doc)
  }
  return rowsOf(shown, (doc) => ({ revision: doc.revision ?? 1, publishedAt }))
}

export function draftRows(world: WorldEntry[]): (typeId: string) => PlainRow[] {
  return rowsOf(new Map(world.map(({ id, draft }) => [id, draft])), () => ({ revision: 1 }))
}

function rowsOf(shown: Map<string, Doc>, system: (doc: Doc) => PlainRow['system']): (typeId: string) => PlainRow[] {
  const rows = new Map<string, PlainRow>()
  for (const [id, doc] of shown) {
    rows.set(id, {
      id,
      values: comparableValues(doc.type, doc.fields),
      system: { id, ...system(doc) },
      follow: (fieldId, typeIds) =>
        linksIn(doc.fields, fieldId).flatMap((target) =>
          typeIds.includes(shown.get(target)?.type.id ?? '') ? (rows.get(target) ?? []) : [],
        ),
    })
  }
  return (typeId) => [...rows.values()].filter((row) => shown.get(row.id)?.type.id === typeId)
}

function linksIn(fields: FlatContent, fieldId: string): string[] {
  const value = fields[fieldId] as Json | undefined
  const links = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return links.map((link) => (link as { _ref: string })._ref)
}
