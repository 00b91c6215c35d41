import type { SystemColumn } from '@verso/query'
import { orderKeyOf } from '../tables/publication-places.ts'
import { outdatedIn, publishing, type SystemTarget, timeIn } from './draft-locale.ts'
import { statusIn, statusOf } from './draft-status.ts'
import { fileScope } from './file-scope.ts'
import { itemScope } from './item-scope.ts'
import { idLiteral, idPathLiteral, type Parameters } from './parameters.ts'
import { type Link, ofLink, type Scope } from './scope.ts'
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
    system: (column, target) => valueInLocale(view, suffix, target) ?? systemValue(`e${suffix}`, `d${suffix}`, column),
    field: (target) => fieldValue(`d${suffix}."values"`, target, target.localized ? view.locales() : null),
    follow: (link) => follow(view, suffix, link),
    item: () =>
      itemScope({
        parameters: view.parameters,
        newAlias: (letter) => `${letter}${view.newAlias()}`,
        targets: (id, link) => targetsById(view, id, link),
        file: () => fileIn(view),
      }),
    file: () => fileIn(view),
  }
}

function fileIn({ parameters, newAlias }: DraftView): ReturnType<Scope['file']> {
  return fileScope({ parameters, newAlias: (letter) => `${letter}${newAlias()}`, isValid: (alias) => `${alias}."validTo" is null` })
}

/** What is said of one locale. */
function valueInLocale({ parameters }: DraftView, suffix: string, target: SystemTarget | undefined): SqlValue | undefined {
  const rows = { entry: `e${suffix}`, draft: `d${suffix}`, parameters }
  if (target?.column === 'localeStatus') return statusIn(rows, target, parameters)
  if (target?.column === 'outdated') return outdatedIn(rows, target)
  return target === undefined ? undefined : timeIn(rows, target)
}

function follow(view: DraftView, from: string, link: Link) {
  const { localized, typeIds } = link
  const alias = view.newAlias()
  const locale = localized ? `r${alias}.locale = ${shownLocale(view, `d${from}`, link)}` : `r${alias}.locale is null`
  return {
    from: `"Reference" r${alias} join "Entry" e${alias} on e${alias}.id = r${alias}."toEntryId" join "Draft" d${alias} on d${alias}."entryId" = e${alias}.id`,
    where: `r${alias}.origin = 'draft' and r${alias}."fromEntryId" = e${from}.id and ${ofLink(link, `r${alias}`)} and ${locale}
      and r${alias}."validTo" is null and e${alias}."typeId" = any(${view.parameters.add(typeIds, 'uuid[]')}) and e${alias}."trashedAt" is null`,
    target: draftScope(view, alias),
  }
}

function targetsById(view: DraftView, id: string, { typeIds }: Link) {
  const alias = view.newAlias()
  return {
    from: `"Entry" e${alias} on e${alias}.id = ${id} join "Draft" d${alias} on d${alias}."entryId" = e${alias}.id`,
    where: `e${alias}."typeId" = any(${view.parameters.add(typeIds, 'uuid[]')}) and e${alias}."trashedAt" is null`,
    target: draftScope(view, alias),
  }
}

/** The locale whose value of a localised link is displayed: the first of the chain that has one. */
function shownLocale(view: DraftView, draft: string, { fieldId, inner }: Link): string {
  const map =
    inner === undefined ? `${draft}.content -> ${idLiteral(fieldId)}` : `${draft}."values" -> ${idPathLiteral(`${fieldId}/${inner}`)}`
  return `coalesce(${view
    .locales()
    .map((locale) => `case when ${map} ? ${locale} then ${locale} end`)
    .join(', ')})`
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
    case 'firstPublishedAt':
    case 'publishedBy':
    case 'firstPublishedBy':
      return publishing(column, `h."entryId" = ${entry}.id`)
    case 'status':
      return statusOf({ entry, draft })
    case 'parent':
      return columnValue(`${entry}."parentId"`, 'uuid', { nullable: true })
    case 'order':
      return columnValue(lineageOf(entry), 'text')
    case 'scheduled':
      return columnValue(`(exists (select from "Schedule" s where s."entryId" = ${entry}.id and s.state = 'pending'))::text`, 'text')
    case 'slug':
    case 'path':
    case 'localeStatus':
    case 'outdated':
      throw new Error(`Drafts have no "${column}" of their own`)
  }
}

/** The keys of order from the root down to an entry, each after a `/`, which sorts below all of their characters: a whole tree, depth first. */
function lineageOf(entry: string): string {
  return `(
    with recursive lineage as (
      select ${entry}."parentId" as above, ${orderKeyOf(entry)} as keys
      union all
      select up."parentId", ${orderKeyOf('up')} || '/' || lineage.keys from lineage join "Entry" up on up.id = lineage.above
    )
    select keys from lineage where above is null
  )`
}
