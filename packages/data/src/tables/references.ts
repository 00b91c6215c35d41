import type { Connection } from '../connection.ts'

/** A link from content to an entry or a file. */
export interface ReferenceInput {
  locale: string | null
  fieldId: string
  /** For a link inside a component or block: the ids below `fieldId` on the way to its field, joined by `/`. */
  inner?: string | null
  /** Where inside the field; empty for a plain reference field. */
  path: string
  position: number
  toEntryId?: string
  toMediaId?: string
}

export interface UsageRow {
  origin: 'draft' | 'published'
  fromEntryId: string
  fromTypeId: string
  locale: string | null
  fieldId: string
  inner: string | null
  path: string
}

export interface References {
  /** Who refers to an entry or media, drafts and head publications, with field and path. */
  usages: (target: { entryId: string } | { mediaId: string }) => Promise<UsageRow[]>
}

/** Who refers to whom. Rows come and go with the draft or the publication that holds the link. */
export function referencesTable({ query }: Connection): References {
  return {
    usages: (target) =>
      'entryId' in target ? query(usagesOf('toEntryId'), [target.entryId]) : query(usagesOf('toMediaId'), [target.mediaId]),
  }
}

function usagesOf(column: 'toEntryId' | 'toMediaId'): string {
  return `
    select r.origin, r."fromEntryId", e."typeId" as "fromTypeId", r.locale, r."fieldId", r."inner", r.path
    from "Reference" r join "Entry" e on e.id = r."fromEntryId" join "ContentType" ct on ct.id = e."typeId" and ct."removedAt" is null
    where r."${column}" = $1::uuid and r."validTo" is null
    order by r."fromEntryId", r.origin, r.locale, r."fieldId", r.position`
}
