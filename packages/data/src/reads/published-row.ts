import { pieceSeparator } from '../tables/pieces.ts'
import { pathOf } from '../tables/publication-places.ts'
import type { Models } from '../tables/models.ts'
import { isoOf } from '../time-text.ts'
import type { Languages } from './languages.ts'
import { withOwnPieces } from './own-pieces.ts'
import type { PublishedRow } from './reads.ts'

/** Stands for what a document hasn't. Neither this nor the separator can be part of a slug or an id. */
const nothing = '\u001e'
const [separatorSql, nothingSql] = [pieceSeparator, nothing].map((character) => `chr(${character.charCodeAt(0)})`)

/** The columns of a published row, for publication `alias`: what joins go by, and the document. */
export function publishedColumns(alias: string): string {
  return `${alias}."entryId" as id, ${alias}.locale, ${documentOf(alias)} as document`
}

/** The names that they have in an answer. */
export const publishedNames = 'id, locale, document'

/** All that is read of a document, as one text: taking a row of many columns apart would cost more than all else that is done with it. */
export function documentOf(alias: string, body = `${alias}.body`): string {
  const orNothing = (column: string) => `coalesce(${column}, ${nothingSql})`
  const own = ['"entryId"', 'id', '"typeId"', 'locale', 'revision', 'layout', '"publishedAt"', '"firstPublishedAt"', '"updatedAt"']
  const facts = [
    ...own.map((column) => `${alias}.${column}`),
    orNothing(pathOf(alias)),
    orNothing(`${alias}.slug`),
    orNothing(`${alias}."parentId"::text`),
    `${alias}.origins`,
  ]
  // A body that isn't there is left out, with its separator.
  return `concat_ws(${separatorSql}, ${facts.join(', ')}, ${body})`
}

const factCount = 13

/** What comes of a row: a body whose pieces hang together, or none where only presence was asked for. */
export interface RawPublished {
  document: string
  /** Ids of the fields of it that the reader may not see. */
  hidden?: string[] | null
}

/** Splits the documents, and puts the order of the fields beside their pieces. */
export async function toPublishedRows(
  rows: readonly RawPublished[],
  models: Models,
  { ownOnly }: Pick<Languages, 'ownOnly'>,
): Promise<PublishedRow[]> {
  const layouts = new Map<string, string[]>()
  const documents = rows.map(({ document }) => document.split(pieceSeparator))
  for (const [, , typeId = '', , , layout = ''] of documents) {
    const key = `${layout} ${typeId}`
    if (!layouts.has(key)) layouts.set(key, await models.layout(Number(layout), typeId))
  }
  const published = documents.map((document, index) => toPublishedRow(document, rows[index]?.hidden, layouts))
  return ownOnly ? published.map(withOwnPieces) : published
}

const noOrigins = {}

function toPublishedRow(document: string[], hidden: RawPublished['hidden'], layouts: ReadonlyMap<string, string[]>): PublishedRow {
  const [id = '', publicationId = '', typeId = '', locale = '', revision = '', version = '', ...rest] = document
  const [publishedAt = '', firstPublishedAt = '', updatedAt = '', path = '', slug = '', parentId = '', origins = ''] = rest
  const layout = layouts.get(`${version} ${typeId}`) ?? []
  const row = {
    id,
    publicationId,
    typeId,
    locale,
    revision: Number(revision),
    layout,
    pieces: layout.length === 0 ? [] : document.slice(factCount),
    publishedAt: isoOf(publishedAt),
    firstPublishedAt: isoOf(firstPublishedAt),
    updatedAt: isoOf(updatedAt),
    path: orNull(path),
    slug: orNull(slug),
    parentId: orNull(parentId),
    origins: origins === '{}' ? noOrigins : (JSON.parse(origins) as Record<string, string>),
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

function orNull(text: string): string | null {
  return text === nothing ? null : text
}
