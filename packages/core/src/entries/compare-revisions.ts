import type { EntryRow } from '@verso/data'
import {
  canonicalJson,
  changedFields,
  type Content,
  type ContentType,
  contentWithComputed,
  fieldsView,
  isPlainObject,
  type Json,
  jsonPointer,
  type Model,
} from '@verso/model'
import type { Context } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { fieldPath } from './check-links.ts'
import { typeOfEntry } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'
import { missingRevision } from './missing-revision.ts'
import { removedFields } from './removed-fields.ts'
import { revisionUnder } from './revision-under.ts'

/** One value that differs between two states of an entry. */
interface ValueChange {
  path: string
  locale?: string
  kind: 'set' | 'unset'
  from?: Json
  to?: Json
  /** The type has this field no longer; it goes by its name of then. */
  fieldRemoved?: true
}

export interface Comparison {
  changes: ValueChange[]
}

/** What lies between two states of an entry, by field, however long ago and under whatever model each was saved. A state is a revision's number, `draft` or `published:<locale>`. */
export async function compareRevisions(ctx: Context, entryId: string, { from, to }: { from: string; to: string }): Promise<Comparison> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  const model = await ctx.model()
  const before = await stateOf(ctx, { entry, model, name: from, parameter: 'from' })
  const after = await stateOf(ctx, { entry, model, name: to, parameter: 'to' })
  const type = readableFields(ctx.actor, typeOfEntry(model, entry))
  return { changes: [...fieldChanges(type, before, after), ...removedChanges(before.removed, after.removed)] }
}

interface State {
  content: Content
  /** By field name. */
  fields: Record<string, Json>
  removed: Record<string, Json>
}

interface Wanted {
  entry: EntryRow
  model: Model
  name: string
  parameter: string
}

async function stateOf(ctx: Context, { entry, model, name, parameter }: Wanted): Promise<State> {
  const number = numberOf(entry, name)
  if (number === undefined)
    throw new Refusal('invalid_query', `"${parameter}" is wrong`, {
      issues: [{ parameter, code: 'invalid', message: 'The number of a revision, draft, or published:<locale>' }],
    })
  if (number === null) throw new Refusal('not_found', 'There is no such state of this entry')
  const revision = await revisionUnder(ctx.store, model, { entry, number })
  if (revision === null) throw missingRevision(entry, number)
  const type = typeOfEntry(model, entry)
  const content = contentWithComputed(type, revision.content, model.locales)
  return { content, fields: fieldsView(type, content), removed: await removedFields(ctx, { entry, revision, present: type }) }
}

/** Undefined where the name is none, null where there is no such state. */
function numberOf(entry: EntryRow, name: string): number | null | undefined {
  if (name === 'draft') return entry.revision
  if (/^[1-9]\d{0,8}$/.test(name)) return Number(name)
  if (!name.startsWith('published:')) return undefined
  return entry.publications.find((head) => head.locale === name.slice('published:'.length))?.revision ?? null
}

function fieldChanges(type: ContentType, before: State, after: State): ValueChange[] {
  return changedFields(type, before.content, after.content).map(({ fieldId, locale }) => {
    const name = type.fields.find((field) => field.id === fieldId)?.name ?? ''
    const [old, now] = [valueIn(before.fields[name], locale), valueIn(after.fields[name], locale)]
    return { path: fieldPath(type, { fieldId, locale }), ...(locale === undefined ? {} : { locale }), ...sides(old, now) }
  })
}

function valueIn(value: Json | undefined, locale: string | undefined): Json | undefined {
  if (locale === undefined) return value
  return isPlainObject(value) ? (value[locale] as Json | undefined) : undefined
}

function removedChanges(before: Record<string, Json>, after: Record<string, Json>): ValueChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .map((name) => ({ path: jsonPointer('fields', name), ...sides(before[name], after[name]), fieldRemoved: true }))
}

function sides(from: Json | undefined, to: Json | undefined): Pick<ValueChange, 'kind' | 'from' | 'to'> {
  const isSet = to !== undefined && to !== null
  return { kind: isSet ? 'set' : 'unset', ...(from === undefined || from === null ? {} : { from }), ...(isSet ? { to } : {}) }
}
