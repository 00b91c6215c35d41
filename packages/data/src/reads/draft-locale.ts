import type { Target } from '@verso/query'
import { idLiteral, type Parameters } from './parameters.ts'
import { columnValue, type SqlValue } from './sql-value.ts'

export type SystemTarget = Extract<Target, { kind: 'system' }>

interface Rows {
  /** Aliases of an entry and its draft. */
  entry: string
  draft: string
  parameters: Parameters
}

/** Whether a draft has translations that are older than their source: in a locale, or in any. */
export function outdatedIn({ draft, parameters }: Rows, { locale }: SystemTarget): SqlValue {
  const test = locale === undefined ? `${draft}.outdated <> '{}'` : `${draft}.outdated ? ${parameters.add(locale, 'text')}`
  return columnValue(`(${test})::text`, 'text')
}

/** Derived, never stored: how an entry stands in one locale. Null where nothing of it is, or was, in that locale. */
export function statusIn({ entry, draft, parameters }: Rows, { locale = '', written }: SystemTarget): SqlValue {
  const code = parameters.add(locale, 'text')
  const documents = `select from "Publication" h where h."entryId" = ${entry}.id and h.locale = ${code}`
  const head = `${documents} and h."validTo" is null`
  const present = [
    ...(written?.always === true ? ['true'] : []),
    ...(written?.localized ?? []).map((id) => `${draft}.content -> ${idLiteral(id)} ? ${code}`),
    // At any depth inside of components: a map by locale has a member of that name.
    ...(written?.holding ?? []).map((id) => `${draft}.content -> ${idLiteral(id)} @? ('$.**.' || to_json(${code})::text)::jsonpath`),
  ]
  const sql = `case
    when ${entry}."trashedAt" is not null then 'trashed'
    when exists (${head}) then case when exists (${head} and h.hash is distinct from ${draft}.hashes ->> h.locale) then 'changed' else 'published' end
    when exists (${documents}) then 'unpublished'
    when ${present.length === 0 ? 'false' : present.join(' or ')} then 'draft'
  end`
  return columnValue(sql, 'text', { nullable: true })
}
