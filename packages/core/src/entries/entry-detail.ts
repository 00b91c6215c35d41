import type { EntryRow, ScheduleRow, Tables } from '@verso/data'
import { type ContentType, contentWithComputed, fieldsView, type Json, type Locale, type Model } from '@verso/model'
import { actorNames, type ActorName } from '../actor-names.ts'
import { may } from '../authorise.ts'
import type { Actor, Context } from '../context.ts'
import { readableContent, readableEntry } from '../readable-fields.ts'
import { type ScheduleDetail, scheduleDetails } from '../schedules/schedule-detail.ts'
import { Refusal } from '../refusal.ts'
import { localesFor, writablePaths } from '../rights/write-rights.ts'
import { type EntryStatus, entryStatus } from './entry-status.ts'
import { entryTitle } from './entry-title.ts'
import { type LocaleState, localeStates, publishingTimes, type PublishingTimes } from './locale-states.ts'
import { trashRetentionMs } from './trash-retention.ts'

/** What the asker may do with an entry as it is now. */
export interface EntryRights {
  edit: boolean
  /** Where it may be written, as JSON Pointers. */
  save: string[]
  /** In which languages. */
  publish: string[]
  unpublish: string[]
  delete: boolean
  restore: boolean
  purge: boolean
}

/** An entry with all that is needed to show it: its content as the asker may read it, who made it, what may be done with it. */
export interface EntryDetail {
  row: EntryRow
  typeName: string
  /** The type is a tree: the entry has a parent or stands at the root. */
  inTree: boolean
  /** The draft by field name, as far as the asker may read it. */
  fields: Record<string, Json>
  status: EntryStatus
  title: string
  /** Over all locales. */
  times: PublishingTimes
  /** How it stands in each locale that has something of it. */
  locales: Record<string, LocaleState>
  /** What is going to happen to it, and what should have and couldn't, in the order of the times. */
  schedules: ScheduleDetail[]
  names: Map<string, ActorName>
  rights: EntryRights
  /** When what is in the trash will be gone for good. */
  purgeAt: Date | null
  /** What the asker wrote without saving it; only where one entry is asked for, or was autosaved. */
  workingCopy?: WorkingCopy
}

/** What somebody wrote on an entry without saving it. */
export interface WorkingCopy {
  baseRevision: number
  savedAt: Date
  /** All fields with what was written, by name; left out in the answer of an autosave. */
  fields?: Record<string, Json>
}

/** Completes rows of entries for showing, with one look-up of names for all of them. */
export async function entryDetails(ctx: Context, tables: Tables, rows: readonly EntryRow[]): Promise<EntryDetail[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  return completeRows(ctx, tables, { rows, model: tables.models.current(), scheduled: scheduledFor(tables, ids) })
}

/** What is told of an entry's schedules. */
export function scheduledFor(tables: Tables, entryIds: string[]): Promise<ScheduleRow[]> {
  return tables.schedules.ofEntries(entryIds, ['pending', 'failed'])
}

interface KnownBeside {
  rows: readonly EntryRow[]
  model: Model | Promise<Model>
  scheduled: readonly ScheduleRow[] | Promise<readonly ScheduleRow[]>
}

/** The same for who knows beforehand what has to be asked for beside the rows. */
async function completeRows(ctx: Context, tables: Tables, { rows, ...beside }: KnownBeside): Promise<EntryDetail[]> {
  const [model, names, planned, retentionMs] = await Promise.all([
    beside.model,
    namesFor(ctx.actor, tables, rows),
    beside.scheduled,
    rows.every((row) => row.trashedAt === null) ? 0 : trashRetentionMs(tables),
  ])
  const schedules = await scheduleDetails(tables, planned)
  return rows.map((row) =>
    completeEntry(ctx.actor, row, {
      model,
      locales: model.locales,
      names,
      purgeAt: row.trashedAt === null ? null : new Date(row.trashedAt.getTime() + retentionMs),
      schedules: schedules.filter((schedule) => schedule.row.entryId === row.id),
    }),
  )
}

export async function entryDetail(ctx: Context, tables: Tables, row: EntryRow): Promise<EntryDetail> {
  return onlyOne(await entryDetails(ctx, tables, [row]))
}

export async function completeRow(
  ctx: Context,
  tables: Tables,
  { row, ...beside }: Omit<KnownBeside, 'rows'> & { row: EntryRow },
): Promise<EntryDetail> {
  return onlyOne(await completeRows(ctx, tables, { rows: [row], ...beside }))
}

function onlyOne([detail]: readonly EntryDetail[]): EntryDetail {
  if (detail === undefined) throw new Error('An entry could not be completed')
  return detail
}

export function typeOfEntry(model: Model, { typeId }: Pick<EntryRow, 'id' | 'typeId'>): ContentType {
  const type = model.types.find((candidate) => candidate.id === typeId)
  // The type may have been removed since the entry was read: then the entry is as good as gone.
  if (type === undefined) throw new Refusal('not_found', 'There is no such entry')
  return type
}

/** Names of all who had a hand in these; the asker's own is known. */
async function namesFor(actor: Actor, tables: Tables, rows: readonly EntryRow[]): Promise<Map<string, ActorName>> {
  const ids = rows.flatMap(actorsOf)
  const names = await actorNames(
    tables,
    ids.filter((id) => id !== actor.id),
  )
  return actor.id === null || actor.name === null ? names : names.set(actor.id, { id: actor.id, name: actor.name })
}

function actorsOf({ createdById, updatedById, trashedById, published, lastChanges }: EntryRow): (string | null)[] {
  const publishers = published.flatMap((times) => [times.firstPublishedById, times.publishedById])
  return [createdById, updatedById, trashedById, ...publishers, ...Object.values(lastChanges).map((change) => change.byId)]
}

interface EntryFacts extends Pick<EntryDetail, 'names' | 'schedules' | 'purgeAt'> {
  model: Model
  locales: Locale[]
}

function completeEntry(actor: Actor, row: EntryRow, { model, locales, schedules, ...facts }: EntryFacts): EntryDetail {
  const whole = typeOfEntry(model, row)
  const { type, content } = readableEntry(actor, whole, row)
  // What is made of a field that the asker can't read is worked out all the same.
  const computed = contentWithComputed(whole, row.content, locales)
  const fields = fieldsView(type, readableContent(actor, whole, { entry: row, content: computed }))
  return {
    row: knowsSlugs(whole, type) ? row : { ...row, publications: row.publications.map((head) => ({ ...head, slug: null, path: null })) },
    typeName: type.name,
    inTree: type.tree === true,
    fields,
    status: entryStatus(row),
    title: entryTitle(type, content, locales),
    times: publishingTimes(row.published),
    locales: localeStates(type, { row, schedules: schedules.map((schedule) => schedule.row) }, locales),
    schedules,
    ...facts,
    rights: rightsTo(actor, row, { type: whole, locales }),
  }
}

/** Addresses are made of slugs. */
function knowsSlugs({ slugField }: ContentType, { fields }: ContentType): boolean {
  return slugField === undefined || fields.some(({ id }) => id === slugField)
}

function rightsTo(actor: Actor, row: EntryRow, { type, locales }: { type: ContentType; locales: Locale[] }): EntryRights {
  const isTrashed = row.trashedAt !== null
  const isPublic = ({ code }: Locale) => row.publications.some(({ locale }) => locale === code)
  return {
    edit: !isTrashed && may(actor, 'edit', row),
    save: isTrashed ? [] : writablePaths({ actor, action: 'edit', entry: row, type, locales }),
    publish: isTrashed ? [] : localesFor(actor, 'publish', { entry: row, locales }),
    unpublish: isTrashed ? [] : localesFor(actor, 'unpublish', { entry: row, locales: locales.filter(isPublic) }),
    delete: !isTrashed && may(actor, 'delete', row),
    restore: isTrashed && may(actor, 'restore', row),
    purge: isTrashed && may(actor, 'purge', row),
  }
}
