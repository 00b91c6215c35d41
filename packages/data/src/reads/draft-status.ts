import { idLiteral, type Parameters } from './parameters.ts'
import type { SystemTarget } from './draft-locale.ts'
import { columnValue, type SqlValue } from './sql-value.ts'

interface Rows {
  /** Aliases of an entry and its draft. */
  entry: string
  draft: string
}

/** Derived, never stored: what readers see of the entry, and whether its draft says something else. */
export function statusOf({ entry, draft }: Rows): SqlValue {
  const documents = `select from "Publication" h where h."entryId" = ${entry}.id`
  // What is published in a language that the model has no longer is seen by nobody; a draft knows none of it.
  const heads = `${documents} and h."validTo" is null and ${draft}.hashes ? h.locale`
  return statusValue({ entry, draft }, { documents, heads, isThere: 'true' })
}

/** How an entry stands in one locale. Null where nothing of it is, or was, in that locale. */
export function statusIn({ entry, draft }: Rows, { locale = '', written }: SystemTarget, parameters: Parameters): SqlValue {
  const code = parameters.add(locale, 'text')
  const documents = `select from "Publication" h where h."entryId" = ${entry}.id and h.locale = ${code}`
  const present = [
    ...(written?.always === true ? ['true'] : []),
    ...(written?.localized ?? []).map((id) => `${draft}.content -> ${idLiteral(id)} ? ${code}`),
    // At any depth inside of components: a map by locale has a member of that name.
    ...(written?.holding ?? []).map((id) => `${draft}.content -> ${idLiteral(id)} @? ('$.**.' || to_json(${code})::text)::jsonpath`),
  ]
  const isThere = present.length === 0 ? 'false' : `coalesce(${present.join(' or ')}, false)`
  return statusValue({ entry, draft }, { documents, heads: `${documents} and h."validTo" is null`, isThere })
}

interface Documents {
  /** All that are, or were, public; those that are now. */
  documents: string
  heads: string
  /** Whether a draft that never was public says anything. */
  isThere: string
}

/**
 * Each status as a condition of its own: of `exists` PostgreSQL makes joins, where it would work out the word for every entry and
 * compare it. Just one holds.
 */
function statusValue({ entry, draft }: Rows, { documents, heads, isThere }: Documents): SqlValue {
  const isLive = `${entry}."trashedAt" is null`
  const differing = `${heads} and h.hash is distinct from ${draft}.hashes ->> h.locale`
  const conditions = {
    trashed: `${entry}."trashedAt" is not null`,
    changed: `${isLive} and exists (${differing})`,
    published: `${isLive} and exists (${heads}) and not exists (${differing})`,
    unpublished: `${isLive} and exists (${documents}) and not exists (${heads})`,
    draft: `${isLive} and not exists (${documents}) and ${isThere}`,
  }
  const cases = Object.entries(conditions).map(([status, holds]) => `when ${holds} then '${status}'`)
  return { ...columnValue(`case ${cases.join(' ')} end`, 'text', { nullable: true }), conditions }
}
