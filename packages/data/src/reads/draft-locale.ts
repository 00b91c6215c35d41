import type { Target } from '@verso/query'
import type { Parameters } from './parameters.ts'
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
  return { ...columnValue(`(${test})::text`, 'text'), conditions: { true: test, false: `not (${test})` } }
}

/** A time or an author that is said of one locale; undefined where nothing of the sort is asked. */
export function timeIn({ entry, draft, parameters }: Rows, { column, locale }: SystemTarget): SqlValue | undefined {
  if (locale === undefined) return undefined
  const code = parameters.add(locale, 'text')
  switch (column) {
    case 'publishedAt':
    case 'firstPublishedAt':
    case 'publishedBy':
    case 'firstPublishedBy':
      return publishing(column, `h."entryId" = ${entry}.id and h.locale = ${code}`)
    case 'updatedAt':
      return columnValue(`(select change.at from ${lastChange({ entry, draft, code })})`, 'timestamptz')
    case 'updatedBy':
      return columnValue(`(select change."byId" from ${lastChange({ entry, draft, code })})`, 'uuid', { nullable: true })
    default:
      return undefined
  }
}

/** The last of: what was changed in the locale, what was changed for all, and the making of the entry. */
function lastChange({ entry, draft, code }: { entry: string; draft: string; code: string }): string {
  const change = (key: string) => `${draft}."lastChanges" -> ${key}`
  return `(
    select (c ->> 'at')::timestamptz as at, (c ->> 'byId')::uuid as "byId", place
    from unnest(array[${change(code)}, ${change("''")}]) with ordinality as c (c, place) where c is not null
    union all select ${entry}."createdAt", ${entry}."createdById", 3
    order by at desc, place limit 1
  ) change`
}

/** First and last publishing, of all that ever was public: unpublishing changes none of it. */
export function publishing(column: 'publishedAt' | 'firstPublishedAt' | 'publishedBy' | 'firstPublishedBy', where: string): SqlValue {
  const first = 'order by h."firstPublishedAt", h."validFrom" limit 1'
  const last = 'order by h."publishedAt" desc, h."validFrom" desc limit 1'
  const value = column.endsWith('By') ? 'h."publishedById"' : `h."${column}"`
  const sql = `(select ${value} from "Publication" h where ${where} ${column.startsWith('first') ? first : last})`
  return columnValue(sql, column.endsWith('By') ? 'uuid' : 'timestamptz', { nullable: true })
}
