import type { Tables } from '@verso/data'
import { type ContentType, type Field, fieldAt, type Issue, jsonPointer, namedPath } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { fileRights } from '../media/media-rights.ts'
import type { Link } from './content-references.ts'

/** A link that leads nowhere, or to what its field doesn't take. */
export interface BrokenLink {
  link: Link
  issue: Issue
}

/** Faults of links: targets that aren't there (for this actor), or that the field doesn't take. Two statements, however many links. */
export async function checkLinks(ctx: Context, tables: Tables, asked: { type: ContentType; links: readonly Link[] }): Promise<Issue[]> {
  return (await brokenLinks(ctx, tables, asked)).map(({ issue }) => issue)
}

/** The same with the links that the faults are of. */
export async function brokenLinks(
  ctx: Context,
  tables: Tables,
  { type, links }: { type: ContentType; links: readonly Link[] },
): Promise<BrokenLink[]> {
  const entries = await entryTargets(ctx, tables, links)
  const media = await mediaTargets(ctx, tables, links)
  return links.flatMap((link) => {
    const found = link.kind === 'entry' ? entries.get(link.id) : media.get(link.id)
    const issues = found === undefined ? [missingTarget(type, link)] : wrongTarget(type, link, found)
    return issues.map((issue) => ({ link, issue }))
  })
}

/** A fault where the field doesn't take what the link leads to: `found` is the id of an entry's type, or the media type of a file. */
export function wrongTarget(type: ContentType, link: Link, found: string): Issue[] {
  const field = fieldAt(type, link)
  if (field === undefined || takes(field, link, found)) return []
  const message = `${field.label} does not take this ${link.kind === 'entry' ? 'type of entry' : 'kind of file'}`
  return [{ path: linkPath(type, link), code: 'wrong_target', message }]
}

export function missingTarget(type: ContentType, link: Link): Issue {
  return {
    path: linkPath(type, link),
    code: 'target_missing',
    message: link.kind === 'entry' ? 'The entry that this refers to does not exist' : 'The file that this refers to does not exist',
  }
}

/** Where a link stands in `fields`, as a JSON Pointer. */
export function linkPath(type: ContentType, link: Link): string {
  return namedPath(type, link)
}

export function fieldPath(type: ContentType, { fieldId, locale }: { fieldId: string; locale?: string | null | undefined }): string {
  const name = type.fields.find((field) => field.id === fieldId)?.name ?? fieldId
  return locale === undefined || locale === null ? jsonPointer('fields', name) : jsonPointer('fields', name, locale)
}

/** Type by id of each entry that is there for the actor. */
async function entryTargets(ctx: Context, tables: Tables, links: readonly Link[]): Promise<Map<string, string>> {
  const ids = idsOf(links, 'entry')
  const rows = ids.length === 0 ? [] : await tables.entries.findMany(ids)
  return new Map(rows.filter((row) => may(ctx.actor, 'read', row)).map((row) => [row.id, row.typeId]))
}

/** Media type by id of each file that is there for the actor. */
async function mediaTargets(ctx: Context, tables: Tables, links: readonly Link[]): Promise<Map<string, string>> {
  const ids = idsOf(links, 'media')
  if (ids.length === 0) return new Map()
  const rights = await fileRights(ctx.actor, tables)
  const rows = (await tables.media.findMany(ids)).filter((row) => rights.may('read', row))
  return new Map(rows.map((row) => [row.id, row.mimeType]))
}

function idsOf(links: readonly Link[], kind: Link['kind']): string[] {
  return [...new Set(links.filter((link) => link.kind === kind).map((link) => link.id))]
}

/** Reference fields name the types that they take, media fields the media types; rich text takes all entries unless its toolbar names types. */
function takes(field: Field, { kind }: Link, found: string): boolean {
  if (field.kind === 'reference' && kind === 'entry') return field.to === undefined || field.to.length === 0 || field.to.includes(found)
  if (field.kind === 'richText' && kind === 'entry') return field.toolbar?.entries?.includes(found) !== false
  if (field.kind !== 'media' || field.accept === undefined || field.accept.length === 0) return true
  return field.accept.some(
    (accepted) => accepted === found || accepted === '*/*' || (accepted.endsWith('/*') && found.startsWith(accepted.slice(0, -1))),
  )
}
