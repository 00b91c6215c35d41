import type { SystemColumn } from '@verso/query'
import { createParameters, idLiteral, type Parameters } from './parameters.ts'
import type { Link, Scope } from './scope.ts'
import { columnValue, fieldValue, type SqlValue } from './sql-value.ts'

/** Which state of the log is looked at, in which languages, and which types the reader may see. */
export interface View {
  parameters: Parameters
  /** Placeholder of the `seq`; null for the head. */
  seq: string | null
  /** Placeholder of the locale chain, and of its only locale where it has one only. */
  chain: string
  locale: string | null
  readableTypeIds: string[]
  newAlias: (letter: string) => string
}

export function createView({ locales, readableTypeIds, at }: { locales: string[]; readableTypeIds: string[]; at: bigint | null }): View {
  const parameters = createParameters()
  let aliases = 0
  return {
    parameters,
    seq: at === null ? null : parameters.add(at.toString(), 'bigint'),
    chain: locales.length === 1 ? '' : parameters.add(locales, 'text[]'),
    locale: locales.length === 1 ? parameters.add(locales[0], 'text') : null,
    readableTypeIds,
    newAlias: (letter) => `${letter}${++aliases}`,
  }
}

/** A publication as a reader sees it. */
export function publishedScope(view: View, alias: string): Scope {
  return {
    parameters: view.parameters,
    system: (column) => systemValue(alias, column),
    field: (target) => fieldValue(`${alias}."values"`, target),
    follow: (link) => follow(view, alias, link),
  }
}

/** True for a row that is valid at the view's state. */
export function validIn({ seq }: View, alias: string): string {
  return seq === null
    ? `${alias}."validTo" is null`
    : `${alias}."validFrom" <= ${seq} and (${alias}."validTo" is null or ${alias}."validTo" > ${seq})`
}

/** True for the publication that stands for its entry: valid, and of the first locale of the chain in which the entry is published. */
export function shownIn(view: View, alias: string): string {
  const valid = validIn(view, alias)
  if (view.locale !== null) return `${alias}.locale = ${view.locale} and ${valid}`
  const other = view.newAlias('o')
  return `${alias}.locale = any(${view.chain}) and ${valid} and not exists (
    select from "Publication" ${other}
    where ${other}."entryId" = ${alias}."entryId" and ${validIn(view, other)} and array_position(${view.chain}, ${other}.locale) < array_position(${view.chain}, ${alias}.locale)
  )`
}

function follow(view: View, from: string, { fieldId, typeIds }: Link) {
  const link = view.newAlias('r')
  const target = view.newAlias('p')
  const readable = typeIds.filter((id) => view.readableTypeIds.includes(id))
  return {
    from: `"Reference" ${link} join "Publication" ${target} on ${target}."entryId" = ${link}."toEntryId"`,
    where: `${link}.origin = 'published' and ${link}."fromEntryId" = ${from}."entryId" and ${link}.locale = ${from}.locale and ${link}."fieldId" = ${idLiteral(fieldId)}
      and ${validIn(view, link)} and ${target}."typeId" = any(${view.parameters.add(readable, 'uuid[]')}) and ${shownIn(view, target)}`,
    target: publishedScope(view, target),
  }
}

function systemValue(alias: string, column: SystemColumn): SqlValue {
  switch (column) {
    case 'id':
      return columnValue(`${alias}."entryId"`, 'uuid')
    case 'revision':
      return columnValue(`${alias}.revision`, 'numeric')
    case 'slug':
      return columnValue(`${alias}.slug`, 'text', { nullable: true, ordered: true })
    case 'publishedAt':
    case 'firstPublishedAt':
    case 'updatedAt':
    case 'createdAt':
      return columnValue(`${alias}."${column}"`, 'timestamptz')
    default:
      throw new Error(`Readers of what is published can't ask for "${column}"`)
  }
}
