import type { SystemColumn } from '@verso/query'
import { idLiteral, type Parameters } from './parameters.ts'
import type { Link, Scope } from './scope.ts'
import { columnValue, fieldValue, type SqlValue } from './sql-value.ts'

export interface DraftView {
  parameters: Parameters
  /** Placeholders of the locales to look into, in order. Made when they are needed: PostgreSQL refuses a parameter that its statement doesn't use. */
  locales: () => string[]
  newAlias: () => string
}

/** A draft as an editor sees it: `e<suffix>` is its entry, `d<suffix>` the draft itself. */
export function draftScope(view: DraftView, suffix = ''): Scope {
  return {
    parameters: view.parameters,
    system: (column) => systemValue(`e${suffix}`, `d${suffix}`, column),
    field: (target) => fieldValue(`d${suffix}."values"`, target, target.localized ? view.locales() : null),
    follow: (link) => follow(view, suffix, link),
  }
}

function follow(view: DraftView, from: string, { fieldId, localized, typeIds }: Link) {
  const alias = view.newAlias()
  const locale = localized ? `r${alias}.locale = ${view.locales()[0]}` : `r${alias}.locale is null`
  return {
    from: `"Reference" r${alias} join "Entry" e${alias} on e${alias}.id = r${alias}."toEntryId" join "Draft" d${alias} on d${alias}."entryId" = e${alias}.id`,
    where: `r${alias}.origin = 'draft' and r${alias}."fromEntryId" = e${from}.id and r${alias}."fieldId" = ${idLiteral(fieldId)} and ${locale}
      and r${alias}."validTo" is null and e${alias}."typeId" = any(${view.parameters.add(typeIds, 'uuid[]')}) and e${alias}."trashedAt" is null`,
    target: draftScope(view, alias),
  }
}

function systemValue(entry: string, draft: string, column: SystemColumn): SqlValue {
  switch (column) {
    case 'id':
      return columnValue(`${entry}.id`, 'uuid')
    case 'revision':
      return columnValue(`${entry}.revision`, 'numeric')
    case 'createdAt':
    case 'updatedAt':
      return columnValue(`${entry}."${column}"`, 'timestamptz')
    case 'createdBy':
    case 'updatedBy':
      return columnValue(`${entry}."${column}Id"`, 'uuid', { nullable: true })
    case 'publishedAt':
      return columnValue(
        `(select max(h."publishedAt") from "Publication" h where h."entryId" = ${entry}.id and h."validTo" is null)`,
        'timestamptz',
        { nullable: true },
      )
    case 'firstPublishedAt':
      return columnValue(
        `(select min(h."firstPublishedAt") from "Publication" h where h."entryId" = ${entry}.id and h."validTo" is null)`,
        'timestamptz',
        { nullable: true },
      )
    case 'status':
      return columnValue(statusOf(entry, draft), 'text')
    case 'slug':
      throw new Error('Drafts have slugs as fields only')
  }
}

/** Derived, never stored: what readers see of the entry, and whether its draft says something else. */
function statusOf(entry: string, draft: string): string {
  const heads = `select from "Publication" h where h."entryId" = ${entry}.id and h."validTo" is null`
  return `case
    when ${entry}."trashedAt" is not null then 'trashed'
    when not exists (${heads}) then case when exists (select from "Publication" h where h."entryId" = ${entry}.id) then 'unpublished' else 'draft' end
    when exists (${heads} and h.hash is distinct from ${draft}.hashes ->> h.locale) then 'changed'
    else 'published'
  end`
}
