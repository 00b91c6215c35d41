import type { EntryRow } from '@verso/data'
import { diffContent, type ValueChange } from '@verso/merge'
import {
  canonicalJson,
  type Content,
  type ContentType,
  contentWithComputed,
  type Json,
  jsonPointer,
  type Model,
  namedPath,
  valueAt,
} from '@verso/model'
import type { Context } from '../context.ts'
import { readableContent, readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { typeOfEntry } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'
import { missingRevision } from './missing-revision.ts'
import { removedFields } from './removed-fields.ts'
import { revisionUnder } from './revision-under.ts'

/** One value that differs between two states of an entry, at its place in `fields` of the later one; an item that went, of the earlier one. */
interface ComparedValue extends Pick<ValueChange, 'kind' | 'from' | 'to' | 'fromIndex' | 'toIndex'> {
  path: string
  locale?: string
  /** The type has this field no longer; it goes by its name of then. */
  fieldRemoved?: true
}

export interface Comparison {
  changes: ComparedValue[]
}

/**
 * What lies between two states of an entry, by field, item and block of rich text, however long ago and under whatever model each was saved.
 * A state is a revision's number, `draft` or `published:<locale>`.
 */
export async function compareRevisions(ctx: Context, entryId: string, { from, to }: { from: string; to: string }): Promise<Comparison> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  const model = await ctx.model()
  const before = await stateOf(ctx, { entry, model, name: from, parameter: 'from' })
  const after = await stateOf(ctx, { entry, model, name: to, parameter: 'to' })
  const type = readableFields(ctx.actor, typeOfEntry(model, entry), entry)
  const languages = [from, to].flatMap((name) => (name.startsWith(publishedIn) ? [name.slice(publishedIn.length)] : []))
  return { changes: [...fieldChanges(type, { before, after, languages }), ...removedChanges(before.removed, after.removed)] }
}

/** How a state is called that readers see in a language. */
const publishedIn = 'published:'

interface State {
  content: Content
  /** By the name of then. */
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
  const content = readableContent(ctx.actor, type, { entry, content: contentWithComputed(type, revision.content, model.locales) })
  return { content, removed: await removedFields(ctx, { entry, revision, present: type }) }
}

/** Undefined where the name is none, null where there is no such state. */
function numberOf(entry: EntryRow, name: string): number | null | undefined {
  if (name === 'draft') return entry.revision
  if (/^[1-9]\d{0,8}$/.test(name)) return Number(name)
  if (!name.startsWith(publishedIn)) return undefined
  return entry.publications.find((head) => head.locale === name.slice(publishedIn.length))?.revision ?? null
}

/** A state that was published in a language says nothing of the others. */
function fieldChanges(
  type: ContentType,
  { before, after, languages }: { before: State; after: State; languages: string[] },
): ComparedValue[] {
  return diffContent(before.content, after.content, type)
    .filter(({ language }) => language === undefined || languages.length === 0 || languages.includes(language))
    .map(({ fieldId, locale, path, byKey: _, language, from, to, ...change }) => {
      const place = { fieldId, locale, path }
      return {
        path: namedPath(type, place),
        ...(language === undefined ? {} : { locale: language }),
        ...change,
        ...(from === undefined ? {} : { from: valueAt(type, place, from) }),
        ...(to === undefined ? {} : { to: valueAt(type, place, to) }),
      }
    })
}

function removedChanges(before: Record<string, Json>, after: Record<string, Json>): ComparedValue[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .map((name) => ({ path: jsonPointer('fields', name), ...sides(before[name], after[name]), fieldRemoved: true }))
}

function sides(from: Json | undefined, to: Json | undefined): Pick<ComparedValue, 'kind' | 'from' | 'to'> {
  const isSet = to !== undefined && to !== null
  return { kind: isSet ? 'set' : 'unset', ...(from === undefined || from === null ? {} : { from }), ...(isSet ? { to } : {}) }
}
