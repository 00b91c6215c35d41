import type { SystemColumn } from '@verso/query'
import { orderKeyOf } from '../tables/publication-places.ts'
import { outdatedIn, publishing, type SystemTarget, timeIn } from './draft-locale.ts'
import { statusIn, statusOf } from './draft-status.ts'
import { fileScope } from './file-scope.ts'
import { itemScope } from './item-scope.ts'
import { idLiteral, idPathLiteral, type Parameters } from './parameters.ts'
import { compileCondition } from './compile-condition.ts'
import { allOf, isOneOfIds, onceFor, type RowGrant, type RowRights, seenField, seenRows } from './row-rights.ts'
import { type Link, ofLink, type Scope } from './scope.ts'
import { columnValue, fieldValue, type SqlValue } from './sql-value.ts'

export interface DraftView {
  parameters: Parameters
  /** What the reader may see; left out where everything is looked at. */
  rights?: RowRights | undefined
  /** The locales to look into, in order, and their placeholders. Made when they are needed: PostgreSQL refuses a parameter that its statement doesn't use. */
  codes: readonly string[]
  locales: () => string[]
  newAlias: () => string
}

/** A draft as an editor sees it: `e<suffix>` is its entry, `d<suffix>` the draft itself. */
export function draftScope(view: DraftView, suffix = ''): Scope {
  const seen = onceFor((value: { fieldId: string; locale?: string | undefined }) => seenIn(view, suffix, value))
  return {
    parameters: view.parameters,
    system: (column, target) => valueInLocale(view, suffix, target) ?? systemValue(`e${suffix}`, `d${suffix}`, column),
    field: (target) =>
      fieldValue(`d${suffix}."values"`, target, {
        locales: target.localized ? view.locales() : null,
        seen: (place) => seen({ fieldId: target.fieldId, locale: place === null ? undefined : view.codes[place] }),
      }),
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
  const locale = localized ? `r${alias}.locale = ${shownLocale(view, from, link)}` : `r${alias}.locale is null`
  const seen = localized ? null : seenIn(view, from, link)
  return {
    from: `"Reference" r${alias} join "Entry" e${alias} on e${alias}.id = r${alias}."toEntryId" join "Draft" d${alias} on d${alias}."entryId" = e${alias}.id`,
    where: `r${alias}.origin = 'draft' and r${alias}."fromEntryId" = e${from}.id and ${ofLink(link, `r${alias}`)} and ${locale}
      and r${alias}."validTo" is null and ${isTarget(view, alias, typeIds)}${seen === null ? '' : ` and ${seen}`}`,
    target: draftScope(view, alias),
  }
}

/** Entries that aren't in the trash and may be seen. */
function isTarget(view: DraftView, alias: string, typeIds: string[]): string {
  const seen = draftsSeen(view, alias, typeIds)
  return `e${alias}."typeId" = any(${view.parameters.add(typeIds, 'uuid[]')}) and e${alias}."trashedAt" is null${seen === null ? '' : ` and ${seen}`}`
}

/** True for the drafts of some types that the reader may see; null where that is all of them. */
export function draftsSeen(view: DraftView, alias: string, typeIds: readonly string[]): string | null {
  return seenRows(view.rights, typeIds, { type: `e${alias}."typeId"`, holds: grantOf(view, alias) })
}

/** Drafts of some types, and what of these may be seen. */
export interface SeenTypes {
  typeIds: string[]
  rights: RowRights | undefined
}

/** True for entries `e` with drafts `d` that somebody may see. */
export function seenAmong({ typeIds, rights }: SeenTypes, parameters: Parameters): string {
  let aliases = 0
  const view: DraftView = { parameters, rights, codes: [], locales: () => [], newAlias: () => `s${++aliases}` }
  const seen = draftsSeen(view, '', typeIds)
  return `e."typeId" = any(${parameters.add(typeIds, 'uuid[]')})${seen === null ? '' : ` and ${seen}`}`
}

function seenIn(view: DraftView, alias: string, value: { fieldId: string; locale?: string | undefined }): string | null {
  return seenField(view.rights, value, grantOf(view, alias))
}

/** Rights look at everything, whatever the reader may see. */
function grantOf(view: DraftView, alias: string): (grant: RowGrant) => string {
  const { rights: _, ...whole } = view
  const codes = view.rights?.locales ?? []
  const rules = { ...whole, codes, locales: () => codes.map((code) => view.parameters.add(code, 'text')) }
  return ({ where, ownerIds }) =>
    allOf([
      ...(ownerIds === null ? [] : [isOneOfIds(`e${alias}."createdById"`, ownerIds, view.parameters)]),
      ...(where === null ? [] : [compileCondition(where, draftScope(rules, alias))]),
    ])
}

function targetsById(view: DraftView, id: string, { typeIds }: Link) {
  const alias = view.newAlias()
  return {
    from: `"Entry" e${alias} on e${alias}.id = ${id} join "Draft" d${alias} on d${alias}."entryId" = e${alias}.id`,
    where: isTarget(view, alias, typeIds),
    target: draftScope(view, alias),
  }
}

/** The locale whose value of a localised link is displayed: the first of the chain that has one. */
function shownLocale(view: DraftView, alias: string, { fieldId, inner }: Link): string {
  const map =
    inner === undefined ? `d${alias}.content -> ${idLiteral(fieldId)}` : `d${alias}."values" -> ${idPathLiteral(`${fieldId}/${inner}`)}`
  const cases = view.locales().map((locale, place) => {
    const seen = seenIn(view, alias, { fieldId, locale: view.codes[place] })
    return `case when ${map} ? ${locale}${seen === null ? '' : ` and ${seen}`} then ${locale} end`
  })
  return `coalesce(${cases.join(', ')})`
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
