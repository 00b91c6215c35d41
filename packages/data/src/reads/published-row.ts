import { pieceSeparator } from '../tables/pieces.ts'
import { pathOf } from '../tables/publication-places.ts'
import type { Models } from '../tables/models.ts'
import type { Languages } from './languages.ts'
import { withOwnPieces } from './own-pieces.ts'
import type { PublishedRow } from './reads.ts'

/** The columns of a published row, for publication `alias`. */
export function publishedColumns(alias: string, body = `${alias}.body`): string {
  return `${alias}."entryId" as id, ${alias}.id as "publicationId", ${alias}."typeId", ${alias}.locale, ${alias}.revision, ${alias}.layout, ${body} as body, ${alias}."publishedAt", ${alias}."firstPublishedAt", ${alias}."updatedAt", ${pathOf(alias)} as path, ${alias}.slug, ${alias}."parentId", ${alias}.origins`
}

/** The names that they have in an answer. */
export const publishedNames =
  'id, "publicationId", "typeId", locale, revision, layout, body, "publishedAt", "firstPublishedAt", "updatedAt", path, slug, "parentId", origins'

/** What the columns come as: a body whose pieces hang together, or none where only presence was asked for. */
export type RawPublished = Omit<PublishedRow, 'layout' | 'pieces'> & { layout: number; body: string | null; hidden?: string[] | null }

/** Splits the bodies, and puts the order of the fields beside them. */
export async function toPublishedRows(
  rows: RawPublished[],
  models: Models,
  { ownOnly }: Pick<Languages, 'ownOnly'>,
): Promise<PublishedRow[]> {
  const layouts = new Map<string, string[]>()
  for (const { layout, typeId } of rows) {
    const key = `${layout} ${typeId}`
    if (!layouts.has(key)) layouts.set(key, await models.layout(layout, typeId))
  }
  const published = rows.map((row) => toPublishedRow(row, layouts.get(`${row.layout} ${row.typeId}`) ?? []))
  return ownOnly ? published.map(withOwnPieces) : published
}

function toPublishedRow(
  {
    id,
    publicationId,
    typeId,
    locale,
    revision,
    body,
    publishedAt,
    firstPublishedAt,
    updatedAt,
    path,
    slug,
    parentId,
    origins,
    hidden,
  }: RawPublished,
  layout: string[],
): PublishedRow {
  const pieces = body === null || layout.length === 0 ? [] : body.split(pieceSeparator)
  const row = {
    id,
    publicationId,
    typeId,
    locale,
    revision,
    layout,
    pieces,
    publishedAt,
    firstPublishedAt,
    updatedAt,
    path,
    slug,
    parentId,
    origins,
  }
  return hidden === undefined || hidden === null || hidden.length === 0 ? row : withoutHidden(row, hidden)
}

/** A document without the values that its reader may not see. */
function withoutHidden(row: PublishedRow, hidden: readonly string[]): PublishedRow {
  const isHidden = (key: string | undefined) => key !== undefined && hidden.includes(key)
  return {
    ...row,
    pieces: row.pieces.map((piece, place) => (isHidden(row.layout[place]) ? 'null' : piece)),
    origins: Object.fromEntries(Object.entries(row.origins).filter(([key]) => !isHidden(key.split('/')[0]))),
  }
}
